/**
 * Runs every check that is not a test, two at a time, and says at the end which failed and why. What a tool found is
 * kept in `.cache/`, so that the next run looks at what changed only; CI starts without it.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

interface Check {
  readonly name: string;
  readonly command: string;
}

/** Runs a script on the packages' sources. */
const node = "node --conditions=source --require=./scripts/from-source.cjs";
const cached = (tool: string): string => `--cache --cache-location .cache/${tool}/`;
const incremental = (project: string): string =>
  `tsc --noEmit -p ${project} --incremental --tsBuildInfoFile .cache/${project}.tsbuildinfo`;

/** The slow ones come first. */
const checks: readonly Check[] = [
  { name: "lint", command: `eslint . ${cached("eslint")} --cache-strategy content` },
  { name: "generated files", command: `${node} scripts/generate.ts --check` },
  { name: "types", command: "tsc --build ." },
  { name: "baselines", command: `${node} drydock/commands/main.ts preview --check` },
  { name: "types of the app", command: `${incremental("app")} && ${incremental("app/browser")}` },
  {
    name: "format",
    command: "prettier --check . --cache --cache-strategy content --cache-location .cache/prettier",
  },
  { name: "unused files, exports and packages", command: `knip ${cached("knip")}` },
];

// Loading the tools takes as long as their work where little changed: node keeps what it compiled.
// Lint rules that use types hold the types of the AWS SDK in memory, more than Node allows by itself.
const env = {
  NODE_OPTIONS: "--max-old-space-size=8192",
  NODE_COMPILE_CACHE: join(__dirname, "../.cache/node"),
  ...process.env,
};

async function run(command: string): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) => {
    const child = spawn(command, { env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

async function report(check: Check): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await run(check.command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok      " : "FAILED  "}${check.name} (${seconds} s)`);
  if (code !== 0) console.log(`\n$ ${check.command}\n${output.trimEnd()}\n`);
  return code === 0;
}

async function checkAll(): Promise<boolean> {
  const waiting = [...checks];
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await report(next));
    }
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter((ok) => !ok).length;
  console.log(`\n${results.length - failed} checks passed, ${failed} failed`);
  return failed === 0;
}

void checkAll().then((ok) => {
  process.exitCode = ok ? 0 : 1;
});
