/** The last line of a run without failures. */
import { isWithoutReservations, reservationsOf } from "../../report";
import { list } from "../../words";
import type { EnvironmentResult } from "../results";

/** Does not say that all is well where policies were kept from judging. */
export function inOrderText(results: readonly EnvironmentResult[]): string {
  const limited = results.flatMap((result) =>
    "policies" in result && !isWithoutReservations(reservationsOf(result.policies))
      ? [result.stack]
      : [],
  );
  return limited.length === 0
    ? "Everything is in order."
    : `No mandatory finding. Exemptions or disabled policies limit what was judged in ${list(limited)}: see above.`;
}
