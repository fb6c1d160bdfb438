import { relative } from "node:path";
import { Command } from "commander";
import type { Run } from "../surroundings";
import { configOption, stackOption, withExamples } from "./options";

/** The user's choices. */
interface PoliciesOptions {
  readonly stack: string;
  readonly config?: string;
}

export function policies(run: Run): Command {
  const command = new Command("policies")
    .description(
      "Prints the options with which `pulumi up` holds a stack to the policies, at the levels that a preview uses.",
    )
    .addOption(stackOption())
    .addOption(configOption())
    .action((options: PoliciesOptions) =>
      run(async ({ folder, out, err }) => {
        const { packOptions } = await import("../offline/pack/levels");
        const { targetOf } = await import("../offline/preview/targets");
        const found = packOptions(targetOf(folder, options).request);
        if ("problem" in found) {
          err(`${found.problem}\n`);
          return 1;
        }
        const { pack, levels } = found;
        const words = ["--policy-pack", pack, "--policy-pack-config", levels];
        out(`${words.map((word) => relative(folder, word) || word).join(" ")}\n`);
        return 0;
      }),
    );
  return withExamples(command, ["policies --stack test"]);
}
