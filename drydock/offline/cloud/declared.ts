/**
 * A model of a resource type that the table lacks, from the type declarations of the provider's SDK: the outputs it
 * declares, with placeholders for values. Ids, replacements and AWS's refusals are not known.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PropertyBag, PropertyValue } from "../capture/types";
import type { Facts, ResourceModel } from "./types";

/** Packages are looked for from the folder that the program runs in, then beside this one. */
const roots = () => [createRequire(join(process.cwd(), "index.js")), createRequire(__filename)];

/** `aws:rds/proxy:Proxy` is declared in `@pulumi/aws/rds/proxy.d.ts`. */
export function declarationOf(type: string): string | undefined {
  const [provider = "", module = "", name = ""] = type.split(":");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const folder = module.replace(/(^|\/)index(\/|$)/, "$1");
  const path = folder.endsWith(file) ? folder : join(folder, file);
  for (const require of roots()) {
    for (const scope of ["@pulumi", "@pulumiverse"]) {
      try {
        const home = dirname(require.resolve(`${scope}/${provider}/package.json`));
        return readFileSync(join(home, `${path}.d.ts`), "utf8");
      } catch {
        // Not installed here, or declared elsewhere: the next place.
      }
    }
  }
  return undefined;
}

/** The outputs that a resource class declares: `readonly arn: pulumi.Output<string>;`. */
function outputsIn(declaration: string): readonly (readonly [name: string, kind: string])[] {
  return [...declaration.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.*)>;$/gm)].map(
    ([, name = "", kind = ""]): [string, string] => [name, kind],
  );
}

/** A placeholder of the declared kind. A value that may be undefined stays so, as in most programs. */
function placeholder(facts: Facts, [name, kind]: readonly [string, string]): PropertyValue {
  if (kind.includes("undefined")) return null;
  if (kind === "string") return name === "arn" ? assumedArn(facts) : `${facts.name}-${name}`;
  if (kind === "number") return 0;
  if (kind === "boolean") return false;
  return kind.endsWith("[]") ? [] : {};
}

const assumedArn = (facts: Facts): string => {
  const [, , token = ""] = facts.urn.split("::");
  const service = token.split("$").at(-1)?.split(":")[1]?.split("/")[0] ?? "unknown";
  return facts.arn(service, facts.name);
};

const declared = new Map<string, ResourceModel>();

/** The same model for a type each time: a declaration is read once. */
export function declaredModel(type: string): ResourceModel {
  const known = declared.get(type);
  if (known !== undefined) return known;
  const outputs = outputsIn(declarationOf(type) ?? "");
  const named = outputs.some(([name]) => name === "name");
  const model: ResourceModel = {
    ...(named && { autoName: { property: "name", maxLength: 255 } }),
    tagged: outputs.some(([name]) => name === "tagsAll"),
    replaceOn: [],
    id: (facts) => facts.text("name") || `${facts.name}-${facts.hex(7)}`,
    outputs: (facts): PropertyBag =>
      Object.fromEntries(
        outputs
          .filter(([name]) => !(name in facts.inputs))
          .map((output) => [output[0], placeholder(facts, output)]),
      ),
  };
  declared.set(type, model);
  return model;
}
