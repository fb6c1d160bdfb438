import { resolve } from "node:path";
import { Command } from "commander";
import type { Sandbox } from "../../offline/engine/sandbox";
import { configOption, stackOption } from "../options";
import type { Surroundings } from "../../surroundings";

/** The options of every command on one stack. */
export interface StackOptions {
  readonly stack: string;
  readonly config?: string;
}

/** Opens the sandbox of a stack, works with it, and closes it whatever happens. */
export async function withSandbox(
  { stack, config }: StackOptions,
  { folder, err }: Surroundings,
  work: (sandbox: Sandbox) => Promise<void>,
): Promise<number> {
  const { findCli } = await import("../../offline/engine/cli/find");
  const { openSandbox } = await import("../../offline/engine/sandbox");
  const { pipedCommand, terminalCommand } = await import("../../offline/engine/workspace/command");
  const cli = findCli();
  if (cli.remark !== undefined) err(`${cli.remark}\n`);
  const sandbox = await openSandbox({
    root: folder,
    stack,
    command: terminalCommand(await pipedCommand(cli)),
    ...(config === undefined ? {} : { stackFile: resolve(folder, config) }),
  });
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
  return 0;
}

/** A command on one stack. */
export function stackCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(stackOption())
    .addOption(configOption());
}
