/**
 * Puts the output of a real preview into README.md.
 *
 *     ts-node -T scripts/readme.ts            writes it
 *     ts-node -T scripts/readme.ts --check    fails when it is stale
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = join(__dirname, "../README.md");
const block = /(<!-- generated: preview -->\n)[\s\S]*?(<!-- end -->)/;

/** What a terminal without colors shows for the test environment. */
function previewOutput(): string {
  const run = spawnSync(
    process.execPath,
    [
      ...["--conditions=source", "--require=ts-node/register/transpile-only"],
      ...["drydock/offline/preview/main.ts", "--stack", "test"],
    ],
    { cwd: join(__dirname, ".."), encoding: "utf8" },
  );
  if (run.status !== 0) throw new Error(`The preview failed:\n${run.stdout}${run.stderr}`);
  return run.stdout.trimEnd();
}

const readme = readFileSync(path, "utf8");
const fresh = readme.replace(
  block,
  (_, start: string, end: string) => `${start}\n\`\`\`text\n${previewOutput()}\n\`\`\`\n\n${end}`,
);
if (!process.argv.includes("--check")) writeFileSync(path, fresh);
else if (fresh !== readme) {
  console.error("README.md shows the output of an older preview: npm run generate");
  process.exitCode = 1;
}
