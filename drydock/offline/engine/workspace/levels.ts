import { isMap } from "drydock-components/model/check/path";
import type { Values } from "./values";

/** Advisory policies that the files of levels do not list: they report on the others. */
const reportsOnly = ["exemptions-used", "deferred-checks"];

/**
 * Turns advisory policies off: the engine prints each finding in full at every run, and a change of one line
 * disappears among them. `drydock preview` shows them.
 */
export function mandatoryLevels(levels: Values): Values {
  const entries = Object.entries(levels).map(([name, level]): [string, unknown] => [
    name,
    isAdvisory(level) ? "disabled" : level,
  ]);
  const reports = reportsOnly.map((name): [string, unknown] => [name, "disabled"]);
  return Object.fromEntries([...reports, ...entries]);
}

function isAdvisory(level: unknown): boolean {
  return (isMap(level) ? level["enforcementLevel"] : level) === "advisory";
}
