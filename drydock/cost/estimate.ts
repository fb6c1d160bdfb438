/** The estimate of a month of an environment, from its resources and list prices. */
import type { CostAssumptions } from "drydock-components/model/cost";
import { type Charge, chargesOf, type Resources } from "./charges";
import { priced, type Prices, type RegionPrices } from "./prices";
import { remarksOn, type Remark } from "./remarks";
import { uncounted } from "./uncounted";

/** One line of an estimate. */
export interface CostPart {
  readonly part: string;
  /** For resources that exist all month, at their smallest. */
  readonly fixedUsd: number;
  /** More, at most, with use as assumed. */
  readonly useUsd: number;
}

/** Sums of a month. */
export interface CostSums {
  readonly fixedUsd: number;
  readonly useUsd: number;
}

/** An estimate of a month. */
export interface Estimate extends CostSums {
  readonly region: string;
  /** The day of the prices. */
  readonly pricesOf: string;
  readonly parts: readonly CostPart[];
  readonly assumptions: CostAssumptions;
  /** What AWS charges for besides. */
  readonly notCounted: readonly string[];
  /** At most three, the largest saving first. */
  readonly remarks: readonly Remark[];
  /** How the sums differ from those of the accepted baseline; absent without one. */
  readonly since?: CostSums;
}

/** What is estimated. */
export interface Subject {
  readonly region: string;
  readonly lifecycle: "protected" | "disposable";
  readonly assumptions: CostAssumptions;
  readonly resources: Resources;
  /** Those of the accepted baseline. */
  readonly before?: Resources;
}

/** @returns the estimate, or why there is none */
export function estimateOf(
  subject: Subject,
  { date, regions }: Prices,
): Estimate | { readonly refused: string } {
  const { region, assumptions, resources, before } = subject;
  const prices = regions[region];
  if (prices === undefined) {
    const known = Object.keys(regions).sort().join(", ");
    return {
      refused:
        `no prices of ${region}: there are those of ${known}. ` +
        `npx drydock prices update --region ${region} reads others`,
    };
  }
  const charges = chargesOf(resources, assumptions);
  const sums = sumsOf(charges, prices);
  return {
    region,
    pricesOf: date,
    parts: partsOf(charges, prices),
    ...sums,
    assumptions,
    notCounted: [...withoutPrice(charges, prices), ...uncounted(resources)],
    remarks: remarksOn(subject, prices),
    since: before && difference(subject, before, { sums, prices }),
  };
}

function difference(
  { assumptions }: Subject,
  before: Resources,
  { sums, prices }: { readonly sums: CostSums; readonly prices: RegionPrices },
): CostSums {
  const former = sumsOf(chargesOf(before, assumptions), prices);
  return { fixedUsd: sums.fixedUsd - former.fixedUsd, useUsd: sums.useUsd - former.useUsd };
}

export const usdOf = ({ key, quantity }: Charge, prices: RegionPrices): number =>
  quantity * (prices[key]?.usd ?? 0);

function sumsOf(charges: readonly Charge[], prices: RegionPrices): CostSums {
  const sum = (use: boolean) =>
    charges
      .filter((charge) => charge.use === use)
      .reduce((total, charge) => total + usdOf(charge, prices), 0);
  return { fixedUsd: sum(false), useUsd: sum(true) };
}

function partsOf(charges: readonly Charge[], prices: RegionPrices): CostPart[] {
  return [...new Set(charges.map(({ part }) => part))].map((part) => ({
    part,
    ...sumsOf(
      charges.filter((charge) => charge.part === part),
      prices,
    ),
  }));
}

function withoutPrice(charges: readonly Charge[], prices: RegionPrices): string[] {
  const missing = charges.filter(({ key }) => prices[key] === undefined);
  return [...new Set(missing.map(({ key }) => `${priced[key]} (price not known)`))];
}
