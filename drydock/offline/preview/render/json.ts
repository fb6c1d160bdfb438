/** A preview for programs. `version` changes when a field changes its meaning. */
import type { EnvironmentResult } from "../results";

export function jsonReport(results: readonly EnvironmentResult[], failures: readonly string[]) {
  return { version: 1, failures, environments: results };
}

export function jsonText(
  results: readonly EnvironmentResult[],
  failures: readonly string[],
): string {
  return `${JSON.stringify(jsonReport(results, failures), null, 2)}\n`;
}
