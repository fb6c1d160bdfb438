import { cost } from "drydock-components/model/cost";
import { hoursPerMonth } from "../../drydock/cost/charges";
import { type CostPart, estimateOf, type Subject } from "../../drydock/cost/estimate";
import type { Prices } from "../../drydock/cost/prices";

/** What a run is expected to cost. */
export interface Estimate {
  readonly hours: number;
  /** Undefined in a region without prices. */
  readonly usd: number | undefined;
  /** In words, over several lines. */
  readonly text: string;
}

/** From the first resource to the last, with every wait at its usual length. */
const EXPECTED_HOURS = 1;

/** Charges of a run that a month's estimate leaves out or counts as use. */
const leftOut = "a second task during updates, log lines, data, the image and metrics";

/** Estimates an hour of an environment from what its resources cost a month. */
export function estimate(
  { region, resources }: Pick<Subject, "region" | "resources">,
  prices: Prices,
): Estimate {
  const subject = {
    region,
    resources,
    lifecycle: "disposable",
    assumptions: cost.parse({}),
  } as const;
  const month = estimateOf(subject, prices);
  const hours = EXPECTED_HOURS;
  if ("refused" in month) {
    return { hours, usd: undefined, text: `at a price that is not known: ${month.refused}.` };
  }
  const usd = (month.fixedUsd / hoursPerMonth) * hours;
  const parts = month.parts.filter(({ fixedUsd }) => fixedUsd / hoursPerMonth >= 0.0005);
  return {
    hours,
    usd,
    text: [
      `for about ${usd.toFixed(2)} USD in an hour, at the list prices of ${region} of ${month.pricesOf}:`,
      ...parts.map(partText),
      `  not counted: ${leftOut}`,
    ].join("\n"),
  };
}

const partText = ({ part, fixedUsd }: CostPart): string =>
  `  ${(fixedUsd / hoursPerMonth).toFixed(3)} an hour  ${part}`;
