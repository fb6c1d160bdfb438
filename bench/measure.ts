import { spawn } from "node:child_process";
import { z } from "zod";

/** What one run of a command cost. */
export interface Run {
  readonly seconds: number;
  readonly maxRssMiB: number;
  readonly resources: number;
}

/** Runs a command that prints `{ resources, maxRssMiB }` and times the whole process. */
export async function timed(command: string, args: readonly string[]): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}`);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...printed(output) };
}

function printed(output: string): Pick<Run, "maxRssMiB" | "resources"> {
  return z.object({ maxRssMiB: z.number(), resources: z.number() }).parse(JSON.parse(output));
}

/** The middle value: one slow run of a busy machine does not move it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Several runs of each command in turn, so that a machine that slows down slows down all. */
export async function inTurn(
  commands: readonly (readonly string[])[],
  rounds: number,
): Promise<Run[][]> {
  const runs: Run[][] = commands.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, [command = "", ...args]] of commands.entries()) {
      const run = await timed(command, args);
      // The first round fills the disk cache.
      if (round > 0) runs[index]?.push(run);
    }
  }
  return runs;
}
