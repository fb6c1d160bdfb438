import { type ChildProcess, fork, type ForkOptions } from "node:child_process";
import { extname } from "node:path";

/** TypeScript if this module runs from its source, as in the tests; JavaScript if it is built. */
const extension = extname(__filename);

const transpile = `--require=${require.resolve("ts-node/register/transpile-only")}`;

/** Node's options for running a module of this package from its source; none for built JavaScript. */
const sourceOptions = extension === ".ts" ? ["--conditions=source", transpile] : [];

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
  const child = fork(file, args, { execArgv: [transpile] });
  // The child receives the interrupt too and ends.
  const wait = (): void => undefined;
  process.on("SIGINT", wait);
  return new Promise((resolve) => {
    child.once("exit", (code) => {
      process.off("SIGINT", wait);
      resolve(code ?? 1);
    });
  });
}
