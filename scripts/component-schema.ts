/**
 * Writes components/schema.json, the public contract of the component package, and the generated parts of
 * each component's README. With `--check` it only says which of them are stale.
 *
 *     ts-node -T scripts/component-schema.ts [--check]
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ComponentProvider, getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import * as prettier from "prettier";
import * as componentPackage from "../components/index";
import {
  declarationsIn,
  filledReadme,
  kebabCase,
  packageSchema,
  type Declarations,
  type ReadmeSources,
} from "./component-docs";

const root = path.join(__dirname, "..");
const componentsFolder = path.join(root, "components");

/** A generated file: what it should hold, or why that cannot be said. */
interface Generated {
  readonly file: string;
  readonly text?: string;
  readonly problem?: string;
}

/** The package's schema as JSON text, as the Pulumi CLI gets it from the same classes. */
async function packageSchemaText(): Promise<string> {
  const provider = new ComponentProvider({
    components: getPulumiComponents(componentPackage),
    dirname: componentsFolder,
    name: "drydock",
  });
  const schema: unknown = JSON.parse(await provider.getSchema());
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Every generated file of the package. */
async function generatedFiles(): Promise<Generated[]> {
  const text = await packageSchemaText();
  const schema = packageSchema.parse(JSON.parse(text));
  const declared = declarations();
  const components = Object.keys(schema.resources).map((token) => token.split(":")[2] ?? token);
  return [
    { file: "components/schema.json", text },
    ...(await Promise.all(
      components.map((component) => generatedReadme({ schema, component, declarations: declared })),
    )),
  ];
}

async function generatedReadme(sources: Omit<ReadmeSources, "example">): Promise<Generated> {
  const folder = `components/${kebabCase(sources.component)}`;
  const file = `${folder}/README.md`;
  const missing = [file, `${folder}/example.ts`].filter((one) => !existsSync(path.join(root, one)));
  if (missing.length > 0) return { file, problem: `there is no ${missing.join(" and no ")}` };
  try {
    const example = read(`${folder}/example.ts`);
    return { file, text: await formatted(filledReadme(read(file), { ...sources, example })) };
  } catch (error) {
    return { file, problem: error instanceof Error ? error.message : String(error) };
  }
}

function declarations(): Declarations {
  const sources = readdirSync(componentsFolder, { recursive: true, encoding: "utf8" });
  return new Map(
    sources
      .filter((file) => file.endsWith(".ts") && !file.startsWith("dist"))
      .flatMap((file) => declarationsIn(read(`components/${file}`), path.dirname(file))),
  );
}

async function formatted(markdown: string): Promise<string> {
  const options = await prettier.resolveConfig(path.join(root, "package.json"));
  return await prettier.format(markdown, { ...options, parser: "markdown" });
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

async function main(): Promise<void> {
  const check = process.argv.includes("--check");
  const files = await generatedFiles();
  const problems = files.flatMap(({ file, problem }) =>
    problem === undefined ? [] : [`${file}: ${problem}`],
  );
  for (const { file, text } of files) {
    if (text === undefined || (existsSync(path.join(root, file)) && read(file) === text)) continue;
    if (check) problems.push(`${file} is stale: run npm run generate`);
    else writeFileSync(path.join(root, file), text);
  }
  if (problems.length === 0) return;
  console.error(problems.join("\n"));
  process.exitCode = 1;
}

if (require.main === module) void main();
