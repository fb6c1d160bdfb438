import { keptByObject } from "../kept";
import { expandAction, resourceTemplates } from "./actions";
import { holds } from "./conditions";
import type { Condition, Statement } from "./document";
import { hasWildcard, instanceOf, literalStart, overlaps } from "./patterns";
import { type Candidates, satisfying } from "./satisfying";
import { leastNamed, stranger } from "./strangers-context";

/** How far a statement lets its holder reach with an action. */
export interface Reach {
  /** The action as the statement writes it. */
  readonly pattern: string;
  /** The matching actions of AWS that reach this far. */
  readonly actions: readonly string[];
  readonly where: "everywhere" | "in any account" | "in every region";
}

/** Actions that a statement allows on more than resources it names. Empty where conditions name them. */
export const reachOf = keptByObject(reachesOf);

function reachesOf(statement: Statement): readonly Reach[] {
  const { effect, actions, resources, notResources, conditions } = statement;
  if (effect === "Deny") return [];
  const isEverything = notResources.length > 0;
  const open = isEverything ? ["*"] : resources.filter(hasWildcard);
  const staysInAccount = open.every((one) => /^\d{12}$/.test(one.split(":")[4] ?? ""));
  if (open.length === 0 || namesItsResource(conditions, staysInAccount ? ways : [])) return [];
  const found = actions.flatMap((pattern) => reachesOfAction(pattern, open));
  const staysHome = namesTheAccount(conditions);
  return found.filter(({ where }) => where !== "in any account" || !staysHome);
}

function reachesOfAction(pattern: string, resources: readonly string[]): Reach[] {
  const wheres = new Map<Reach["where"], string[]>();
  for (const action of expandAction(pattern)) {
    const templates = resourceTemplates(action);
    const where = order.find((one) =>
      templates.some((template) => {
        const probe = probeOf(template, one);
        return probe !== undefined && resources.some((resource) => isReached(resource, probe));
      }),
    );
    if (where !== undefined) wheres.set(where, [...(wheres.get(where) ?? []), action]);
  }
  return [...wheres].map(([where, actions]) => ({ pattern, actions, where }));
}

const order = ["everywhere", "in any account", "in every region"] as const;

/** The parts of a pattern of ARNs: service, region, account, and the resource with its colons. */
export type Parts = readonly [service: string, region: string, account: string, resource: string];

const probes = new Map<string, Parts | undefined>();

/**
 * A pattern of ARNs of a type that a statement must not reach: of resources whose name nobody has written down,
 * or of an account or region that nobody has.
 */
function probeOf(template: string, where: Reach["where"]): Parts | undefined {
  const key = `${where} ${template}`;
  if (!probes.has(key)) probes.set(key, newProbe(template, where));
  return probes.get(key);
}

function newProbe(template: string, where: Reach["where"]): Parts | undefined {
  const [, , service = "", region = "", account = "", ...rest] = template.split(":");
  const variable = /\$\{[^}]+\}/g;
  const isVariable = (part: string): boolean => part.startsWith("${");
  const resource = rest.join(":");
  const open = (part: string): string => part.replaceAll(variable, "*");
  if (where === "in any account") {
    if (!isVariable(account)) return undefined;
    return [service, open(region), stranger.account, open(resource)];
  }
  if (where === "in every region") {
    // An ARN without account is AWS's own, such as a foundation model.
    const isOwn = isVariable(region) && isVariable(account);
    return isOwn ? [service, stranger.name, open(account), open(resource)] : undefined;
  }
  const [before = "", ...after] = resource.split(variable);
  if (after.length === 0) return undefined;
  const unnamed = `${"?".repeat(leastNamed - 1)}${stranger.name}*`;
  return [service, open(region), open(account), before + unnamed + after.join("*")];
}

/** True when a pattern of ARNs covers some of the sought resources. */
export function isReached(pattern: string, probe: Parts): boolean {
  if (pattern === "*") return true;
  const [start = "", , service = "", region = "", account = "", ...rest] = pattern.split(":");
  // A star may match several parts: `arn:aws:sqs:*`.
  if (rest.length === 0) return overlaps(pattern, `arn:*:${probe.join(":")}`);
  const parts = [service, region, account, rest.join(":")];
  return start === "arn" && parts.every((part, index) => overlaps(part, probe[index] ?? ""));
}

/** Condition keys that name the resource of a request, or that its value identifies. */
const resourceKeys =
  /^([a-z0-9-]+:resourcetag\/.*|kms:(resourcealiases|requestalias|encryptioncontext:.*)|ses:fromaddress|cloudwatch:namespace|ecs:cluster|ec2:vpc|secretsmanager:(secretid|name)|elasticfilesystem:accesspointarn|s3:dataaccesspointarn|servicediscovery:(servicename|namespacearn|namespacename)|rds:db-tag\/.*|sns:endpoint|iam:(policyarn|permissionsboundary))$/;

/** Keys that name the way to a resource: enough beside ARNs of one account, too little beside others. */
const ways: readonly string[] = ["kms:viaservice"];

/** True when no resource that the conditions do not name satisfies them. */
export function namesItsResource(
  conditions: readonly Condition[],
  others: readonly string[] = [],
): boolean {
  const candidates: Candidates = new Map(
    conditions
      .filter(({ key }) => resourceKeys.test(key) || others.includes(key))
      .map(({ key }) => [key, unnamedValues(conditions.filter((one) => one.key === key))]),
  );
  const relevant = conditions.filter(({ key }) => candidates.has(key));
  return !satisfying(candidates, (context) => relevant.every((one) => holds(one, context)));
}

/** True when resources of a stranger's account do not satisfy the conditions. */
function namesTheAccount(conditions: readonly Condition[]): boolean {
  const context = new Map([
    ["aws:resourceaccount", stranger.account],
    ["s3:resourceaccount", stranger.account],
    ["aws:resourceorgid", stranger.organization],
  ]);
  return conditions.some((one) => context.has(one.key) && !holds(one, context));
}

function unnamedValues(conditions: readonly Condition[]): (string | undefined)[] {
  const open = conditions
    .flatMap(({ values }) => values)
    .filter((value) => hasWildcard(value) && literalStart(nameIn(value)).length < leastNamed);
  return [undefined, stranger.name, ...open.map((value) => instanceOf(value, stranger.name))];
}

/** The last part of an ARN, an alias without its prefix, and any other text as it is. */
function nameIn(value: string): string {
  return value.startsWith("arn:")
    ? (value.split(/[:/]/).at(-1) ?? "")
    : value.replace(/^alias\//, "");
}
