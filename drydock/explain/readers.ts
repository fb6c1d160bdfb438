/** Who may read what an environment stores, by the policies that it registers. */
import { accesses } from "drydock-policy/permissions";
import type { Capture, CapturedResource } from "../offline/capture/types";
import { textAt } from "../offline/cloud/values";

/** One who may read. */
export interface Reader {
  /** A role of the environment, or a principal of the thing's own policy. */
  readonly who: string;
  /** The resource whose policy allows it. */
  readonly by: string;
  /** URN of that resource. */
  readonly urn: string;
  readonly conditional: boolean;
}

/** A thing that holds data, and its readers. */
export interface Readable {
  readonly kind: "secret" | "bucket" | "log group" | "file system";
  readonly name: string;
  readonly urn: string;
  readonly readers: readonly Reader[];
}

interface Way {
  readonly kind: Readable["kind"];
  /** The action that reads. */
  readonly action: string;
  /** What follows the ARN in a policy about the contents. */
  readonly contents: string;
}

const ways: Readonly<Record<string, Way>> = {
  "aws:secretsmanager/secret:Secret": {
    kind: "secret",
    action: "secretsmanager:GetSecretValue",
    contents: "",
  },
  "aws:s3/bucket:Bucket": { kind: "bucket", action: "s3:GetObject", contents: "/*" },
  "aws:cloudwatch/logGroup:LogGroup": {
    kind: "log group",
    action: "logs:GetLogEvents",
    contents: ":log-stream:*",
  },
  "aws:efs/fileSystem:FileSystem": {
    kind: "file system",
    action: "elasticfilesystem:ClientMount",
    contents: "",
  },
};

/** Types of the policies that things themselves have, with the input that names the thing. */
const ownPolicies: Readonly<Record<string, string>> = {
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "secretArn",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "fileSystemId",
};

/** Everything in the capture that holds data. Who may do more in the account is not known here. */
export function readablesOf(capture: Capture): Readable[] {
  return capture.resources.flatMap((resource): Readable[] => {
    const way = ways[resource.type];
    if (way === undefined) return [];
    const { name, urn } = resource;
    return [{ kind: way.kind, name, urn, readers: readersOf(capture, resource, way) }];
  });
}

function readersOf(
  { resources }: Capture,
  thing: CapturedResource,
  { action, contents }: Way,
): Reader[] {
  const arn = `${textAt(thing.outputs, "arn")}${contents}`;
  const roles = new Map(
    resources
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map((role) => [role.outputs["name"], role.name]),
  );
  const byRole = resources
    .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
    .flatMap((policy): Reader[] => {
      const { inputs, name: by, urn } = policy;
      const who = roles.get(inputs["role"] ?? null) ?? textAt(inputs, "role");
      return accesses(inputs["policy"], action, arn).map(({ conditional }) => ({
        who: `role ${who}`,
        by,
        urn,
        conditional,
      }));
    });
  const ids = [thing.outputs["id"], thing.outputs["arn"], thing.outputs["bucket"]];
  const byOwn = resources
    .filter(({ type, inputs }) => ids.includes(inputs[ownPolicies[type] ?? ""] ?? ""))
    .flatMap(({ inputs, name: by, urn }) =>
      accesses(inputs["policy"], action, arn).flatMap(({ principals, conditional }) =>
        principals.map((value) => ({
          who: value === "*" ? "everybody" : value,
          by,
          urn,
          conditional,
        })),
      ),
    );
  return [...byRole, ...byOwn];
}
