/**
 * Measures the cost of the program and its preview:
 *
 *     npm run bench
 *
 * Whole processes, medians of five runs in turn; one run of the repository's own checks and tests. Ratios and slopes tell
 * more than seconds, which depend on the machine. Each aim is a line that says whether it is met.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { aimsOf, aimText, rounded } from "./aims";
import { installCdk } from "./cdk";
import { generateStack } from "./generate-stack";
import { inTurn, median, type Run, timed } from "./measure";
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
  const change = await savedChange(config(10), join(scratch, "Pulumi.bench10.yaml"));
  rows.set("a saved change of 10 services, to its result", summary([{ ...change, peakMiB: 0 }]));
  for (const aim of aimsOf(rows)) console.log(aimText(aim));
  for (const [what, run] of await ownChecks()) {
    rows.set(what, run);
    for (const aim of aimsOf(new Map([[what, run]]))) console.log(aimText(aim));
  }
  console.log(JSON.stringify(Object.fromEntries(rows)));
}

/** What a contributor waits for. The first check keeps what the second finds unchanged. */
async function ownChecks(): Promise<readonly (readonly [string, Run])[]> {
  const check = ["npm", "run", "--silent", "check"];
  await timed(check);
  return [
    ["npm run check, nothing changed", summary([await timed(check)])],
    ["npm test", summary([await timed(["npm", "test", "--silent"])])],
  ];
}

void main();
