/** What the roles of a stack may do: the least that a permissions boundary has to leave them. */
import type { Capture, PropertyBag, PropertyValue } from "../offline/capture/types";
import { isBag, isList } from "../offline/capture/values";
import { parseJson, textAt, textsAt } from "../offline/cloud/values";
import { documentsOf, type PolicyDocument } from "./documents";
import type { Conditions, Grant } from "./grants";
import { drawnPartsOf, type Named, namedResources } from "./patterns";

/** The rights of all roles together. */
export interface RightsOfRoles {
  readonly boundary: PolicyDocument;
  /** Policies whose statements the program does not tell, or that allow everything but what they name. */
  readonly unbounded: readonly string[];
}

/** @param region of the program */
export function rightsOfRoles(capture: Capture, region: string): RightsOfRoles {
  const resources = namedResources(capture, region);
  const withoutDrawn = drawnPartsOf(resources);
  const read = resources.flatMap((named) =>
    policiesOf(named).map((text) => ({ named, ...statementsIn(withoutDrawn(text)) })),
  );
  const attached = resources
    .map(({ resource }) => textAt(resource.checkedInputs, "policyArn"))
    .filter((arn) => /^arn:[^:]+:iam::aws:/.test(arn));
  return {
    boundary: boundaryOf(read.flatMap(({ grants }) => grants)),
    unbounded: [
      ...new Set([
        ...attached,
        ...read.filter(({ whole }) => !whole).map(({ named }) => named.resource.name),
      ]),
    ].sort(),
  };
}

/**
 * One document, since a role has one boundary. Where names make it longer than IAM takes, it keeps the actions on every
 * resource.
 */
function boundaryOf(grants: readonly Grant[]): PolicyDocument {
  const [document, ...more] = documentsOf(grants);
  if (document !== undefined && more.length === 0) return document;
  const actions = [...new Set(grants.map(({ action }) => action))].sort();
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: ["*"] }],
  };
}

/** The policies of roles, and those that a program may attach to roles. */
function policiesOf({ resource: { type, checkedInputs } }: Named): string[] {
  if (type === "aws:iam/role:Role") return textsAt(checkedInputs, "inlinePolicies.*.policy");
  const isPolicy = type === "aws:iam/rolePolicy:RolePolicy" || type === "aws:iam/policy:Policy";
  return isPolicy ? textsAt(checkedInputs, "policy") : [];
}

/** What a policy allows; `whole` is false where a statement says it in another way than by actions and resources. */
function statementsIn(text: string): {
  readonly grants: readonly Grant[];
  readonly whole: boolean;
} {
  const document = parseJson(text);
  const statements = isBag(document) ? listOf(document["Statement"]).filter(isBag) : [];
  const allowed = statements.filter((one) => one["Effect"] === "Allow");
  const told = allowed.filter((one) => "Action" in one && "Resource" in one);
  return { grants: told.flatMap(grantsOf), whole: told.length === allowed.length };
}

function grantsOf(statement: PropertyBag): Grant[] {
  const resources = textsOf(statement["Resource"]);
  const conditions = conditionsOf(statement["Condition"]);
  return textsOf(statement["Action"]).map((action) => ({
    action,
    resources,
    conditions,
    reads: false,
    open: false,
  }));
}

/** Values with drawn parts are compared as patterns. */
function conditionsOf(value: PropertyValue | undefined): Conditions {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, tests] of entriesOf(value)) {
    for (const [key, given] of entriesOf(tests)) {
      const values = textsOf(given);
      const isPattern = operator === "StringEquals" && values.some((text) => text.includes("*"));
      const name = isPattern ? "StringLike" : operator;
      conditions[name] = { ...conditions[name], [key]: values };
    }
  }
  return conditions;
}

const entriesOf = (value: PropertyValue | undefined): readonly [string, PropertyValue][] =>
  value !== undefined && isBag(value) ? Object.entries(value) : [];

const listOf = (value: PropertyValue | undefined): readonly PropertyValue[] =>
  value === undefined ? [] : isList(value) ? value : [value];

const textsOf = (value: PropertyValue | undefined): string[] => listOf(value).map(String);
