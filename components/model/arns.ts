import { type ARN, parse, validate } from "@aws-sdk/util-arn-parser";
import { type ModelProblem, problemIf, within } from "./check/problem";

/** The kind of resource that an ARN must name. */
export interface ArnKind {
  /** How the resource part starts, such as `certificate/`. */
  readonly resource: string;
  readonly what: string;
}

export const certificateKind: ArnKind = { resource: "certificate/", what: "ACM certificate" };
export const webAclKind: ArnKind = { resource: "regional/webacl/", what: "regional web ACL" };
export const secretKind: ArnKind = { resource: "secret:", what: "secret" };
export const parameterKind: ArnKind = { resource: "parameter/", what: "parameter" };
export const clusterKind: ArnKind = { resource: "cluster/", what: "ECS cluster" };
export const listenerKind: ArnKind = {
  resource: "listener/app/",
  what: "listener of an Application Load Balancer",
};
export const loadBalancerKind: ArnKind = {
  resource: "loadbalancer/app/",
  what: "Application Load Balancer",
};
export const fileSystemKind: ArnKind = { resource: "file-system/", what: "EFS file system" };
export const databaseUserKind: ArnKind = { resource: "dbuser:", what: "database user" };
export const topicKind: ArnKind = { resource: "", what: "SNS topic" };
export const keyKind: ArnKind = { resource: "key/", what: "KMS key (not an alias)" };

/** Where an environment is; unknown parts are not compared. */
export interface ArnHome {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * Returns the problems of the ARN of something that exists: it has to be whole, of this region, and of this account. One
 * that is not given, or comes later, passes.
 */
export function arnProblems(arn: unknown, kind: ArnKind, home: ArnHome): ModelProblem[] {
  if (typeof arn !== "string") return [];
  return [
    ...placeProblems(arn, kind, home),
    ...accountProblems(arn, { kind, home, fix: "Use one of this account." }),
  ];
}

/** The same of something encrypted, at `key`: another account may own it where the given key lets this one decrypt it. */
export function encryptedArnProblems(
  key: string,
  given: { readonly arn: string; readonly kmsKeyArn: string | undefined; readonly kind: ArnKind },
  home: ArnHome,
): ModelProblem[] {
  const { arn, kmsKeyArn, kind } = given;
  if (kmsKeyArn !== undefined) {
    return [
      ...within([key], placeProblems(arn, kind, home)),
      ...within(["kmsKeyArn"], placeProblems(kmsKeyArn, keyKind, home)),
    ];
  }
  const fix =
    "Use one of this account, or give the kmsKeyArn that encrypts it: AWS's own keys serve their account only.";
  return within(
    [key],
    [...placeProblems(arn, kind, home), ...accountProblems(arn, { kind, home, fix })],
  );
}

function partsOf(arn: string, { resource }: ArnKind): ARN | undefined {
  const parts = validate(arn) ? parse(arn) : undefined;
  return parts?.resource.startsWith(resource) === true ? parts : undefined;
}

function placeProblems(arn: string, kind: ArnKind, { region }: ArnHome): ModelProblem[] {
  const { what, resource } = kind;
  const parts = partsOf(arn, kind);
  if (parts === undefined) {
    return [
      {
        path: [],
        message: `This is not the ARN of ${/^[AEIOU]/.test(what) ? "an" : "a"} ${what}.`,
        allowed: `arn:<partition>:<service>:${region ?? "<region>"}:<account>:${resource}...`,
        fix: "Copy the ARN from the AWS console.",
      },
    ];
  }
  // Regions of other partitions are not covered.
  return problemIf(region !== undefined && (parts.region !== region || parts.partition !== "aws"), {
    path: [],
    message:
      parts.partition === "aws"
        ? `This ${what} is in ${parts.region}, the environment in ${region}.`
        : `This ${what} is in the partition ${parts.partition}, the environment in aws.`,
    allowed: `an ARN that starts with arn:aws:${parts.service}:${region}:`,
    fix: "Use one of the environment's region.",
  });
}

function accountProblems(
  arn: string,
  { kind, home: { account }, fix }: { kind: ArnKind; home: ArnHome; fix: string },
): ModelProblem[] {
  const parts = partsOf(arn, kind);
  if (parts === undefined || account === undefined || parts.accountId === account) return [];
  return [
    {
      path: [],
      message: `This ${kind.what} belongs to the account ${parts.accountId}, the environment to ${account}.`,
      allowed: `an ARN of the account ${account}`,
      fix,
    },
  ];
}
