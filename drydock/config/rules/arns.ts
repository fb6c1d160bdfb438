import { type ARN, parse, validate } from "@aws-sdk/util-arn-parser";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { type StackConfig } from "../schema";
import { containers, type Rule, type RuleContext } from "./rule";

interface GivenArn {
  readonly path: Path;
  readonly arn: string;
  /** How the resource part starts, such as `certificate/`. */
  readonly resource: string;
  readonly what: string;
  /** Another account may own it where the given key lets this one decrypt it. */
  readonly shared?: boolean;
}

/** ARNs of things that exist: whole, of this region and partition, and of this account where it must be. */
export const arns: Rule = (config, context) =>
  givenArns(config).flatMap((given) => arnFindings(given, config, context));

function givenArns(config: StackConfig): GivenArn[] {
  const { ingress } = config;
  return [
    ...(ingress?.certificateArn === undefined
      ? []
      : [given(["ingress", "certificateArn"], ingress.certificateArn, CERTIFICATE)]),
    ...(ingress?.webAclArn === undefined
      ? []
      : [given(["ingress", "webAclArn"], ingress.webAclArn, WEB_ACL)]),
    ...Object.entries(config.secrets).flatMap(([name, secret]) =>
      "arn" in secret ? encrypted(["secrets", name], "arn", { ...secret, kind: SECRET }) : [],
    ),
    ...containers(config).flatMap(({ container, path }) =>
      Object.entries(container.secrets).flatMap(([name, reference]) =>
        "parameterArn" in reference
          ? encrypted([...path, "secrets", name], "parameterArn", {
              arn: reference.parameterArn,
              kmsKeyArn: reference.kmsKeyArn,
              kind: PARAMETER,
            })
          : [],
      ),
    ),
  ];
}

type Kind = Pick<GivenArn, "resource" | "what">;

const CERTIFICATE: Kind = { resource: "certificate/", what: "ACM certificate" };
const WEB_ACL: Kind = { resource: "regional/webacl/", what: "regional web ACL" };
const SECRET: Kind = { resource: "secret:", what: "secret" };
const PARAMETER: Kind = { resource: "parameter/", what: "parameter" };
const KEY: Kind = { resource: "key/", what: "KMS key (not an alias)" };

function given(path: Path, arn: string, kind: Kind): GivenArn {
  return { path, arn, ...kind };
}

function encrypted(
  path: Path,
  name: string,
  { arn, kmsKeyArn, kind }: { arn: string; kmsKeyArn?: string | undefined; kind: Kind },
): GivenArn[] {
  return [
    { ...given([...path, name], arn, kind), shared: kmsKeyArn !== undefined },
    ...(kmsKeyArn === undefined
      ? []
      : [{ ...given([...path, "kmsKeyArn"], kmsKeyArn, KEY), shared: true }]),
  ];
}

function arnFindings(
  { path, arn, resource, what, shared }: GivenArn,
  { account }: StackConfig,
  { region }: RuleContext,
): ModelProblem[] {
  const parts = validate(arn) ? parse(arn) : undefined;
  if (parts === undefined || !parts.resource.startsWith(resource)) {
    return [
      {
        path,
        message: `This is not the ARN of ${/^[AEIOU]/.test(what) ? "an" : "a"} ${what}.`,
        allowed: `arn:<partition>:<service>:${region ?? "<region>"}:<account>:${resource}...`,
        fix: "Copy the ARN from the AWS console.",
      },
    ];
  }
  return [
    ...regionFindings(parts, { path, what, region }),
    ...(account === undefined || parts.accountId === account || shared === true
      ? []
      : [
          {
            path,
            related: [["account"]],
            message: `This ${what} belongs to the account ${parts.accountId}, the environment to ${account}.`,
            allowed: `an ARN of the account ${account}`,
            fix:
              shared === undefined
                ? "Use one of this account."
                : "Use one of this account, or give the kmsKeyArn that encrypts it: AWS's own keys serve their account only.",
          },
        ]),
  ];
}

function regionFindings(
  parts: ARN,
  { path, what, region }: { path: Path; what: string; region: string | undefined },
): ModelProblem[] {
  if (region === undefined) return [];
  const partition = partitionOf(region);
  if (parts.region === region && parts.partition === partition) return [];
  return [
    {
      path,
      message:
        parts.partition === partition
          ? `This ${what} is in ${parts.region}, the environment in ${region}.`
          : `This ${what} is in the partition ${parts.partition}, the environment in ${partition}.`,
      allowed: `an ARN that starts with arn:${partition}:${parts.service}:${region}:`,
      fix: "Use one of the environment's region.",
    },
  ];
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): string {
  const found = PARTITIONS.find(([prefix]) => region.startsWith(prefix));
  return found?.[1] ?? "aws";
}

const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];
