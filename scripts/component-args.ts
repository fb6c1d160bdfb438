/**
 * Writes `args.ts` of each component that has a `shape.ts`: the interfaces and enums of its arguments, which Pulumi's
 * analyzer reads and which it could not get from a zod schema. With `--check` it only says which of them are stale.
 *
 *     ts-node -T scripts/component-args.ts [--check]
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as prettier from "prettier";
import { z } from "zod";
import { argumentTypes } from "drydock-components/model/check/argument-type";
import { isMap } from "drydock-components/model/check/path";
import { argumentFiles } from "./component-args/source";

const root = path.join(__dirname, "..");
const components = path.join(root, "components");

const load = createRequire(__filename);

/** The arguments of each component that has them as a shape, by its folder. */
function shapes(): ReadonlyMap<string, z.ZodObject> {
  const found = readdirSync(components).flatMap((folder): [string, z.ZodObject][] => {
    const file = path.join(components, folder, "shape.ts");
    if (!existsSync(file)) return [];
    const exported: unknown = load(file);
    const schema = Object.values(isMap(exported) ? exported : {}).find(isArguments);
    if (schema === undefined) throw new Error(`${file} exports no shape named by argumentType.`);
    return [[folder, schema]];
  });
  return new Map(found);
}

function isArguments(value: unknown): value is z.ZodObject {
  return value instanceof z.ZodObject && argumentTypes.has(value);
}

/** The text of each generated file, by its path from the root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const options = await prettier.resolveConfig(path.join(root, "package.json"));
  const files = [...argumentFiles(shapes())].map(
    async ([folder, source]) =>
      [
        `components/${folder}/args.ts`,
        await prettier.format(source, { ...options, parser: "typescript" }),
      ] as const,
  );
  return new Map(await Promise.all(files));
}

async function main(): Promise<void> {
  for (const [name, text] of await generatedFiles()) {
    const file = path.join(root, name);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    if (process.argv.includes("--check")) {
      console.error(`${name} is stale: run npm run generate`);
      process.exitCode = 1;
    } else writeFileSync(file, text);
  }
}

if (require.main === module) void main();
