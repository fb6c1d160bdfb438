import { pricesAt } from "../../drydock/cost/prices";
import { UsageError } from "../../drydock/errors";
import { baselinePath, readBaseline } from "../../drydock/offline/preview/baseline";
import { type Estimate, estimate } from "./cost";
import type { Prerequisite } from "./prerequisites";
import type { RunSettings } from "./run-settings";
import type { Surroundings } from "./surroundings";

/** What a run is going to do. */
export interface Plan {
  readonly run: RunSettings;
  readonly needs: readonly Prerequisite[];
  readonly cost: Estimate;
  /** Whether it only destroys what was left standing. */
  readonly destroys: boolean;
}

/** Estimates the cost of the test environment of a repository, as it was accepted, in a region. */
export function expectedCost(root: string, region: string): Estimate {
  const accepted = readBaseline(baselinePath(root, "test"));
  if (accepted === undefined) {
    throw new UsageError(
      "The test environment has no accepted baseline: npx drydock preview --stack test --accept writes it.",
    );
  }
  return estimate({ region, resources: accepted.resources }, pricesAt(root));
}

export const needsText = (needs: readonly Prerequisite[]): string =>
  ["A run needs:", ...needs.map(needLine)].join("\n");

const needLine = ({ name, found, problem }: Prerequisite): string =>
  `  ${problem === undefined ? "ok     " : "missing"}  ${name}: ${problem ?? found ?? ""}`;

export function planText({ run, needs, cost, destroys }: Plan): string {
  const { account, region, stack } = run;
  const what = destroys
    ? `Destroys the environment ${stack}`
    : `Creates an environment of its own, ${stack}, and destroys it at the end`;
  return [
    needsText(needs),
    `${what}, in account ${account}, ${region}.`,
    ...(destroys ? [] : [`It runs ${cost.text}`]),
  ].join("\n");
}

/**
 * Asks before anything is created or destroyed.
 *
 * @throws UsageError where there is nobody to ask
 */
export async function agreed(
  { yes }: { readonly yes: boolean },
  { isTerminal, ask }: Pick<Surroundings, "isTerminal" | "ask">,
): Promise<boolean> {
  if (yes) return true;
  if (!isTerminal) {
    throw new UsageError("There is nobody to ask: --yes goes on. Nothing was changed.");
  }
  return /^y(es)?$/i.test((await ask("Go on? [y/N] ")).trim());
}
