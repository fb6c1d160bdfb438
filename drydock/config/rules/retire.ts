import { nameList, nearestName } from "drydock-components/model/check/nearest";
import { retirable, retiredOf } from "../retirable";
import type { Rule } from "./rule";

/** That each entry names a thing of this environment: one that has gone needs no line any more. */
export const retire: Rule = (config) => {
  const all = retirable(config);
  return retiredOf(config).flatMap(({ kind, name, path }) => {
    const known = all[kind];
    if (known.includes(name)) return [];
    const near = nearestName(name, known);
    return [
      {
        path,
        at: "key" as const,
        message: "This environment creates no such thing, so there is nothing to retire.",
        allowed: known.length === 0 ? `no drydock:retire.${kind}` : nameList(known),
        fix: near === undefined ? "Remove this line." : `Write ${near}, or remove this line.`,
      },
    ];
  });
};
