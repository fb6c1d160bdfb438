/** An estimate of cost as text, for the terminal and for Markdown. */
import type { CostAssumptions } from "drydock-components/model/cost";
import type { CostPart, CostSums, Estimate } from "../../../cost/estimate";
import type { CostReport } from "../environment";
import type { EnvironmentResult } from "../results";
import { wholeList } from "../../words";
import type { Colors } from "./style";

/** `9.0` below ten, `37` above. */
export const usd = (amount: number): string =>
  Math.abs(amount) < 9.95 ? amount.toFixed(1) : String(Math.round(amount));

/** `71 USD a month, and up to 14 with use`. */
export function sumText({ fixedUsd, useUsd }: CostSums): string {
  return `${usd(fixedUsd)} USD a month${useUsd < leastShown ? "" : `, and up to ${usd(useUsd)} with use`}`;
}

/** Below, a difference is rounding. */
const leastShown = 0.05;

/** How much more or less than the accepted baseline; empty where there is none. */
export function differenceText({ since }: Pick<Estimate, "since">): string {
  if (since === undefined) return "";
  const parts = [...changed(since.fixedUsd, ""), ...changed(since.useUsd, " with use")];
  return parts.length === 0 ? "" : `${parts.join(", ")} than the accepted baseline`;
}

function changed(amount: number, when: string): string[] {
  if (Math.abs(amount) < leastShown) return [];
  return [`${usd(Math.abs(amount))} ${amount > 0 ? "more" : "less"}${when}`];
}

/** `71 USD a month; 5.0 more than the accepted baseline`. */
export function costText(
  estimate: Estimate,
  emphasized: (difference: string) => string = (difference) => difference,
): string {
  const since = differenceText(estimate);
  return since === "" ? sumText(estimate) : `${sumText(estimate)}; ${emphasized(since)}`;
}

/** A part with its amounts: `tasks of web 9.0 + 1.5`. */
function partText({ part, fixedUsd, useUsd }: CostPart): string {
  const amounts = [fixedUsd, useUsd].filter((amount) => amount >= leastShown).map(usd);
  return `${part} ${fixedUsd < leastShown ? "+ " : ""}${amounts.join(" + ")}`;
}

export const shownParts = ({ parts }: Estimate): CostPart[] =>
  [...parts]
    .filter(({ fixedUsd, useUsd }) => fixedUsd + useUsd >= leastShown)
    .sort((a, b) => b.fixedUsd - a.fixedUsd || b.useUsd - a.useUsd);

const labelWidth = 11;

/** Lines for a terminal; empty where nothing is estimated. */
export function costLines(cost: CostReport, colors: Colors): string[] {
  if ("refused" in cost) return [`  Cost: ${cost.refused}`];
  const labelled = (label: string, text: string): string =>
    `    ${colors.dim(label.padEnd(labelWidth))} ${text}`;
  return [
    `  Cost: ${costText(cost)} ${colors.dim(`(list prices of ${cost.region}, ${cost.pricesOf})`)}`,
    labelled("a month", shownParts(cost).map(partText).join(", ")),
    ...cost.remarks.map(({ text, savingUsd }) => labelled(`saves ${usd(savingUsd)}`, text)),
    labelled("with use", assumptionText(cost.assumptions)),
    labelled("not counted", wholeList(cost.notCounted)),
  ];
}

/** What `drydock:cost` says, in words. */
export function assumptionText(assumptions: CostAssumptions): string {
  const { peakHoursPerDay, trafficGB, awsTrafficGB, logGBPerService, fileSystemGB } = assumptions;
  return (
    `the most tasks ${peakHoursPerDay} hours a day; ${trafficGB} GB through each load balancer, ` +
    `${awsTrafficGB} GB to AWS, ${logGBPerService} GB of logs of each service, ` +
    `${fileSystemGB} GB in each file system (drydock:cost)`
  );
}

/** Says that prices are old; empty where they are not, or where there is no estimate. */
export function oldPricesText(results: readonly EnvironmentResult[]): string[] {
  const old = results.flatMap((result) =>
    "cost" in result && "pricesOf" in result.cost && result.cost.old ? [result.cost.pricesOf] : [],
  );
  return old.length === 0
    ? []
    : [
        `The prices are of ${old[0] ?? ""}, more than 180 days ago: npx drydock prices update reads them again.`,
      ];
}

/** A section of a comment. */
export function costMarkdown(cost: CostReport): string[] {
  if ("refused" in cost) return [`Cost: ${cost.refused}.`, ""];
  return [
    `**Cost:** ${costText(cost, (difference) => `**${difference}**`)}.`,
    "",
    ...cost.remarks.map(({ text, savingUsd }) => `- ${usd(savingUsd)} USD less: ${text}`),
    ...(cost.remarks.length === 0 ? [] : [""]),
    "<details><summary>How it is made up</summary>",
    "",
    ...costTable(cost),
    "",
    `With use: ${assumptionText(cost.assumptions)}. Not counted: ${wholeList(cost.notCounted)}. List prices of ${cost.region}, ${cost.pricesOf}.`,
    "",
    "</details>",
    "",
  ];
}

export const costTable = (cost: Estimate): string[] => [
  "| part | USD a month | with use up to |",
  "|---|---:|---:|",
  ...shownParts(cost).map(
    ({ part, fixedUsd, useUsd }) => `| ${part} | ${usd(fixedUsd)} | ${usd(useUsd)} |`,
  ),
  `| **together** | **${usd(cost.fixedUsd)}** | **${usd(cost.useUsd)}** |`,
];
