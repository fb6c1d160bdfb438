/** Keys that are changed together on the engine: each alone would take hours. */
import { isDeepStrictEqual } from "node:util";
import { related } from "drydock-components/model/check/path";
import type { Config, KeyChange } from "./changes";
import { edited } from "./edits";

/** Changes that start from the same environment and do not touch each other. */
export interface Group {
  readonly before: Config;
  readonly after: Config;
  readonly changes: readonly KeyChange[];
}

/** With more, a failure does not tell which key it is about. */
const most = 35;

/**
 * Adds each change to the first group that it fits into; those of one environment follow each other.
 *
 * @param isAccepted whether a configuration is a stack file without problems
 */
export function groupsOf(
  changes: readonly KeyChange[],
  isAccepted: (config: Config) => boolean,
): Group[] {
  const environments: Group[][] = [];
  for (const change of changes) {
    const { before, after } = change;
    const groups = environments.find(([first]) => isDeepStrictEqual(first?.before, before));
    const alone = { before, after, changes: [change] };
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

/** The group with a change more; undefined where it is full or touches the same place. */
function join(group: Group, change: KeyChange): Group | undefined {
  const touched = group.changes.flatMap(({ edits }) => edits);
  const meets = change.edits.some(([place]) => touched.some(([other]) => related(place, other)));
  if (meets || group.changes.length === most) return undefined;
  return {
    before: group.before,
    after: edited(group.after, change.edits),
    changes: [...group.changes, change],
  };
}
