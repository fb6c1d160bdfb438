/** Limits of the policies' judgement: disabled policies, exemptions, a clock that somebody set. */
import { firstLine, isNote, type PolicyReport } from "./types";

/** The limits that a report must name even where no finding is left. */
export interface Reservations {
  /** Names of disabled policies. */
  readonly disabled: readonly string[];
  /** True where no policy is left. */
  readonly allDisabled: boolean;
  /** Sentences: exemptions with their reason, the day that the configuration sets. */
  readonly notes: readonly string[];
}

export function reservationsOf(reports: readonly PolicyReport[]): Reservations {
  const disabled = reports.flatMap(({ policies }) =>
    policies.filter((one) => one.enforcementLevel === "disabled").map(({ name }) => name),
  );
  return {
    disabled: [...new Set(disabled)].sort(),
    allDisabled: reports.some(
      ({ policies }) =>
        policies.length > 0 && policies.every((one) => one.enforcementLevel === "disabled"),
    ),
    notes: [...new Set(reports.flatMap(({ findings }) => findings.filter(isNote).map(firstLine)))],
  };
}

/** True where nothing is held back. */
export function isWithoutReservations({ disabled, notes }: Reservations): boolean {
  return disabled.length + notes.length === 0;
}
