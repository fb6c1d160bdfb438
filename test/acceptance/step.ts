import type { Aws } from "./aws";
import type { Clock, Patience } from "./clock";
import type { Execute } from "./execute";
import type { Interruption } from "./interruption";
import type { Outputs, Pulumi } from "./pulumi";
import type { RunSettings } from "./run-settings";
import { createSite, type Site } from "./site";
import type { WorkFolder } from "./work-folder";

/** What a step works with. */
export interface Context {
  readonly run: RunSettings;
  readonly folder: WorkFolder;
  readonly pulumi: Pulumi;
  readonly aws: Aws;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly interruption: Interruption;
  /** Whether a person's terminal is there, which the plugin for shells needs. */
  readonly isTerminal: boolean;
  /** Some letters and digits that nothing else has. */
  readonly random: () => string;
}

/** One thing that only an account can show. */
export interface Step {
  readonly name: string;
  /** What the documentation says, and this step proves. */
  readonly proves: string;
  /**
   * @returns what was seen, a line each, without secret values
   * @throws CheckFailed with what was expected and what came instead
   */
  run(context: Context): Promise<readonly string[]>;
}

/** The environment as it stands. */
export interface Deployed extends Outputs {
  readonly site: Site;
}

export async function deployed({ pulumi }: Context): Promise<Deployed> {
  const outputs = await pulumi.outputs();
  return { ...outputs, site: createSite(outputs.url) };
}

/** How long a step waits for something. */
export function patience(
  { clock, interruption }: Context,
  wait: Pick<Patience, "what" | "minutes" | "everySeconds">,
): Patience {
  return { clock, signal: interruption.signal, ...wait };
}
