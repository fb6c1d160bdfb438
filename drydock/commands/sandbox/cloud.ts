/** The commands that need no engine: they read and remove the sandbox's own files. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { Run } from "../../surroundings";
import { projectSetting } from "../../stack-files";
import { stackCommand, type StackOptions } from "../options";

export function describe(run: Run): Command {
  return stackCommand(
    "describe",
    "Lists the contents of the stand-in cloud, as AWS would, and where the state differs.",
  ).action(({ stack }: StackOptions) =>
    run(async ({ folder, out }) => {
      const { describeCloud } = await import("../../offline/engine/describe");
      const { sandboxFolder, stateFile } = await import("../../offline/engine/workspace/folder");
      const sandbox = sandboxFolder(join(folder, ".sandbox", stack));
      const project = projectSetting(folder, "name");
      const { cloudFile } = sandbox;
      out(
        describeCloud(
          project === undefined
            ? { cloudFile }
            : { cloudFile, stateFile: stateFile(sandbox, { project, stack }) },
        ),
      );
      return 0;
    }),
  );
}

export function cli(run: Run): Command {
  return new Command("cli")
    .description("Builds the pinned Pulumi CLI from its Go module, once, where none is installed.")
    .action(() =>
      run(async (surroundings) => {
        const { buildCli } = await import("../../offline/engine/cli/build");
        await buildCli(surroundings);
        return 0;
      }),
    );
}

export function reset(run: Run): Command {
  return stackCommand("reset", "Forgets the stack, its history and its cloud.").action(
    ({ stack }: StackOptions) =>
      run(async ({ folder, out }) => {
        const { removeFolder, sandboxFolder } =
          await import("../../offline/engine/workspace/folder");
        const sandbox = sandboxFolder(join(folder, ".sandbox", stack));
        const known = existsSync(sandbox.path);
        removeFolder(sandbox);
        out(`${known ? "Forgotten" : "There was nothing to forget"}: ${stack}\n`);
        return 0;
      }),
  );
}
