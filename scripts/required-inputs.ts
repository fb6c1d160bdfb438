import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { models } from "../drydock/offline/cloud";
import { formatted, type Generator } from "./generator";

const file = "drydock/offline/cloud/aws/required-inputs.json";
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

/** The inputs that the AWS provider declares as required, of every resource type of the stand-in cloud. */
export const requiredInputs: Generator = {
  name: "required-inputs",
  files: async () => {
    const types = Object.keys(models).filter((type) => type.startsWith("aws:"));
    const entries = types.sort().map((type): [string, string[]] => {
      const required = declaredInputs(type).filter((input) => input.required);
      return [type, required.map(({ name }) => name).sort()];
    });
    return { [file]: await formatted(file, JSON.stringify(Object.fromEntries(entries))) };
  },
};
