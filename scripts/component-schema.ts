import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ComponentProvider, getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import * as componentPackage from "drydock-components";
import {
  declarationsIn,
  filledReadme,
  kebabCase,
  packageSchema,
  type Declarations,
  type ReadmeSources,
} from "./component-docs";
import { formatted, type Generator, root } from "./generator";

const componentsFolder = path.join(root, "components");

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

/** The schema's text, kept in `.cache/` with what it follows from: the compiler takes seconds over the provider's types. */
async function keptSchemaText(): Promise<string> {
  const inputs = [
    "package-lock.json",
    "tsconfig.json",
    "components/package.json",
    "components/tsconfig.json",
    "scripts/component-schema.ts",
  ];
  const texts = [...inputs, ...sourceFiles()].map((file) => `${file}\n${read(file)}`);
  const mark = `${hash("sha1", texts.join("\0"))}\n`;
  const kept = ".cache/component-schema";
  const former = existsSync(path.join(root, kept)) ? read(kept) : "";
  if (former.startsWith(mark)) return former.slice(mark.length);
  const text = await packageSchemaText();
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  writeFileSync(path.join(root, kept), mark + text);
  return text;
}

/** Leaves out the `Args` at the end of the names of types: SDKs append their own, and `RouteArgs` became `RouteArgsArgs`. */
const withoutArgs = (schema: string): string =>
  schema.replaceAll(/(?<=[":/]drydock:index:\w+)Args(?=")/g, "");

/** Returns the README of one component with its generated parts, or why they have no place. */
async function generatedReadme(
  sources: Omit<ReadmeSources, "example">,
): Promise<{ readonly file: string; readonly text: string } | { readonly problem: string }> {
  const folder = `components/${kebabCase(sources.component)}`;
  const file = `${folder}/README.md`;
  const missing = [file, `${folder}/example.ts`].filter((one) => !existsSync(path.join(root, one)));
  if (missing.length > 0) return { problem: `${file}: there is no ${missing.join(" and no ")}` };
  try {
    const example = read(`${folder}/example.ts`);
    return { file, text: await formatted(file, filledReadme(read(file), { ...sources, example })) };
  } catch (error) {
    return { problem: `${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The package's TypeScript files, by path from the root. */
function sourceFiles(): string[] {
  return readdirSync(componentsFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^(dist|node_modules)\b/.test(file))
    .map((file) => `components/${file}`);
}

function declarations(): Declarations {
  return new Map(
    sourceFiles().flatMap((file) =>
      declarationsIn(read(file), path.dirname(path.relative("components", file))),
    ),
  );
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** components/schema.json, the public contract of the package, and the generated parts of each component's README. */
export const componentSchema: Generator = {
  name: "component-schema",
  files: async () => {
    const text = await keptSchemaText();
    const schema = packageSchema.parse(JSON.parse(text));
    const declared = declarations();
    const components = Object.keys(schema.resources).map((token) => token.split(":")[2] ?? token);
    const readmes = await Promise.all(
      components.map((component) => generatedReadme({ schema, component, declarations: declared })),
    );
    const problems = readmes.flatMap((one) => ("problem" in one ? one.problem : []));
    if (problems.length > 0) throw new Error(problems.join("\n"));
    return Object.fromEntries([
      ["components/schema.json", withoutArgs(text)],
      ...readmes.flatMap((one) => ("file" in one ? [[one.file, one.text] as const] : [])),
    ]);
  },
};
