/**
 * Writes drydock/offline/cloud/aws/required-inputs.json: of every resource type of the stand-in cloud, the
 * inputs that the AWS provider declares as required. With `--check` it only says whether the file is stale.
 *
 *     ts-node -T scripts/required-inputs.ts [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { models } from "../drydock/offline/cloud";

const file = join(__dirname, "..", "drydock", "offline", "cloud", "aws", "required-inputs.json");
const provider = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));

/** An input of a resource type, as the provider's SDK declares it. */
interface DeclaredInput {
  readonly name: string;
  readonly required: boolean;
}

/** `aws:ecs/service:Service` is declared in `ecs/service.d.ts`. */
export function declaredInputs(type: string): DeclaredInput[] {
  const [, module = "", name = ""] = type.split(":");
  const declaration = readFileSync(join(provider, `${module}.d.ts`), "utf8");
  const start = `export interface ${name}Args {\n`;
  const [, after = ""] = declaration.split(start);
  const members = after.slice(0, after.indexOf("\n}")).matchAll(/^ {4}(\w+)(\??): /gm);
  return [...members].map(([, input = "", optional]) => ({
    name: input,
    required: optional === "",
  }));
}

async function text(): Promise<string> {
  const types = Object.keys(models).filter((type) => type.startsWith("aws:"));
  const entries = types.sort().map((type): [string, string[]] => {
    const required = declaredInputs(type).filter((input) => input.required);
    return [type, required.map(({ name }) => name).sort()];
  });
  return format(JSON.stringify(Object.fromEntries(entries)), { parser: "json", printWidth: 100 });
}

async function main(): Promise<void> {
  const wanted = await text();
  if (!process.argv.includes("--check")) {
    writeFileSync(file, wanted);
  } else if (readFileSync(file, "utf8") !== wanted) {
    console.error(`${file} is not what @pulumi/aws declares: run npm run generate.`);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
