/** Command of `npm run generate` and of the first step of `npm run check`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Argument, Command } from "commander";
import { bootstrap } from "./bootstrap";
import { compliance } from "./compliance";
import { componentArguments } from "./component-args";
import { componentSchema } from "./component-schema";
import { failures } from "./failures";
import { type Generator, root, staleFiles } from "./generator";
import { messages } from "./messages";
import { packages } from "./packages";
import { permissions } from "./permissions";
import { pictures } from "./pictures";
import { readmePreview } from "./readme";
import { declaredTypes } from "./declared-types";
import { sandboxChanges } from "./sandbox-changes";
import { stackFileSchemas } from "./stack-schema";

const generators: readonly Generator[] = [
  stackFileSchemas,
  componentArguments,
  componentSchema,
  compliance,
  declaredTypes,
  sandboxChanges,
  packages,
  messages,
  failures,
  permissions,
  bootstrap,
  readmePreview,
  pictures,
];

/** One after the other: component-schema reads what component-args writes. */
async function generate(chosen: readonly Generator[], check: boolean): Promise<void> {
  for (const generator of chosen) {
    for (const [file, text] of await staleFiles(generator)) {
      if (check) {
        console.error(`${file} is stale (${generator.name}): run npm run generate.`);
        process.exitCode = 1;
      } else {
        writeFileSync(join(root, file), text);
        console.log(`written  ${file}`);
      }
    }
  }
}

const names = generators.map(({ name }) => name);

void new Command("npm run generate --")
  .description("Writes generated files that are stale, and leaves the others alone.")
  .addArgument(new Argument("[generator...]", "only these").choices(names))
  .option("--check", "write nothing; fail and name the files that are stale", false)
  .action(async (given: readonly string[], options: { readonly check: boolean }) => {
    const chosen = generators.filter(({ name }) => given.length === 0 || given.includes(name));
    await generate(chosen, options.check);
  })
  .parseAsync();
