import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { median, type Run, userEnvironment } from "./measure";

/** The first runs compile what the later ones use. */
const warmUp = 3;
const rounds = 5;

/** How long `preview --watch` takes from a save of its stack file to the new result, and its processor time: medians. */
export async function savedChange(
  [command = "", ...args]: readonly string[],
  stackFile: string,
): Promise<Omit<Run, "peakMiB">> {
  const child = spawn(command, [...args, "--watch", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: userEnvironment,
  });
  const results = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const text = readFileSync(stackFile, "utf8");
  const runs: Omit<Run, "peakMiB">[] = [];
  try {
    await results.next();
    for (let round = 0; round < warmUp + rounds; round++) {
      const [start, before] = [performance.now(), cpuSeconds(child.pid)];
      writeFileSync(stackFile, text.replace("cpuPercent: 60", `cpuPercent: ${50 + round}`));
      await results.next();
      const seconds = (performance.now() - start) / 1000;
      runs.push({ seconds, cpuSeconds: cpuSeconds(child.pid) - before });
    }
  } finally {
    child.kill();
    writeFileSync(stackFile, text);
  }
  const later = runs.slice(warmUp);
  return {
    seconds: median(later.map(({ seconds }) => seconds)),
    cpuSeconds: median(later.map((run) => run.cpuSeconds)),
  };
}

/** Processor time of a process so far, from Linux, which counts it in hundredths of a second. */
function cpuSeconds(pid: number | undefined): number {
  const [, fields = ""] = readFileSync(`/proc/${pid ?? "self"}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}
