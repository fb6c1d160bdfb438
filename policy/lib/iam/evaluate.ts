import { type Context, holds, withVariables } from "./conditions";
import type { Principal, Statement } from "./document";
import { matches, matchesAction } from "./patterns";

/** Who makes a request. */
export type Requester =
  | { readonly kind: "anonymous" }
  | { readonly kind: "identity"; readonly arn: string; readonly account: string }
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "federated"; readonly provider: string };

/** A request, as far as a policy document can tell requests apart. */
export interface Request {
  readonly requester: Requester;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** A document's own answer to a request, without the other policies that also decide. */
type Decision = "allow" | "deny" | "nothing";

/** Evaluates a policy document: a refusal wins over every permission. */
export function decide(statements: readonly Statement[], request: Request): Decision {
  let decision: Decision = "nothing";
  for (const statement of statements) {
    if (!applies(statement, request)) continue;
    if (statement.effect === "Deny") return "deny";
    decision = "allow";
  }
  return decision;
}

/** True when every element of a statement covers the request. */
export function applies(statement: Statement, request: Request): boolean {
  return (
    isAbout(statement, request.requester) &&
    coversAction(statement, request.action) &&
    coversResource(statement, request.resource, request.context) &&
    statement.conditions.every((condition) => holds(condition, request.context))
  );
}

/** True when a statement is for a requester. Identity policies name none: they are for their holder. */
export function isAbout(statement: Statement, requester: Requester): boolean {
  if (statement.notPrincipals !== undefined) {
    return !statement.notPrincipals.some((one) => isPrincipal(one, requester));
  }
  return (
    statement.principals.length === 0 ||
    statement.principals.some((one) => isPrincipal(one, requester))
  );
}

function isPrincipal({ type, value }: Principal, requester: Requester): boolean {
  if (type === "AWS" && value === "*") return true;
  switch (requester.kind) {
    case "anonymous":
      return false;
    case "service":
      return type === "Service" && value === requester.name;
    case "federated":
      return type === "Federated" && value === requester.provider;
    case "identity":
      if (type === "CanonicalUser") return value === requester.arn;
      if (type !== "AWS") return false;
      return value === requester.account || isArnOf(value, requester);
  }
}

function isArnOf(value: string, { arn, account }: Extract<Requester, { kind: "identity" }>) {
  if (value === arn) return true;
  const root = /^arn:[^:]*:iam::([^:]*):root$/.exec(value);
  return root?.[1] === account || (value.includes("*") && matches(value, arn));
}

/** True when a statement is about an action, wildcards and `NotAction` included. */
export function coversAction({ actions, notActions }: Statement, action: string): boolean {
  if (actions.some((pattern) => matchesAction(pattern, action))) return true;
  return notActions.length > 0 && !notActions.some((pattern) => matchesAction(pattern, action));
}

/** True when a statement allows an action on something. */
export function allowsAction(statement: Statement, action: string): boolean {
  return statement.effect === "Allow" && coversAction(statement, action);
}

/** True when a statement covers a resource. Repository and trust policies name none: they are about their own. */
export function coversResource(
  { resources, notResources }: Statement,
  resource: string,
  context: Context = new Map(),
): boolean {
  const isMatch = (pattern: string): boolean => {
    const text = withVariables(pattern, context);
    return text !== undefined && matches(text, resource);
  };
  if (notResources.length > 0) return !notResources.some(isMatch);
  return resources.length === 0 || resources.some(isMatch);
}
