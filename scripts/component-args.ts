import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { argumentTypes } from "drydock-components/model/check/argument-type";
import { isMap } from "drydock-components/model/check/path";
import { argumentFiles } from "./component-args/source";
import { formatted, type Generator, root } from "./generator";

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

/**
 * `args.ts` of each component that has a `shape.ts`: the interfaces and enums of its arguments, which Pulumi's analyzer reads
 * and which it could not get from a zod schema.
 */
export const componentArguments: Generator = {
  name: "component-args",
  files: async () => {
    const files = [...argumentFiles(shapes())].map(
      async ([folder, source]): Promise<[string, string]> => {
        const file = `components/${folder}/args.ts`;
        return [file, await formatted(file, source)];
      },
    );
    return Object.fromEntries(await Promise.all(files));
  },
};
