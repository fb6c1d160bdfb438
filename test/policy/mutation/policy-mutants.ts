import { openActions } from "drydock-policy/permissions";
import type { PackResource, WireValue } from "../../../drydock/offline/pack";
import { documentIn, isList, isObject, type Path, valueAt } from "./json-path";

/** A change of a policy document that lets more through. */
export interface StatementChange {
  readonly to: WireValue | undefined;
  readonly words: string;
}

/**
 * Changes of one place in a statement that widen what the document allows: an `Allow` gets more actions,
 * resources, principals, or loses a condition; a `Deny` loses a part or all of itself. Narrowing is no
 * mutant: it can only stop the program from working.
 */
export function* statementChanges(
  path: Path,
  value: WireValue,
  resource: PackResource,
): Generator<StatementChange> {
  const at = path.indexOf("Statement");
  const [index, element, ...below] = path.slice(at + 1);
  const statement = statementAt(resource, path.slice(0, at + 2));
  if (index === undefined || statement === undefined) return;
  const isDeny = statement.Effect === "Deny";
  if (element === undefined) {
    if (isDeny) yield { to: undefined, words: "refusal removed" };
    return;
  }
  const isItem = typeof value === "string" && documentIn(value) === undefined;
  if (isDeny) {
    if (element === "Effect") yield { to: "Allow", words: "refusal turned into a grant" };
    const list = statement[element];
    // Without its only action or resource a statement is none, and AWS refuses the document.
    const isPart = Array.isArray(list) && list.length > 1 && below.length === 1;
    if (isPart && isItem) yield { to: undefined, words: "part of a refusal removed" };
    if (element === "Principal" && isItem) {
      yield { to: "arn:aws:iam::111122223333:role/one", words: "refusal for one principal" };
    }
    return;
  }
  if (element === "Condition") {
    const keys = Object.values(isObject(statement.Condition) ? statement.Condition : {}).flatMap(
      (operator) => (isObject(operator) ? Object.keys(operator) : []),
    );
    const isOneOfSeveral = below.length === 2 && keys.length > 1;
    if (below.length === 0 || isOneOfSeveral) yield { to: undefined, words: "condition removed" };
  }
  if (below.length > 0) return;
  // Where no action can name a resource, `*` is what AWS documents, and grants nothing more.
  const actions = (isList(statement.Action) ? statement.Action : [statement.Action]).filter(
    (action) => typeof action === "string",
  );
  if (element === "Resource" && openActions({ actions, resources: ["*"] }).length === 0) return;
  const wider = widerOf(String(element), value);
  const isSo = value === wider || (isList(value) && value.some((one) => one === wider));
  if (wider !== undefined && !isSo) yield { to: wider, words: wider };
}

/** The element as a whole, opened: all actions of its service, every resource, everybody. */
function widerOf(element: string, value: WireValue): string | undefined {
  const first = firstOf(value);
  if (element === "Resource" && first !== "*") return "*";
  if (element === "Action" && typeof first === "string") return `${first.split(":")[0] ?? ""}:*`;
  if (element !== "Principal") return undefined;
  const aws = isObject(value) ? value.AWS : value;
  const principal = firstOf(aws);
  return principal === "*" ? undefined : "*";
}

function firstOf(value: WireValue | undefined): WireValue | undefined {
  return isList(value) ? value[0] : value;
}

function statementAt(resource: PackResource, path: Path) {
  const [property, , ...rest] = path;
  const document = documentIn(resource.properties[String(property)]);
  const statement = valueAt(document, rest);
  return isObject(statement) ? statement : undefined;
}
