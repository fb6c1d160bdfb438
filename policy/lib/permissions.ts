export { actionNames, namesNoResource, servicePrefixes } from "./iam/actions";
import { readDocument, type Statement } from "./iam/document";
import { matchesAction } from "./iam/patterns";
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
