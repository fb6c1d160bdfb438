import { Command } from "commander";
import type { UpgradeOptions } from "../upgrade/run";
import { stacksOption, withExamples } from "./options";
import type { Run } from "../surroundings";

export function upgrade(run: Run): Command {
  const command = new Command("upgrade")
    .description(
      "After `npm update drydock`: prints the changelog since the accepted baselines, and the changes of the new version in each environment.",
    )
    .addOption(stacksOption())
    .option("--accept", "accept those changes as the new baselines", false)
    .action((options: UpgradeOptions) =>
      run(async (surroundings) => {
        const { upgradeStacks } = await import("../upgrade/run");
        return upgradeStacks(options, surroundings);
      }),
    );
  return withExamples(command, ["upgrade", "upgrade --accept"]);
}
