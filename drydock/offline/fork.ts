import { type ChildProcess, fork, type ForkOptions } from "node:child_process";
import { extname } from "node:path";

/** TypeScript where this module runs from its source, as in the tests; JavaScript where it is built. */
const extension = extname(__filename);

/** Node's options for running a module of this package from its source; none for built JavaScript. */
const sourceOptions =
  extension === ".ts" ? ["--conditions=source", "--require=ts-node/register/transpile-only"] : [];

/**
 * Starts a module of this package in a process of its own.
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
