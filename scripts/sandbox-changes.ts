/**
 * Writes docs/sandbox-changes.md from the table that the tests run on the engine. With --check it fails when
 * the document is not what the table says.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { type EverydayChange, everydayChanges } from "../test/engine/support/everyday-changes";

const path = join(__dirname, "../docs/sandbox-changes.md");

const introduction = `# What a change to a running environment does

Written by \`npm run generate\` from the table of \`npm run test:engine\`, which makes each change to the running \`test\`
environment, finds exactly these steps, and nothing left to do afterwards. What holds data is never replaced.

\`+\` made, \`~\` changed in place, \`-\` deleted, \`+-\` replaced: the new one is made first.
`;

function section({ name, how, steps, remark }: EverydayChange): string {
  const done = steps?.join("\n") ?? "~ everything that has tags";
  return [
    `## ${capitalized(name)}`,
    how,
    `\`\`\`text\n${done}\n\`\`\``,
    ...(remark === undefined ? [] : [remark]),
  ].join("\n\n");
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

async function main(): Promise<void> {
  const text = [introduction, ...everydayChanges.map(section)].join("\n\n");
  const fresh = await format(text, { filepath: path });
  if (!process.argv.includes("--check")) {
    writeFileSync(path, fresh);
  } else if (fresh !== readFileSync(path, "utf8")) {
    console.error("docs/sandbox-changes.md is not what the table says: npm run generate");
    process.exitCode = 1;
  }
}

void main();
