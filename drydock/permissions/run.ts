/** `drydock permissions`: what the role that deploys a stack has to be allowed. */
import { mapValues } from "../config/map-values";
import { registeredIn } from "../diagram/run";
import { UsageError } from "../errors";
import { accountId } from "../offline/cloud/facts";
import type { EnvironmentTask } from "../offline/preview/results";
import { targetOf } from "../offline/preview/targets";
import type { Progress } from "../progress";
import type { Surroundings } from "../surroundings";
import {
  documentsOf,
  mostCharacters,
  mostPolicies,
  type PolicyDocument,
  type Statement,
} from "./documents";
import { rightsOf } from "./grants";
import { rightsOfRoles } from "./roles";

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
  readonly region: string;
  /** `*` where neither the stack file nor the command line names one. */
  readonly account: string;
  /** For the role that runs `pulumi up` and `pulumi destroy`. */
  readonly deploy: readonly PolicyDocument[];
  /** For a role that only compares AWS with the state: `pulumi refresh --preview-only`. */
  readonly read: readonly PolicyDocument[];
  /** The most that the roles of the stack may do: a permissions boundary for them. */
  readonly boundary: PolicyDocument;
  /** Policies of roles that the boundary leaves out, since the program does not tell their statements. */
  readonly unbounded: readonly string[];
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
  const found = await stackPermissions(targetOf(folder, choice), { account, progress });
  if (typeof found === "string") {
    err(found);
    return 1;
  }
  out(json ? permissionsJson(found) : textOf(found));
  for (const warning of warningsOn(found)) err(`${warning}\n`);
  return found.unknown.length === 0 ? 0 : 1;
}

/** The text of a file of permissions. */
export const permissionsJson = (found: StackPermissions): string =>
  `${JSON.stringify(found, null, 2)}\n`;

/** How the permissions of a stack are computed. */
interface PermissionsChoice {
  /** Of every ARN; defaults to that of the stack file. */
  readonly account?: string | undefined;
  /** In place of the stack file's own text. */
  readonly text?: string | undefined;
  readonly progress: Progress;
}

/**
 * Computes what deploying a stack takes.
 *
 * @returns the problems of the stack file or the program as text, if it has any
 */
export async function stackPermissions(
  task: EnvironmentTask,
  { account, text, progress }: PermissionsChoice,
): Promise<StackPermissions | string> {
  const registered = await registeredIn(task, progress, text);
  if (typeof registered === "string") return registered;
  const { loaded, capture } = registered;
  const { region } = loaded;
  const rights = rightsOf(capture, region);
  const ofRoles = rightsOfRoles(capture, region);
  const place = account ?? loaded.config.account ?? "*";
  const here = (document: PolicyDocument) => inAccount(document, place);
  const { project, stack } = capture;
  return {
    project,
    stack,
    region,
    account: place,
    deploy: documentsOf(rights.grants).map(here),
    read: documentsOf(rights.grants.filter(({ reads }) => reads)).map(here),
    boundary: here(ofRoles.boundary),
    unbounded: ofRoles.unbounded,
    unknown: rights.unknown,
  };
}

function inAccount(document: PolicyDocument, account: string): PolicyDocument {
  const placed = (text: string): string => text.replaceAll(`:${accountId}:`, `:${account}:`);
  const Statement = document.Statement.map((one) => ({
    ...one,
    Resource: one.Resource.map(placed),
    ...(one.Condition && {
      Condition: mapValues(one.Condition, (tests) =>
        mapValues(tests, (values) => values.map(placed)),
      ),
    }),
  }));
  return { ...document, Statement };
}

/** What a reader of the permissions has to know. */
export function warningsOn({ account, deploy, unbounded, unknown }: StackPermissions): string[] {
  return [
    ...(account === "*"
      ? ["The ARNs name no account: set drydock:account in the stack file, or pass --account."]
      : []),
    ...(deploy.length > mostPolicies
      ? [
          `A role takes ${mostPolicies} managed policies: ask AWS for ${deploy.length} (quota "Managed policies attached to an IAM role").`,
        ]
      : []),
    ...(unbounded.length === 0
      ? []
      : [
          `The boundary leaves out what these allow, so roles with the boundary have none of it: ${unbounded.join(", ")}.`,
        ]),
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
    `A role that only compares AWS with the state needs ${read.length} of the same size. --json prints the documents, and a permissions boundary for the roles of the stack.`,
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
