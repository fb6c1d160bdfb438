import { resolve } from "node:path";
import type { Sandbox } from "../../offline/engine/sandbox";
import type { Surroundings } from "../../surroundings";
import type { StackOptions } from "../options";

interface Opening extends StackOptions {
  /** Whether the work reads outputs or history. Defaults to true. */
  readonly results?: boolean;
}

/** Opens the sandbox of a stack, works with it, and closes it whatever happens. */
export async function withSandbox(
  { stack, config, results = true }: Opening,
  { folder, err, progress }: Surroundings,
  work: (sandbox: Sandbox) => Promise<void>,
): Promise<number> {
  const say = (doing: string): void => {
    progress.say(`${stack}: ${doing}`);
  };
  say("looking for the Pulumi CLI");
  const { loadProgramLazily } = await import("../../offline/lazy-sdk");
  loadProgramLazily(["@grpc/grpc-js", "./automation"]);
  const { findCli } = await import("../../offline/engine/cli/find");
  const { openSandbox } = await import("../../offline/engine/sandbox");
  const { pipedCommand, terminalCommand, withoutResults } =
    await import("../../offline/engine/workspace/command");
  const cli = findCli();
  if (cli.remark !== undefined) err(`${cli.remark}\n`);
  const command = terminalCommand(await pipedCommand(cli), () => {
    progress.end();
  });
  const sandbox = await openSandbox({
    root: folder,
    stack,
    say,
    command: results ? command : withoutResults(command),
    ...(config === undefined ? {} : { stackFile: resolve(folder, config) }),
  });
  try {
    say("asking the engine");
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
  return 0;
}
