import type { Command } from "commander";
import { stackFilesOf } from "../stack-files";

/** Adds shell completion: `drydock complete bash` prints the script, `drydock complete -- <words>` answers it. */
export async function completion(
  program: Command,
  args: readonly string[],
  folder: string,
): Promise<void> {
  if (args[0] !== "complete") {
    program
      .command("complete")
      .description("Prints a script that completes commands and stacks in your shell.")
      .argument("<shell>", "bash, zsh, fish or powershell");
    return;
  }
  const { default: tab } = await import("@bomb.sh/tab/commander");
  const root = tab(program);
  for (const command of root.commands.values()) {
    const stack = command.options.get("stack");
    if (stack !== undefined) {
      stack.handler = (complete) => {
        for (const name of stackFilesOf(folder).keys()) complete(name, "");
      };
    }
  }
}
