/** The file that holds what deploying an environment takes: `permissions/<environment>.json`. */
import { jsonIn } from "../json";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { partitionOf } from "drydock-components/facts/regions";
import { readText } from "drydock-components/files";
import { join } from "node:path";
import { z } from "zod";
import { boundedActions, mostCharacters, type PolicyDocument } from "../permissions/documents";

const statement = z.strictObject({
  Effect: z.literal("Allow"),
  Action: z.array(z.string()),
  Resource: z.array(z.string()),
  Condition: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
});

const document = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(statement),
});

const permissionFile = z.object({
  project: z.string(),
  stack: z.string(),
  region: z.string(),
  account: z.string(),
  deploy: z.array(document).min(1),
  read: z.array(document).min(1),
  boundary: document,
});

/** What `npx drydock bootstrap` has computed for an environment. */
export type PermissionFile = z.output<typeof permissionFile>;

/** The path that IAM keeps everything of `bootstrap/` under: the deploy roles may change nothing there. */
export const bootstrapPath = "/bootstrap/";

/** The file of an environment, beside the stack file that names it. */
export const permissionPath = (environment: string): string =>
  join("permissions", `${environment}.json`);

/** The ARN of the boundary that `bootstrap/` creates for the roles of an environment. */
export function boundaryArn({
  project,
  stack,
  region,
  account,
}: Pick<PermissionFile, "project" | "stack" | "region" | "account">): string {
  return `arn:${partitionOf(region)}:iam::${account}:policy${bootstrapPath}${project}-${stack}-boundary`;
}

/** Returns the file, or the reason why it is none. */
export function readPermissions(
  folder: string,
  environment: string,
): PermissionFile | { readonly unread: string } {
  const text = readText(join(folder, permissionPath(environment)));
  if (text === undefined) return { unread: "is missing" };
  const read = permissionFile.safeParse(jsonIn(text));
  return read.success ? read.data : { unread: "does not hold what the command writes" };
}

/** The limits of a role in an account. */
interface RoleLimits {
  readonly account: string;
  readonly policiesPerRole: number;
}

/** The reasons why no role can be made from an environment's file. */
export function permissionProblems(
  folder: string,
  environment: string,
  { account, policiesPerRole }: RoleLimits,
): ModelProblem[] {
  const path = ["environments", environment];
  const file = permissionPath(environment);
  const again = "Run npx drydock bootstrap in the repository's root.";
  const problem = (message: string, fix = again): ModelProblem => ({
    path,
    at: "key",
    message,
    fix,
  });
  const found = readPermissions(folder, environment);
  if ("unread" in found) return [problem(`${file} ${found.unread}.`)];
  const { deploy, read, boundary } = found;
  const documents = [...deploy, ...read, boundary];
  const wild = documents.flatMap(actionsOf).filter((action) => action.includes("*"));
  const long = documents.filter((one) => JSON.stringify(one).length > mostCharacters);
  return [
    ...(found.account === account
      ? []
      : [problem(`${file} is for the account ${found.account}, not ${account}.`)]),
    ...(wild.length === 0
      ? []
      : [problem(`${file} allows ${wild.join(", ")}: every action has to be named.`)]),
    ...(long.length === 0
      ? []
      : [
          problem(
            `${file} holds a document of more than ${mostCharacters} characters.`,
            "Split the stack.",
          ),
        ]),
    ...(deploy.length <= policiesPerRole
      ? []
      : [
          problem(
            `${file} holds ${deploy.length} policies; a role of this account takes ${policiesPerRole}.`,
            'Ask AWS for more (quota "Managed policies attached to an IAM role", 25 at most) and set bootstrap:policiesPerRole.',
          ),
        ]),
    ...(bounded(deploy).length > 0 && boundaryOf(deploy) === undefined
      ? [problem(`${file} lets the role create roles without a permissions boundary.`)]
      : []),
  ];
}

const actionsOf = ({ Statement }: PolicyDocument): readonly string[] =>
  Statement.flatMap(({ Action }) => Action);

/** The boundary of every role that these documents allow to create; undefined where one may have none. */
export function boundaryOf(documents: readonly PolicyDocument[]): string | undefined {
  const arns = new Set(
    bounded(documents).map(({ Condition }) => {
      const [arn, ...others] = Condition?.["StringEquals"]?.["iam:PermissionsBoundary"] ?? [];
      return others.length === 0 ? arn : undefined;
    }),
  );
  const [arn, ...others] = arns;
  return others.length === 0 ? arn : undefined;
}

/** The statements that let the role create roles, or change what they may do. */
const bounded = (documents: readonly PolicyDocument[]) =>
  documents
    .flatMap(({ Statement }) => Statement)
    .filter(({ Action }) => Action.some((action) => boundedActions.includes(action)));
