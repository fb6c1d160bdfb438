/**
 * Writes drydock/stack.schema.json, which gives editors completion and errors in stack files, and
 * docs/stack-file.md, the reference of every key. With `--check` it only says which of them are stale.
 *
 *     ts-node -T scripts/stack-schema.ts [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { stackFileSchema } from "./stack-schema/json-schema";
import { stackFileReference } from "./stack-schema/reference";

const root = join(__dirname, "..");

/** What the generated files should hold, by path from the root. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const schema = stackFileSchema();
  return {
    "drydock/stack.schema.json": `${JSON.stringify(schema, null, 2)}\n`,
    "docs/stack-file.md": await format(stackFileReference(schema), {
      parser: "markdown",
      printWidth: 100,
    }),
  };
}

/** Paths of generated files that do not hold what they should. */
export async function staleFiles(): Promise<string[]> {
  return Object.entries(await generatedFiles())
    .filter(([file, text]) => textOf(file) !== text)
    .map(([file]) => file);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  if (process.argv.includes("--check")) {
    const stale = await staleFiles();
    if (stale.length === 0) return;
    console.error(
      `${stale.join(" and ")} is not what components/model says: run npm run generate.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const [file, text] of Object.entries(await generatedFiles())) {
    writeFileSync(join(root, file), text);
  }
}

if (require.main === module) void main();
