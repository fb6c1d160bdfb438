/**
 * What the program and its preview cost:
 *
 *     npm run bench
 *
 * Times are of whole processes, medians of several runs; ratios and slopes tell more than seconds, which
 * depend on the machine.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { generateStack } from "./generate-stack";
import { inTurn, median, type Run } from "./measure";

const root = join(__dirname, "..");
const scratch = join(root, ".cache/bench");
const transpiling = ["node", "-r", "ts-node/register/transpile-only"];

/** The program compiled beforehand: what a start would cost without TypeScript. */
function compile(): string {
  const outDir = join(scratch, "compiled");
  mkdirSync(outDir, { recursive: true });
  const options = ["--noEmit", "false", "--outDir", outDir, "--sourceMap", "false"];
  execFileSync("tsc", ["-p", join(root, "bench/tsconfig.json"), ...options], { stdio: "inherit" });
  return join(outDir, "bench/run-program.js");
}

function summary(runs: readonly Run[]) {
  return {
    resources: runs[0]?.resources ?? 0,
    seconds: Number(median(runs.map(({ seconds }) => seconds)).toFixed(2)),
    maxRssMiB: Math.max(...runs.map(({ maxRssMiB }) => maxRssMiB)),
  };
}

async function main(): Promise<void> {
  rmSync(scratch, { recursive: true, force: true });
  const compiled = compile();
  const source = join(root, "bench/run-program.ts");
  const testStack = join(root, "Pulumi.test.yaml");
  const [fromSource = [], fromCompiled = []] = await inTurn(
    [
      [...transpiling, source, testStack],
      ["node", compiled, testStack],
    ],
    5,
  );
  const startUp = { source: summary(fromSource), compiled: summary(fromCompiled) };

  const sizes = [1, 10, 50, 200];
  const files = sizes.map((size) => generateStack(scratch, size));
  const bySize = await inTurn(
    files.map((file) => [...transpiling, source, file]),
    1,
  );
  const services = bySize.map((runs, index) => ({ services: sizes[index], ...summary(runs) }));
  const [, , fifty, twoHundred] = services;
  const result = {
    startUp: {
      ...startUp,
      ratio: Number((startUp.source.seconds / startUp.compiled.seconds).toFixed(2)),
    },
    services,
    slope: Number(((twoHundred?.seconds ?? 0) / (fifty?.seconds ?? 1)).toFixed(2)),
  };

  const table = new Table({ head: ["what", "resources", "seconds", "peak MiB"] });
  const row = (what: string, run: Omit<Run, never>) =>
    table.push([what, run.resources, run.seconds, run.maxRssMiB]);
  row("program, from TypeScript", startUp.source);
  row("program, compiled beforehand", startUp.compiled);
  for (const run of services) row(`preview of ${String(run.services)} services`, run);
  console.log(table.toString());
  console.log(`TypeScript against compiled: ${result.startUp.ratio} (aim: at most 1.15)`);
  console.log(`200 services against 50: ${result.slope} (aim: at most 4.4)`);
  console.log(JSON.stringify(result, undefined, 2));
}

void main();
