/** Keys that are changed together on the engine: each alone would take hours. */
import { isDeepStrictEqual } from "node:util";
import { related } from "drydock-components/model/check/path";
import type { Config, KeyChange } from "./changes";
import { edited } from "./edits";
import type { Outcome } from "./outcome";
import { shareResources } from "./parts";

/** A change of a key, and what the preview says of it. */
export interface Previewed extends KeyChange {
  readonly outcome: Outcome;
}

/** Changes that start from the same environment and whose outcomes can be told apart. */
export interface Group {
  readonly before: Config;
  readonly after: Config;
  readonly changes: readonly Previewed[];
}

/** With more, a failure takes long to find. */
const most = 35;

/**
 * Adds each change to the first group that it fits into; those of one environment follow each other.
 *
 * @param isAccepted whether a configuration is a stack file without problems
 */
export function groupsOf(
  changes: readonly Previewed[],
  isAccepted: (config: Config) => boolean,
): Group[] {
  const environments: Group[][] = [];
  for (const change of changes) {
    const groups = environments.find(([first]) => isDeepStrictEqual(first?.before, change.before));
    const alone = groupOf([change]);
    if (groups === undefined) {
      environments.push([alone]);
      continue;
    }
    const fits = (group: Group | undefined) => group !== undefined && isAccepted(group.after);
    const joined = groups.map((group) => join(group, change));
    const index = joined.findIndex(fits);
    groups[index < 0 ? groups.length : index] = joined[index] ?? alone;
  }
  return environments.flat();
}

/** Both halves, to find the change that a fault is about. */
export const halvesOf = ({ changes }: Group): Group[] => {
  const middle = Math.ceil(changes.length / 2);
  return [groupOf(changes.slice(0, middle)), groupOf(changes.slice(middle))];
};

/** The group with a change more; undefined where it is full, or where another one touches the same place or resource. */
function join(group: Group, change: Previewed): Group | undefined {
  const touched = group.changes.flatMap(({ edits }) => edits);
  const meets = change.edits.some(([place]) => touched.some(([other]) => related(place, other)));
  const shares = group.changes.some(({ outcome }) =>
    shareResources(outcome.changes, change.outcome.changes),
  );
  return meets || shares || group.changes.length === most
    ? undefined
    : groupOf([...group.changes, change]);
}

export function groupOf(changes: readonly Previewed[]): Group {
  const before = changes[0]?.before ?? {};
  const edits = changes.flatMap((one) => one.edits);
  return { before, after: edited(before, edits), changes };
}
