/**
 * Measures the cost of the program and its preview:
 *
 *     npm run bench
 *
 * Whole processes, medians of five runs in turn. Ratios and slopes tell more than seconds, which depend on
 * the machine.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { installCdk } from "./cdk";
import { generateStack } from "./generate-stack";
import { inTurn, median, type Run } from "./measure";
import { savedChange } from "./watch";

const root = join(__dirname, "..");
const scratch = join(root, ".cache/bench");
const testStack = join(root, "Pulumi.test.yaml");
/** As the Pulumi CLI starts a program, and by the same tsconfig: the packages are compiled, index.ts is not. */
const transpiling = [
  "env",
  "TS_NODE_PROJECT=tsconfig.run.json",
  "node",
  "-r",
  "ts-node/register/transpile-only",
];
const drydock = ["node", join(root, "drydock/bin/drydock.js")];
const preview = [...drydock, "preview"];

/** The program compiled beforehand: what a start costs without TypeScript. */
function compile(): string {
  const outDir = join(scratch, "compiled");
  mkdirSync(outDir, { recursive: true });
  const options = [
    "--noEmit",
    "false",
    "--incremental",
    "false",
    "--outDir",
    outDir,
    "--sourceMap",
    "false",
  ];
  execFileSync("tsc", ["-p", join(root, "bench/tsconfig.json"), ...options], { stdio: "inherit" });
  return join(outDir, "bench/run-program.js");
}

function summary(runs: readonly Run[] = []): Run {
  return {
    seconds: rounded(median(runs.map(({ seconds }) => seconds))),
    cpuSeconds: rounded(median(runs.map(({ cpuSeconds }) => cpuSeconds))),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}

/** A stack file with a key that does not exist. */
function brokenStack(): string {
  const file = join(scratch, "Pulumi.broken.yaml");
  writeFileSync(file, "config:\n  aws:region: us-east-2\n  drydock:netwrk: {}\n");
  return file;
}

async function main(): Promise<void> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const config = (count: number) => [...preview, "--config", generateStack(scratch, count)];
  const cdk = installCdk();
  const compiled = compile();
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ["program, from TypeScript", [...transpiling, compiled, testStack, join(root, "index.ts")]],
    ["program, compiled beforehand", ["node", compiled, testStack]],
    ["drydock --help", [...drydock, "--help"]],
    [
      "a wrong stack file, to its messages",
      ["bash", "-c", '"$@" || true', "bash", ...preview, "--config", brokenStack()],
    ],
    ["preview of both environments", preview],
    ...[1, 10, 30].flatMap((count): [string, readonly string[]][] => [
      [`preview of ${count}`, config(count)],
      [`CDK synth of ${count}`, ["node", cdk.app, String(count)]],
    ]),
    ["preview of 50", config(50)],
    ["preview of 200", config(200)],
  ];
  const runs = await inTurn(
    commands.map(([, command]) => command),
    5,
  );
  cdk.remove();
  const rows = new Map(commands.map(([what], index) => [what, summary(runs[index])]));
  const table = new Table({ head: ["what", "seconds", "CPU seconds", "peak MiB"] });
  for (const [what, run] of rows) {
    table.push([what, run.seconds, run.cpuSeconds, run.peakMiB]);
  }
  console.log(table.toString());
  for (const { one, other, aim } of ratios) {
    const [a, b] = [rows.get(one), rows.get(other)];
    if (a === undefined || b === undefined) continue;
    const cpu = rounded(a.cpuSeconds / b.cpuSeconds);
    console.log(
      `${one} / ${other}: ${rounded(a.seconds / b.seconds)}, CPU ${cpu} (aim: at most ${aim})`,
    );
  }
  const change = await savedChange(config(10), join(scratch, "Pulumi.bench10.yaml"));
  console.log(
    `a saved change of 10 services to its result: ${rounded(change.seconds)} s (aim: at most 0.3), ` +
      `CPU ${rounded(change.cpuSeconds)} s`,
  );
  console.log(JSON.stringify(Object.fromEntries(rows)));
}

/** What a slow or a busy machine changes least. */
const ratios = [
  { one: "program, from TypeScript", other: "program, compiled beforehand", aim: 1.05 },
  ...[1, 10, 30].map((count) => ({
    one: `preview of ${count}`,
    other: `CDK synth of ${count}`,
    aim: 0.5,
  })),
  { one: "preview of 200", other: "preview of 50", aim: 3.5 },
];

void main();
