import { execFileSync, spawn } from "node:child_process";

/** The cost of one run of a command. */
export interface Run {
  readonly seconds: number;
  /** Processor time of the command and every process that it waited for: what a busy machine does not change. */
  readonly cpuSeconds: number;
  /** Of the command and every process it started, at the worst moment that was seen. */
  readonly peakMiB: number;
}

/**
 * The environment of a user's shell: `scripts/from-source.cjs` lets this process and its children keep V8's code, which
 * what is measured should not find.
 */
export const userEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_COMPILE_CACHE: undefined,
};

/** Runs a command to its end and times the whole process. */
export async function timed([command = "", ...args]: readonly string[]): Promise<Run> {
  const start = performance.now();
  // The shell's `times` tells the processor time of its child, in its second line.
  const script = '"$@" >/dev/null; code=$?; times; exit $code';
  const child = spawn("bash", ["-c", script, "bash", command, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: userEnvironment,
  });
  let times = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    times += text;
  });
  let peakMiB = 0;
  const sampling = setInterval(() => {
    peakMiB = Math.max(peakMiB, treeMiB(child.pid ?? 0));
  }, 200);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(sampling);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}`);
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpuSeconds: cpuSeconds(times), peakMiB: Math.round(peakMiB) };
}

/** The sum of user and system time in the last line of `times`, such as `0m1.250s 0m0.125s`. */
function cpuSeconds(times: string): number {
  const parts = [...(times.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
}

/** Resident memory of a process and its descendants, in MiB. */
function treeMiB(root: number): number {
  const all = processes();
  const tree = new Set([root]);
  // Each round finds the children of those found before; nothing here is nested deeper.
  for (let depth = 0; depth < 5; depth++) {
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid)).reduce((sum, { mebibytes }) => sum + mebibytes, 0);
}

/** Every process, with its resident memory in MiB. */
export function processes() {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, parent, kibibytes, ...command] = line.trim().split(/\s+/);
      return {
        pid: Number(pid),
        parent: Number(parent),
        mebibytes: Number(kibibytes) / 1024,
        command: command.join(" "),
      };
    });
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
    for (const [index, command] of commands.entries()) {
      const run = await timed(command);
      // The first round fills the disk cache.
      if (round > 0) runs[index]?.push(run);
    }
  }
  return runs;
}
