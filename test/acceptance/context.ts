import { createPulumi } from "./pulumi";
import type { RunSettings } from "./run-settings";
import type { Context } from "./step";
import type { Surroundings } from "./surroundings";
import { policyPackIn, type WorkFolder } from "./work-folder";

/** Puts together what the steps of a run work with. */
export function contextOf(
  run: RunSettings,
  folder: WorkFolder,
  surroundings: Surroundings,
): Context {
  const { root, execute, clock, interruption, isTerminal, random } = surroundings;
  const pulumi = createPulumi({
    execute,
    folder: folder.path,
    stack: run.stack,
    variables: folder.variables,
    policyPack: policyPackIn(root),
    policyConfig: folder.policyConfig,
    signal: () => interruption.signal,
    onOutput: (text) => {
      folder.log(text);
    },
  });
  const aws = surroundings.aws(run.region);
  return { run, folder, pulumi, aws, execute, clock, interruption, isTerminal, random };
}
