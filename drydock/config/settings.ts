import { parse as parseArn, validate as isArn } from "@aws-sdk/util-arn-parser";
import { z } from "zod";
import { nameList, nearestName, sameLetters } from "drydock-components/model/check/nearest";
import { bootstrapNamespace, drydockNamespace } from "./path";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { region, regionProblems } from "drydock-components/model/region";
import { stackSchema } from "./schema";
import { strict } from "drydock-components/model/primitives";
import { shapeProblems } from "drydock-components/model/check/shape";

const assumeRole = strict({
  roleArn: z
    .string()
    .refine(
      (arn) => isArn(arn) && parseArn(arn).service === "iam",
      "the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy",
    )
    .describe("The role the provider works as."),
  sessionName: z.string().min(2).max(64).optional().describe("The name of its sessions."),
  externalId: z.string().min(2).max(1224).optional().describe("The external id the role asks for."),
  duration: z.string().optional().describe("How long a session lasts, such as 1h."),
});

/**
 * The settings of the AWS provider that a stack file may have. The program creates the provider itself, and an explicit provider
 * reads no `aws:` key: any other would be without effect, so it is refused.
 */
export const awsSchema = strict({
  region: region.describe("The AWS region the environment lives in."),
  profile: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A profile of the AWS configuration files. Defaults to the environment's credentials.",
    ),
  assumeRoles: z
    .array(assumeRole)
    .max(5)
    .optional()
    .describe("IAM roles to assume, in this order (role chaining). Defaults to none."),
});

/** The settings that decide the AWS provider. */
export type AwsSettings = z.output<typeof awsSchema>;

/** Keys of the AWS provider that have another place here. */
const noCredentials =
  "Remove it: credentials come from the environment or from aws:profile, never from a file.";
const awsKeysElsewhere: ReadonlyMap<string, string> = new Map([
  ["allowedAccountIds", `Set ${drydockNamespace}:account.`],
  ["defaultTags", `Set ${drydockNamespace}:tags.`],
  ["assumeRole", "Set aws:assumeRoles, a list."],
  ["accessKey", noCredentials],
  ["secretKey", noCredentials],
  ["token", noCredentials],
]);

/** The configuration of one stack, sorted by who reads it. Keys are without their namespace. */
export interface SortedSettings {
  readonly aws: Readonly<Record<string, unknown>>;
  readonly stack: Readonly<Record<string, unknown>>;
  /** Of a project that makes an account ready; its program checks them. */
  readonly bootstrap: Readonly<Record<string, unknown>>;
  readonly findings: readonly ModelProblem[];
}

/**
 * Sorts configuration keys (`aws:region`, `drydock:services`) by namespace; a key nobody reads is a finding, and its value is
 * checked as that of the key that was meant.
 */
export function sortSettings(settings: Readonly<Record<string, unknown>>): SortedSettings {
  const aws: Record<string, unknown> = {};
  const stack: Record<string, unknown> = {};
  const bootstrap: Record<string, unknown> = {};
  const findings: ModelProblem[] = [];
  const isEnvironment = Object.keys(settings).some((key) => key.startsWith(`${drydockNamespace}:`));
  const sort = (key: string, value: unknown) => {
    const [namespace, name] = splitKey(key);
    if (name === undefined) return false;
    if (namespace === drydockNamespace && !isProviderKey(name)) stack[name] = value;
    else if (namespace === "aws") aws[name] = value;
    else if (namespace === bootstrapNamespace && !isEnvironment) bootstrap[name] = value;
    // Read by the Pulumi engine itself: https://www.pulumi.com/docs/iac/concepts/config/#pulumi-configuration-options
    else return namespace === "pulumi";
    return true;
  };
  for (const [key, value] of Object.entries(settings)) {
    if (sort(key, value)) continue;
    const meant = meantKey(key);
    findings.push(strangeKey(key, meant, value));
    if (meant !== undefined && !Object.hasOwn(settings, meant)) sort(meant, value);
  }
  return { aws, stack, bootstrap, findings };
}

function isProviderKey(name: string): boolean {
  return Object.hasOwn(awsSchema.shape, name) && !Object.hasOwn(stackSchema.shape, name);
}

/** Old stack files write `aws:config:region`; Pulumi reads both. */
function splitKey(key: string): [string, string | undefined] {
  const [namespace = "", ...rest] = key.split(":");
  const name = (rest[0] === "config" && rest.length > 1 ? rest.slice(1) : rest).join(":");
  return [namespace, name === "" ? undefined : name];
}

const knownKeys = [
  ...Object.keys(awsSchema.shape).map((name) => `aws:${name}`),
  ...Object.keys(stackSchema.shape).map((name) => `${drydockNamespace}:${name}`),
];

/** The key that was meant, which may be in another namespace or have another character before its name. */
function meantKey(key: string): string | undefined {
  const name = /[^:./-]*$/.exec(key)?.[0] ?? key;
  return (
    knownKeys.find((known) => sameLetters(known.replace(/^.*:/, ""), name)) ??
    nearestName(key, knownKeys) ??
    (key.includes(":") ? undefined : nearestName(`${drydockNamespace}:${key}`, knownKeys))
  );
}

function strangeKey(key: string, meant: string | undefined, value: unknown): ModelProblem {
  const colon = key.includes(":");
  const region = meant === "aws:region" && typeof value === "string" && /^[\w-]+$/.test(value);
  return {
    path: [colon ? key.replace(new RegExp(`^${drydockNamespace}:`), "") : `:${key}`],
    at: "key",
    showValue: false,
    message: colon
      ? "Nothing reads a key of this namespace."
      : "A configuration key needs a namespace before it.",
    ...(meant === undefined && { allowed: nameList(knownKeys) }),
    fix:
      meant === undefined
        ? "Remove it, or use one of the keys above."
        : region
          ? `Write ${meant}: ${value}.`
          : `Did you mean ${meant}?`,
  };
}

/** Returns the problems of the AWS provider's keys. */
export function awsFindings(aws: Readonly<Record<string, unknown>>): ModelProblem[] {
  const given = region.safeParse(aws.region);
  const strange = given.success ? within(["aws:region"], regionProblems(given.data)) : [];
  const shape = shapeProblems(awsSchema, aws, "aws:").map((finding) => {
    const [name = "", ...inside] = finding.path;
    const path = [`aws:${name}`, ...inside];
    if (inside.length > 0) return { ...finding, path };
    if (!Object.hasOwn(awsSchema.shape, name)) return unknownAwsKey(String(name));
    if (name !== "region" || aws.region !== undefined) return { ...finding, path };
    return {
      ...finding,
      path,
      message: "aws:region is missing; it has no default.",
      fix: "Add aws:region: us-east-2, or the region you want.",
    };
  });
  return [...strange, ...shape];
}

function unknownAwsKey(name: string): ModelProblem {
  const known = Object.keys(awsSchema.shape);
  const near = nearestName(name, known);
  return {
    path: [`aws:${name}`],
    at: "key",
    showValue: false,
    message: "The program does not pass this key to the AWS provider.",
    allowed: known.map((key) => `aws:${key}`).join(", "),
    fix:
      awsKeysElsewhere.get(name) ??
      (near === undefined ? "Remove it." : `Did you mean aws:${near}?`),
  };
}
