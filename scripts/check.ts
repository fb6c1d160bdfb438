/**
 * Runs every check that is not a test, two at a time, and says at the end which failed and why.
 *
 *     npm run check       checks, and that generated files are what their sources say
 *     npm run generate    writes the generated files and formats the code
 */
import { spawn } from "node:child_process";

interface Check {
  name: string;
  command: string;
  /** The command of `npm run generate`; none where there is nothing to write. */
  write?: string;
}

/** Runs a script on the packages' sources. */
const node = "node --conditions=source --require=ts-node/register/transpile-only";

const generator = (name: string, script: string): Check => ({
  name,
  command: `${node} scripts/${script}.ts --check`,
  write: `${node} scripts/${script}.ts`,
});

/** Generators come first and formatting last, since `--write` runs them in this order. */
const checks: Check[] = [
  generator("stack-file schema and reference", "stack-schema"),
  generator("argument interfaces", "component-args"),
  generator("component schema and tables", "component-schema"),
  generator("compliance table", "compliance"),
  generator("table of everyday changes", "sandbox-changes"),
  generator("preview shown in the README", "readme"),
  { name: "types", command: "tsc --noEmit -p ." },
  { name: "types of the app", command: "npm --silent --prefix app run check" },
  { name: "lint", command: "eslint ." },
  { name: "unused files, exports and packages", command: "knip" },
  { name: "format", command: "prettier --check .", write: "prettier --log-level warn --write ." },
];

async function run(command: string): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

async function report(check: Check): Promise<boolean> {
  const { code, output } = await run(check.command);
  console.log(`${code === 0 ? "ok      " : "FAILED  "}${check.name}`);
  if (code !== 0) console.log(`\n$ ${check.command}\n${output.trimEnd()}\n`);
  return code === 0;
}

async function checkAll(): Promise<boolean> {
  const waiting = [...checks];
  const results: boolean[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await report(next));
    }
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter((ok) => !ok).length;
  console.log(`\n${results.length - failed} checks passed, ${failed} failed`);
  return failed === 0;
}

async function writeAll(): Promise<boolean> {
  let ok = true;
  for (const { name, write } of checks) {
    if (write === undefined) continue;
    const { code, output } = await run(write);
    console.log(`${code === 0 ? "written " : "FAILED  "}${name}`);
    if (code !== 0) console.log(`\n$ ${write}\n${output.trimEnd()}\n`);
    ok &&= code === 0;
  }
  return ok;
}

void (process.argv.includes("--write") ? writeAll() : checkAll()).then((ok) => {
  process.exitCode = ok ? 0 : 1;
});
