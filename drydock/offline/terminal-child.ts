import type { ChildProcess } from "node:child_process";

/**
 * Waits for a program to which this terminal was handed over. The program receives the interrupt (Ctrl-C) too, and ends
 * in its own time; this process keeps running until then.
 *
 * @returns its exit code; 1 if a signal ended it
 */
export function endOf(child: ChildProcess): Promise<number> {
  const ignoreInterrupt = (): void => undefined;
  process.on("SIGINT", ignoreInterrupt);
  return new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      resolve(code ?? 1);
    });
  }).finally(() => {
    process.off("SIGINT", ignoreInterrupt);
  });
}
