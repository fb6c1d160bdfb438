import { asList, containsUnknown, readJson, stringsOf } from "../json-document";
import { isProperties, type Properties } from "../reading";

/** One statement of a policy document, every list written out. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `*` for everybody, else the values under `AWS`, `Service`, `Federated`... */
  readonly principals: readonly Principal[];
  /** True for `NotPrincipal`: everybody but those named. */
  readonly hasNotPrincipal: boolean;
  readonly conditions: readonly Condition[];
  /** True when part of the statement is still to be computed. */
  readonly partlyUnknown: boolean;
}

export interface Principal {
  readonly type: string;
  readonly value: string;
}

export interface Condition {
  /** For example `ArnLike` or `Bool`. */
  readonly operator: string;
  /** The condition key in lower case: IAM does not tell the cases apart. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy document: its statements, or why there are none. */
export type DocumentReading =
  | { readonly state: "known"; readonly statements: readonly Statement[] }
  | { readonly state: "unknown" }
  | { readonly state: "absent" }
  | { readonly state: "broken" };

/** Reads a policy document, written as JSON text or as an object. */
export function readDocument(from: unknown, path: string): DocumentReading {
  const json = readJson(from, path);
  if (json.state !== "known") return json;
  if (!isProperties(json.value)) return { state: "broken" };
  const statements = json.value.Statement ?? json.value.statement;
  if (statements === undefined) return { state: "broken" };
  if (containsUnknown(statements) && !Array.isArray(statements) && !isProperties(statements)) {
    return { state: "unknown" };
  }
  return {
    state: "known",
    statements: asList(statements).filter(isProperties).map(statementOf),
  };
}

/** The element under either spelling: `Action` in JSON, `action` where a program built the object. */
function element(statement: Properties, name: string): unknown {
  return statement[name] ?? statement[name.charAt(0).toLowerCase() + name.slice(1)];
}

function statementOf(statement: Properties): Statement {
  const notPrincipal = element(statement, "NotPrincipal");
  return {
    effect: element(statement, "Effect") === "Deny" ? "Deny" : "Allow",
    actions: stringsOf(element(statement, "Action")),
    notActions: stringsOf(element(statement, "NotAction")),
    resources: stringsOf(element(statement, "Resource")),
    notResources: stringsOf(element(statement, "NotResource")),
    principals: principalsOf(element(statement, "Principal")),
    hasNotPrincipal: notPrincipal !== undefined,
    conditions: conditionsOf(element(statement, "Condition")),
    partlyUnknown: containsUnknown(statement),
  };
}

function principalsOf(value: unknown): Principal[] {
  if (typeof value === "string") return [{ type: "*", value }];
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([type, names]) =>
    stringsOf(names).map((name): Principal => ({ type, value: name })),
  );
}

function conditionsOf(value: unknown): Condition[] {
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isProperties(keys)
      ? Object.entries(keys).map(([key, values]): Condition => ({
          operator,
          key: key.toLowerCase(),
          values: asList(values).flatMap((one) =>
            typeof one === "string" || typeof one === "boolean" || typeof one === "number"
              ? [String(one)]
              : [],
          ),
        }))
      : [],
  );
}

/** True when the statement admits every principal. */
export function isForEverybody(statement: Statement): boolean {
  return (
    statement.hasNotPrincipal ||
    statement.principals.some(
      ({ type, value }) => value === "*" && (type === "*" || type === "AWS"),
    )
  );
}

/** Condition keys that tie a statement to an account, organization, network or one resource. */
const confiningKeys: readonly string[] = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceip",
  "aws:vpcsourceip",
  "aws:userid",
  "aws:resourceaccount",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "elasticfilesystem:accesspointarn",
  "elasticfilesystem:accessedviamounttarget",
];

/** True when a condition other than a bare wildcard confines who the statement is for. */
export function isConfined(statement: Statement): boolean {
  return statement.conditions.some(
    ({ key, operator, values }) =>
      confiningKeys.includes(key) &&
      !operator.toLowerCase().includes("not") &&
      !values.some((value) => value === "*" || value === "0.0.0.0/0" || value === "::/0"),
  );
}

/** True when an IAM pattern with `*` and `?` matches a text. IAM actions ignore the case. */
export function matchesPattern(pattern: string, text: string): boolean {
  return patternExpression(pattern).test(text);
}

const expressions = new Map<string, RegExp>();

function patternExpression(pattern: string): RegExp {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    const source = escaped.replaceAll("*", ".*").replaceAll("?", ".");
    expression = new RegExp(`^${source}$`, "is");
    expressions.set(pattern, expression);
  }
  return expression;
}

/** True when a statement allows an action, wildcards and `NotAction` included. */
export function allowsAction(statement: Statement, action: string): boolean {
  if (statement.effect !== "Allow") return false;
  if (statement.actions.some((pattern) => matchesPattern(pattern, action))) return true;
  return (
    statement.notActions.length > 0 &&
    !statement.notActions.some((pattern) => matchesPattern(pattern, action))
  );
}

/** True when a statement covers a resource ARN. */
export function coversResource(statement: Statement, arn: string): boolean {
  if (statement.resources.some((pattern) => matchesPattern(pattern, arn))) return true;
  return (
    statement.notResources.length > 0 &&
    !statement.notResources.some((pattern) => matchesPattern(pattern, arn))
  );
}

/** The partitions of AWS, which are the second part of every ARN. */
const partitions = ["aws", "aws-cn", "aws-us-gov"];

/** True when a statement covers a bucket or object, given as `bucket` or `bucket/key`, in any partition. */
export function coversInS3(statement: Statement, bucketAndKey: string): boolean {
  return partitions.some((partition) =>
    coversResource(statement, `arn:${partition}:s3:::${bucketAndKey}`),
  );
}

/** True when a statement refuses every request that does not come over TLS. */
export function deniesPlainTransport(statement: Statement): boolean {
  return (
    statement.effect === "Deny" &&
    isForEverybody(statement) &&
    statement.conditions.some(
      ({ key, operator, values }) =>
        key === "aws:securetransport" &&
        operator.toLowerCase().startsWith("bool") &&
        values.includes("false"),
    )
  );
}
