/** The TypeScript source of argument interfaces, from the shapes they are checked by. */
import { z } from "zod";
import {
  argumentParts,
  argumentTypes,
  type ArgumentType,
} from "drydock-components/model/check/argument-type";
import { bare, choices, lateValue, unwrapped } from "drydock-components/model/check/schema-tools";

type AnySchema = z.core.$ZodType;

/** A named type that arguments have somewhere: an object or a closed choice. */
interface NamedType extends ArgumentType {
  readonly schema: z.ZodObject | z.ZodEnum;
}

/**
 * The text of `args.ts` by folder. A type that several components have is declared by the one with the fewest types, and
 * the others import it, since the package may declare a name once.
 */
export function argumentFiles(
  shapes: ReadonlyMap<string, z.ZodObject>,
): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  const reached = [...shapes]
    .map(([folder, shape]) => ({ folder, types: namedTypes(shape) }))
    .sort((one, other) => one.types.size - other.types.size);
  for (const { folder, types } of reached) {
    for (const name of types.keys()) if (!homes.has(name)) homes.set(name, folder);
  }
  return new Map(
    reached.map(({ folder, types }) => [folder, fileText({ folder, types, homes })] as const),
  );
}

interface ArgumentFile {
  readonly folder: string;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly homes: ReadonlyMap<string, string>;
}

function fileText({ folder, types, homes }: ArgumentFile): string {
  const own = [...types.values()].filter(({ name }) => homes.get(name) === folder);
  const body = own.map(declaration).join("\n\n");
  const foreign = [...types.keys()].filter(
    (name) => homes.get(name) !== folder && new RegExp(`\\b${name}\\b`).test(body),
  );
  const froms = new Map<string, string[]>();
  for (const name of foreign) {
    const home = homes.get(name) ?? "";
    froms.set(home, [...(froms.get(home) ?? []), name]);
  }
  return [
    "// Written by `npm run generate` from shape.ts and components/model/. Do not edit.",
    ...(body.includes("pulumi.") ? ['import type * as pulumi from "@pulumi/pulumi";'] : []),
    ...[...froms].map(
      ([home, names]) => `import type { ${names.sort().join(", ")} } from "../${home}/args";`,
    ),
    "",
    body,
    "",
  ].join("\n");
}

/** The named types that a schema reaches, itself among them, each after those it needs. */
function namedTypes(schema: AnySchema, found = new Map<string, NamedType>()) {
  const plain = bare(schema);
  const known = argumentTypes.get(plain);
  if (known !== undefined && found.has(known.name)) return found;
  for (const inner of innerSchemas(plain)) namedTypes(inner, found);
  for (const part of partsOf(plain)) namedTypes(part, found);
  if (known !== undefined && (plain instanceof z.ZodObject || plain instanceof z.ZodEnum)) {
    found.set(known.name, { ...known, schema: plain });
  }
  return found;
}

function innerSchemas(plain: AnySchema): readonly AnySchema[] {
  if (plain instanceof z.ZodObject) return fieldsOf(plain).map(([, field]) => field);
  if (plain instanceof z.ZodArray) return [plain.element];
  return plain instanceof z.ZodRecord ? [plain.valueType] : [];
}

function declaration({ name, description, schema }: NamedType): string {
  if (schema instanceof z.ZodEnum) {
    const entries = Object.entries(schema.enum);
    const members = entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    return [
      docstring(description),
      `export const ${name} = { ${members.join(", ")} } as const;`,
      docstring(description),
      `export type ${name} = (typeof ${name})[keyof typeof ${name}];`,
    ].join("\n");
  }
  const parts = partsOf(schema);
  const fields = fieldsOf(schema)
    .filter(([key, field]) => parts.every((part) => part.shape[key] !== field))
    .map(([key, field]) => fieldText(name, key, field));
  const bases = parts.flatMap((part) => argumentTypes.get(part)?.name ?? []);
  const heritage = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`;
  return [docstring(description), `export interface ${name}${heritage} {`, ...fields, "}"].join(
    "\n",
  );
}

const partsOf = (schema: AnySchema): readonly z.ZodObject[] => argumentParts.get(schema) ?? [];

function fieldsOf(schema: z.ZodObject): [string, AnySchema][] {
  const shape: Readonly<Record<string, AnySchema>> = schema.shape;
  return Object.entries(shape);
}

function fieldText(owner: string, key: string, schema: z.core.$ZodType): string {
  const description = z.globalRegistry.get(schema)?.description;
  if (description === undefined) throw new Error(`${owner}.${key} has no description.`);
  const optional = z.safeParse(schema, undefined).success;
  const silent = optional && !/Defaults to|needed/i.test(description);
  const text = silent ? `${description} Defaults to ${defaultText(schema)}.` : description;
  return `${docstring(text)}\n${key}${optional ? "?" : ""}: ${typeText(schema, `${owner}.${key}`)};`;
}

function defaultText(schema: AnySchema): string {
  return schema instanceof z.ZodPrefault ? "the defaults of its fields" : "none";
}

/** The type as the analyzer can read it: no unions, no inline objects. */
function typeText(schema: AnySchema, place: string): string {
  const inner = lateValue(unwrapped(schema));
  if (inner !== undefined) return `pulumi.Input<${typeText(inner, place)}>`;
  const plain = bare(schema);
  const known = argumentTypes.get(plain);
  if (known !== undefined) return known.name;
  if (plain instanceof z.ZodArray) return `${typeText(plain.element, place)}[]`;
  if (plain instanceof z.ZodRecord) return `Record<string, ${typeText(plain.valueType, place)}>`;
  if (plain instanceof z.ZodString || plain instanceof z.ZodStringFormat) return "string";
  if (plain instanceof z.ZodNumber) return "number";
  if (plain instanceof z.ZodBoolean) return "boolean";
  const kinds = new Set((choices(plain) ?? []).map((value) => typeof value));
  const [kind] = kinds;
  // A choice without a name of its own: one word, or numbers.
  if (kind !== undefined && kinds.size === 1) return kind;
  throw new Error(`${place}: the analyzer takes no such type; name the object with argumentType.`);
}

function docstring(text: string): string {
  return `/** ${text.replaceAll("*/", "* /")} */`;
}
