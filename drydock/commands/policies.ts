import { relative } from "node:path";
import type { Command } from "commander";
import type { Run } from "../surroundings";
import { stackCommand, type StackOptions, withExamples } from "./options";

export function policies(run: Run): Command {
  const command = stackCommand(
    "policies",
    "Prints the options with which `pulumi up` holds a stack to the policies, at the levels that a preview uses.",
  ).action((options: StackOptions) =>
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
