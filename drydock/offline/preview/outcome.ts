/** The outcome of a run: exit code and reasons. */
import { isMandatory, reservationsOf } from "../report";
import { count } from "../words";
import { refusalsOf } from "./refusals";
import type { EnvironmentResult } from "./results";

/** Reasons for failure, each a sentence; none means success. */
export function failures(results: readonly EnvironmentResult[], check: boolean): string[] {
  return results.flatMap((result) => failuresOf(result, check));
}

function failuresOf(result: EnvironmentResult, check: boolean): string[] {
  const { stack } = result;
  if ("refused" in result) return [`The stack file of ${stack} has problems.`];
  if ("failed" in result) return [`The program failed for ${stack}.`];
  const mandatory = result.policies
    .flatMap(({ findings }) => findings)
    .filter((finding) => isMandatory(finding)).length;
  const outdated = result.baseline === "stale" || result.baseline === "missing";
  return [
    ...refusalsOf(result.changes).map((refusal) => `${stack}: ${refusal}`),
    ...(mandatory === 0 ? [] : [`${stack}: ${count(mandatory, "mandatory policy finding")}.`]),
    ...(reservationsOf(result.policies).allDisabled ? [`${stack}: every policy is disabled.`] : []),
    ...(result.policyProblem === undefined ? [] : [`${stack}: the policies did not run.`]),
    ...(result.modeDifferences.length === 0
      ? []
      : [`${stack}: preview and update register different resources.`]),
    ...(check && outdated
      ? [
          `${stack}: the accepted baseline is ${result.baseline}. Look at the changes, run ` +
            `npx drydock preview --accept and commit Pulumi.${stack}.baseline.json.`,
        ]
      : []),
  ];
}
