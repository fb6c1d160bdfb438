import { asList, containsUnknown, readJson, stringsOf } from "../json-document";
import { keptByObject } from "../kept";
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
  /** Those who are left out by `NotPrincipal`; undefined where the statement has none. */
  readonly notPrincipals: readonly Principal[] | undefined;
  readonly conditions: readonly Condition[];
  /** True when part of the statement is still to be computed. */
  readonly partlyUnknown: boolean;
}

export interface Principal {
  readonly type: string;
  readonly value: string;
}

export interface Condition {
  /** For example `ArnLike` or `ForAllValues:StringEqualsIfExists`. */
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
  return readingOf(json.value);
}

const readingOf = keptByObject(newReading);

function newReading(document: Properties): DocumentReading {
  const statements = document.Statement ?? document.statement;
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
    notPrincipals: notPrincipal === undefined ? undefined : principalsOf(notPrincipal),
    conditions: conditionsOf(element(statement, "Condition")),
    partlyUnknown: containsUnknown(statement),
  };
}

function principalsOf(value: unknown): Principal[] {
  if (typeof value === "string") return [{ type: "AWS", value }];
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

/** The statements of a document that is known. */
export function statementsOf(document: DocumentReading): readonly Statement[] {
  return document.state === "known" ? document.statements : [];
}

/** True when a statement names a principal of a type, such as a service. */
export function names(statement: Statement, type: string, value: string): boolean {
  return statement.principals.some((one) => one.type === type && one.value === value);
}
