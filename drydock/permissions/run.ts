/** `drydock permissions`: what the role that deploys a stack has to be allowed. */
import { registeredIn } from "../diagram/run";
import { UsageError } from "../errors";
import { accountId } from "../offline/cloud/facts";
import { targetOf } from "../offline/preview/targets";
import type { Surroundings } from "../surroundings";
import {
  documentsOf,
  mostCharacters,
  mostPolicies,
  type PolicyDocument,
  type Statement,
} from "./documents";
import { rightsOf } from "./grants";

/** The user's choices. */
export interface PermissionsOptions {
  readonly stack: string;
  readonly config?: string;
  /** Instead of `drydock:account`. */
  readonly account?: string;
  readonly json: boolean;
}

/** What `--json` prints: the documents of managed policies. */
export interface StackPermissions {
  readonly project: string;
  readonly stack: string;
  /** `*` where neither the stack file nor the command line names one. */
  readonly account: string;
  /** For the role that runs `pulumi up` and `pulumi destroy`. */
  readonly deploy: readonly PolicyDocument[];
  /** For a role that only compares AWS with the state: `pulumi refresh --preview-only`. */
  readonly read: readonly PolicyDocument[];
  /** Types and functions of AWS that Drydock knows no calls of. */
  readonly unknown: readonly string[];
}

/** @returns 0, or 1 if the stack file has problems or a resource type is not known */
export async function printPermissions(
  { json, account, ...choice }: PermissionsOptions,
  { folder, out, err, progress }: Surroundings,
): Promise<number> {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new UsageError(`--account ${account} is no account: it has 12 digits.`);
  }
  const registered = await registeredIn(targetOf(folder, choice), progress);
  if (typeof registered === "string") {
    err(registered);
    return 1;
  }
  const { loaded, capture } = registered;
  const rights = rightsOf(capture, loaded.region);
  const place = account ?? loaded.config.account ?? "*";
  const [deploy, read] = [rights.grants, rights.grants.filter(({ reads }) => reads)].map((grants) =>
    documentsOf(grants).map((document) => inAccount(document, place)),
  );
  const { project, stack } = capture;
  const found: StackPermissions = {
    project,
    stack,
    account: place,
    deploy: deploy ?? [],
    read: read ?? [],
    unknown: rights.unknown,
  };
  out(json ? `${JSON.stringify(found, null, 2)}\n` : textOf(found));
  for (const warning of warningsOn(found)) err(`${warning}\n`);
  return rights.unknown.length === 0 ? 0 : 1;
}

function inAccount(document: PolicyDocument, account: string): PolicyDocument {
  const Statement = document.Statement.map((one) => ({
    ...one,
    Resource: one.Resource.map((arn) => arn.replace(`:${accountId}:`, `:${account}:`)),
  }));
  return { ...document, Statement };
}

function warningsOn({ account, deploy, unknown }: StackPermissions): string[] {
  return [
    ...(account === "*"
      ? ["The ARNs name no account: set drydock:account in the stack file, or pass --account."]
      : []),
    ...(deploy.length > mostPolicies
      ? [
          `A role takes ${mostPolicies} managed policies: ask AWS for ${deploy.length} (quota "Managed policies attached to an IAM role").`,
        ]
      : []),
    ...(unknown.length === 0
      ? []
      : [
          `The rights for these are missing, since their calls are not known: ${unknown.join(", ")}.\nAdd them by hand: the provider's documentation of the type lists what it creates.`,
        ]),
  ];
}

function textOf({ stack, deploy, read }: StackPermissions): string {
  const actions = new Set(
    deploy.flatMap(({ Statement }) => Statement.flatMap((one) => one.Action)),
  );
  const lengths = deploy.map((document) => JSON.stringify(document).length);
  return [
    `The role that deploys ${stack} needs ${actions.size} actions, in ${deploy.length} managed policies of at most ${mostCharacters} characters (${lengths.join(", ")}).`,
    `A role that only compares AWS with the state needs ${read.length} of the same size. --json prints the documents.`,
    "",
    ...deploy.flatMap(({ Statement }) => Statement.flatMap(linesOf)),
    "",
  ].join("\n");
}

const linesOf = ({ Action, Resource, Condition = {} }: Statement): string[] => [
  Action.join(", "),
  ...Resource.map((arn) => `    on ${arn}`),
  ...Object.entries(Condition).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, values]) =>
      operator === "Null" ? `    if ${key} is absent` : `    if ${key} is ${values.join(" or ")}`,
    ),
  ),
];
