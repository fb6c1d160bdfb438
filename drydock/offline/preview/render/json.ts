/** A preview for programs. `version` changes when a field changes its meaning. */
import type { EnvironmentResult } from "../results";

export function jsonText(
  results: readonly EnvironmentResult[],
  failures: readonly string[],
): string {
  return `${JSON.stringify({ version: 1, failures, environments: results }, null, 2)}\n`;
}
