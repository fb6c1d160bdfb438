export {
  type ActionTarget,
  actionNames,
  arnTemplate,
  namesNoResource,
  rightOf,
  servicePrefixes,
} from "./iam/actions";
import { readDocument, type Statement } from "./iam/document";
import { allowsAction, coversAction, coversResource } from "./iam/evaluate";
import { matchesAction, overlaps } from "./iam/patterns";
import { excess, powers } from "./iam/powers";
import { reachOf } from "./iam/reach";

/** A grant of a program's own role: a statement of Allow as a stack file or a component writes it. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, unknown>> | undefined;
}

/** A grant that is too much, by the rules of the pack. */
export interface Excess {
  /** The actions that are, as the grant writes them. */
  readonly actions: readonly string[];
  /** A clause about them: "lets every key decrypt". */
  readonly problem: string;
}

/** Rights in a grant that no program should have: those that the pack's rules would refuse as well. */
export function excesses(grant: Grant): readonly Excess[] {
  const statement = statementOf(grant);
  if (statement === undefined) return [];
  return powers.flatMap((power) => {
    const found = excess(statement, power);
    const actions = grant.actions.filter((pattern) =>
      found.some((action) => matchesAction(pattern, action)),
    );
    return actions.length === 0 ? [] : [{ actions, problem: power.problem }];
  });
}

/** Actions of a grant that reach every resource and could name one. */
export function openActions(grant: Grant): readonly string[] {
  const statement = statementOf(grant);
  if (statement === undefined) return [];
  const open = new Set(
    reachOf(statement).flatMap(({ where, pattern }) => (where === "everywhere" ? [pattern] : [])),
  );
  return grant.actions.filter((action) => open.has(action));
}

function statementOf({ actions, resources, conditions }: Grant): Statement | undefined {
  const reading = readDocument(
    {
      policy: {
        Statement: { Effect: "Allow", Action: actions, Resource: resources, Condition: conditions },
      },
    },
    "policy",
  );
  return reading.state === "known" ? reading.statements[0] : undefined;
}

/** Who a statement of a resource's own policy speaks of: `*`, an ARN, an account or a service. */
export interface Access {
  readonly principals: readonly string[];
  /** True where conditions narrow it. */
  readonly conditional: boolean;
}

/**
 * Statements of a policy document that allow an action on a resource or on part of it, unless a statement without
 * conditions denies it to everybody.
 *
 * @param document JSON text or an object
 * @param resource an ARN, or a pattern of ARNs such as all objects of a bucket
 * @returns nothing where the document is not known
 */
export function accesses(document: unknown, action: string, resource: string): Access[] {
  const reading = readDocument({ policy: document }, "policy");
  if (reading.state !== "known") return [];
  const { statements } = reading;
  const denied = statements.some(
    (statement) =>
      statement.effect === "Deny" &&
      statement.conditions.length === 0 &&
      statement.principals.every(({ value }) => value === "*") &&
      coversAction(statement, action) &&
      coversResource(statement, resource),
  );
  if (denied) return [];
  return statements
    .filter((statement) => allowsAction(statement, action) && reaches(statement, resource))
    .map(({ principals, conditions }) => ({
      principals: principals.map(({ value }) => value),
      conditional: conditions.length > 0,
    }));
}

const reaches = (statement: Statement, resource: string): boolean =>
  coversResource(statement, resource) ||
  statement.resources.some((pattern) => overlaps(pattern, resource));
