/** Options of resources that only the engine reads: they change nothing at AWS, but how later changes go. */
import { list } from "../words";
import type { Snapshot } from "./snapshot";

const options = [
  "parent",
  "protect",
  "retainOnDelete",
  "deleteBeforeReplace",
  "ignoreChanges",
  "replaceOnChanges",
  "aliases",
] as const;

/** The options that differ, and of which resources: `protect of shared`. Resources that come or go are changes themselves. */
export function optionDifferences(baseline: Snapshot, present: Snapshot): string[] {
  return options.flatMap((option) => {
    const names = Object.entries(present.resources).flatMap(([key, after]) => {
      const before = baseline.resources[key];
      const same =
        before === undefined || JSON.stringify(before[option]) === JSON.stringify(after[option]);
      return same ? [] : [after.name];
    });
    return names.length === 0 ? [] : [`${option} of ${list(names)}`];
  });
}
