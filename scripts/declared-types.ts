import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { models } from "../drydock/offline/cloud";
import { formatted, type Generator } from "./generator";

const file = "drydock/offline/cloud/aws/declared-types.json";
const provider = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));

/** An input of a resource type, as the provider's SDK declares it. */
interface DeclaredInput {
  readonly name: string;
  readonly required: boolean;
}

/** `aws:ecs/service:Service` is declared in `ecs/service.d.ts`. */
function declarationOf(type: string): string {
  const [, module = ""] = type.split(":");
  return readFileSync(join(provider, `${module}.d.ts`), "utf8");
}

export function declaredInputs(type: string): DeclaredInput[] {
  const declaration = declarationOf(type);
  const name = type.split(":").at(-1) ?? "";
  const start = `export interface ${name}Args {\n`;
  const [, after = ""] = declaration.split(start);
  const members = after.slice(0, after.indexOf("\n}")).matchAll(/^ {4}(\w+)(\??): /gm);
  return [...members].map(([, input = "", optional]) => ({
    name: input,
    required: optional === "",
  }));
}

/** What the AWS provider declares of every resource type of the stand-in cloud: required inputs, and which have tags. */
export const declaredTypes: Generator = {
  name: "declared-types",
  files: async () => {
    const types = Object.keys(models)
      .filter((type) => type.startsWith("aws:"))
      .sort();
    const required = types.map((type): [string, string[]] => {
      const inputs = declaredInputs(type).filter((input) => input.required);
      return [type, inputs.map(({ name }) => name).sort()];
    });
    const tagged = types.filter((type) => /^ {4}readonly tagsAll:/m.test(declarationOf(type)));
    const declared = { required: Object.fromEntries(required), tagged };
    return { [file]: await formatted(file, JSON.stringify(declared)) };
  },
};
