/** Sentences that the terminal and the comment share. */
import { isWithoutReservations, reservationsOf } from "../../report";
import { list } from "../../words";
import type { EnvironmentPreview } from "../environment";
import type { EnvironmentResult } from "../results";

/** The last line of a run without failures. Does not say that all is well where policies were kept from judging. */
export function inOrderText(results: readonly EnvironmentResult[]): string {
  const limited = results.flatMap((result) =>
    "policies" in result && !isWithoutReservations(reservationsOf(result.policies))
      ? [result.stack]
      : [],
  );
  return limited.length === 0
    ? "Everything is in order."
    : `No mandatory finding. Exemptions or disabled policies limit the verdict on ${list(limited)}: see above.`;
}

/** Explains the effect of a renamed project on an existing stack; nothing where the name is the same. */
export function renameText({ formerProject, project, stack }: EnvironmentPreview): string[] {
  if (formerProject === undefined) return [];
  return [
    `The baseline is of the project ${formerProject}, this is ${project}. Pulumi keeps a stack under its project: rename it ` +
      `there too (pulumi stack rename <organization>/${project}/${stack}), or the next update creates everything again.`,
  ];
}

/** How the accepted baseline differs beside the changes of resources; nothing where it does not. */
export function staleTexts({
  baseline,
  changes,
  options,
}: Pick<EnvironmentPreview, "baseline" | "changes" | "options">): string[] {
  if (options.length > 0) {
    return [
      `Options that only the engine reads differ from the baseline's: ${options.join("; ")}.`,
    ];
  }
  return baseline === "stale" && changes.length === 0
    ? [
        "The baseline has the form of an earlier version: npx drydock preview --accept writes it again.",
      ]
    : [];
}
