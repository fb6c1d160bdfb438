/** Managed policies that hold rights, few and short. */
import type { Conditions, Grant } from "./grants";

/** One statement of a policy, in IAM's own words. */
export interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/**
 * Characters of a managed policy, without spaces.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const mostCharacters = 6144;

/** Managed policies of a role; AWS raises it to 25 on request (same page). */
export const mostPolicies = 10;

/** Actions that decide what a role may do: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const boundedActions: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

/** `s3` of `s3:GetObject`. */
export const serviceOfAction = (action: string): string => action.split(":")[0] ?? "";

/** Rights as statements: those on the same resources under the same conditions together. */
export function statementsOf(grants: readonly Grant[]): Statement[] {
  const byAction = grouped(grants, ({ action, conditions }) =>
    JSON.stringify([action, conditions]),
  );
  const merged = byAction.map((same) => ({
    action: same[0].action,
    conditions: same[0].conditions,
    resources: withoutCovered(same.flatMap(({ resources }) => resources)),
  }));
  const byResources = grouped(merged, ({ resources, conditions }) =>
    JSON.stringify([resources, conditions]),
  );
  return byResources
    .map((same): Statement => ({
      Effect: "Allow",
      Action: [...new Set(same.map(({ action }) => action))].sort(),
      Resource: same[0].resources,
      ...(Object.keys(same[0].conditions).length === 0 ? {} : { Condition: same[0].conditions }),
    }))
    .sort((a, b) => compare(a.Action[0], b.Action[0]) || compare(a.Resource[0], b.Resource[0]));
}

/** Documents of at most `mostCharacters`, in the order of the statements. */
export function documentsOf(grants: readonly Grant[]): PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of statementsOf(grants).flatMap(short)) {
    const last = documents.at(-1);
    if (last !== undefined && lengthOf([...last, statement]) <= mostCharacters) {
      last.push(statement);
    } else documents.push([statement]);
  }
  return documents.map(documentOf);
}

const documentOf = (Statement: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement,
});

const lengthOf = (statements: readonly Statement[]): number =>
  JSON.stringify(documentOf(statements)).length;

/** A statement that is longer than a document, in halves. */
function short(statement: Statement): Statement[] {
  const { Resource } = statement;
  if (lengthOf([statement]) <= mostCharacters || Resource.length < 2) return [statement];
  const half = Math.ceil(Resource.length / 2);
  return [Resource.slice(0, half), Resource.slice(half)].flatMap((part) =>
    short({ ...statement, Resource: part }),
  );
}

/** Sorted, without ARNs that another pattern of the list covers. */
function withoutCovered(arns: readonly string[]): string[] {
  const all = [...new Set(arns)].sort();
  return all.filter((arn) => !all.some((other) => other !== arn && covers(other, arn)));
}

function covers(pattern: string, arn: string): boolean {
  if (!pattern.includes("*")) return false;
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(arn);
}

type Some<T> = readonly [T, ...T[]];

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

const compare = (a = "", b = ""): number => (a < b ? -1 : Number(a > b));
