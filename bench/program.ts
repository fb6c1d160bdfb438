/**
 * Measures the cost of the program and its preview:
 *
 *     npm run bench
 *
 * Whole processes, medians of several runs. Ratios and slopes tell more than seconds, which depend on
 * the machine.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { generateStack } from "./generate-stack";
import { inTurn, median, type Run } from "./measure";

const root = join(__dirname, "..");
const scratch = join(root, ".cache/bench");
const testStack = join(root, "Pulumi.test.yaml");
const transpiling = ["node", "-C", "source", "-r", "ts-node/register/transpile-only"];
const preview = [...transpiling, join(root, "drydock/commands/main.ts"), "preview"];
const serviceCounts = [1, 10, 50, 200];

/** The program compiled beforehand: what a start costs without TypeScript. */
function compile(): string {
  const outDir = join(scratch, "compiled");
  mkdirSync(outDir, { recursive: true });
  const options = ["--noEmit", "false", "--outDir", outDir, "--sourceMap", "false"];
  execFileSync("tsc", ["-p", join(root, "bench/tsconfig.json"), ...options], { stdio: "inherit" });
  return join(outDir, "bench/run-program.js");
}

function summary(runs: readonly Run[] = []): Run {
  return {
    seconds: rounded(median(runs.map(({ seconds }) => seconds))),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}

async function startUp() {
  const commands = [
    [...transpiling, join(root, "bench/run-program.ts"), testStack],
    ["node", compile(), testStack],
  ];
  const [source, compiled] = (await inTurn(commands, 5)).map(summary);
  const ratio = rounded((source?.seconds ?? Number.NaN) / (compiled?.seconds ?? Number.NaN));
  return { source, compiled, ratio };
}

async function previews() {
  const [both] = (await inTurn([preview], 3)).map(summary);
  const commands = serviceCounts.map((count) => [
    ...preview,
    "--config",
    generateStack(scratch, count),
  ]);
  const bySize = (await inTurn(commands, 1)).map(summary);
  const seconds = (count: number) => bySize[serviceCounts.indexOf(count)]?.seconds ?? Number.NaN;
  return { both, bySize, slope: rounded(seconds(200) / seconds(50)) };
}

async function main(): Promise<void> {
  rmSync(scratch, { recursive: true, force: true });
  const start = await startUp();
  const { both, bySize, slope } = await previews();
  const rows: [string, Run | undefined][] = [
    ["program, from TypeScript", start.source],
    ["program, compiled beforehand", start.compiled],
    ["preview of both environments, with policies", both],
    ...serviceCounts.map((count, index): [string, Run | undefined] => [
      `preview of ${count} services, with policies`,
      bySize[index],
    ]),
  ];
  const table = new Table({ head: ["what", "seconds", "peak MiB"] });
  for (const [what, run] of rows) table.push([what, run?.seconds, run?.peakMiB]);
  console.log(table.toString());
  console.log(`TypeScript against compiled: ${start.ratio} (aim: at most 1.15)`);
  console.log(`200 services against 50: ${slope} (aim: at most 4.4)`);
  console.log(JSON.stringify({ startUp: start, previews: Object.fromEntries(rows), slope }));
}

void main();
