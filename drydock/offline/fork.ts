import { once } from "node:events";
import { type ChildProcess, fork, type ForkOptions } from "node:child_process";
import { extname, join } from "node:path";
import { endOf } from "./terminal-child";

/** TypeScript if this module runs from its source, as in the tests; JavaScript if it is built. */
const extension = extname(__filename);

const transpile = `--require=${require.resolve("ts-node/register/transpile-only")}`;

/** Node's options for running a module of this package from its source; none for built JavaScript. */
const sourceOptions =
  extension === ".ts"
    ? ["--conditions=source", `--require=${join(__dirname, "../../scripts/from-source.cjs")}`]
    : [];

/**
 * Starts a module of this package in a separate process.
 *
 * @param path absolute, without extension
 */
export function forkModule(
  path: string,
  args: readonly string[],
  options: Omit<ForkOptions, "execArgv">,
): ChildProcess {
  return fork(path + extension, args, { ...options, execArgv: sourceOptions });
}

/**
 * Runs a user's TypeScript file on this terminal.
 *
 * @returns its exit code
 */
export function runTypeScript(file: string, args: readonly string[]): Promise<number> {
  return endOf(fork(file, args, { execArgv: [transpile] }));
}

/** Ends a child process, and waits for its end. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.kill("SIGKILL");
  await once(child, "exit");
}
