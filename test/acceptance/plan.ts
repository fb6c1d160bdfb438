import { join } from "node:path";
import { loadStackFile } from "../../drydock/config";
import { plannedEndpoints } from "../../drydock/config/planned-endpoints";
import { UsageError } from "../../drydock/errors";
import { type Estimate, estimate, estimateText } from "./cost";
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

/** Estimates the cost of the test environment of a repository. */
export function expectedCost(root: string): Estimate {
  const stack = loadStackFile(join(root, "Pulumi.test.yaml"));
  if (!("config" in stack)) {
    throw new UsageError(
      "Pulumi.test.yaml has problems: npx drydock preview --stack test lists them.",
    );
  }
  const { config } = stack;
  const interfaces = plannedEndpoints(config).filter(({ kind }) => kind === "interface").length;
  return estimate(interfaces * (config.network.endpointZones ?? config.network.availabilityZones));
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
    ...(destroys ? [] : [`It takes ${estimateText(cost)}`]),
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
