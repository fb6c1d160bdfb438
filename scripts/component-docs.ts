/** The generated parts of a component's README: tables from the package schema, the example from its file. */

import { z } from "zod";

const schemaProperty = z.object({
  type: z.string().optional(),
  $ref: z.string().optional(),
  plain: z.boolean().optional(),
  description: z.string().optional(),
  get items() {
    return schemaProperty.optional();
  },
  get additionalProperties() {
    return schemaProperty.optional();
  },
});

const properties = z.record(z.string(), schemaProperty).default({});
const names = z.array(z.string()).default([]);
const schemaType = z.object({
  description: z.string().default(""),
  properties,
  required: names,
  enum: z.array(z.object({ value: z.string() })).default([]),
});
const schemaResource = schemaType.extend({ inputProperties: properties, requiredInputs: names });

/** The package schema, as far as the tables need it. */
export const packageSchema = z.object({
  resources: z.record(z.string(), schemaResource),
  types: z.record(z.string(), schemaType).default({}),
});

type SchemaProperty = z.output<typeof schemaProperty>;
type SchemaType = z.output<typeof schemaType>;
type SchemaResource = z.output<typeof schemaResource>;
type PackageSchema = z.output<typeof packageSchema>;

/** Where an interface or class is declared, and what its docstring says. */
export interface Declaration {
  /** The folder within `components`. */
  readonly folder: string;
  readonly description: string;
}

/** The package's interfaces and classes by name: the schema has no docstrings of interfaces. */
export type Declarations = ReadonlyMap<string, Declaration>;

/** The exported interfaces and classes of a source file, each with the docstring before it. */
export function declarationsIn(source: string, folder: string): [string, Declaration][] {
  const pattern = /^(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export (?:interface|class) (\w+)/gm;
  return [...source.matchAll(pattern)].map(([, docstring = "", name = ""]) => [
    name,
    { folder, description: oneLine(docstring.replaceAll(/^\s*\*/gm, "")) },
  ]);
}

/** Inputs for the README of one component. */
export interface ReadmeSources {
  readonly schema: PackageSchema;
  /** The component's class. */
  readonly component: string;
  readonly declarations: Declarations;
  /** The text of `example.ts`. */
  readonly example: string;
}

const markers = ["example", "arguments", "outputs"] as const;

/**
 * The README with its three generated parts filled in, each between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error when a marker is missing: without it the part would silently not be there.
 */
export function filledReadme(readme: string, sources: ReadmeSources): string {
  const parts = {
    example: exampleBlock(sources.example),
    arguments: argumentTables(sources),
    outputs: outputTable(sources),
  };
  return markers.reduce((text, marker) => {
    const pattern = new RegExp(`(<!-- ${marker} -->\n)[\\s\\S]*?(<!-- /${marker} -->)`);
    if (!pattern.test(text)) {
      throw new Error(
        `it has no <!-- ${marker} --> ... <!-- /${marker} -->: put both lines where the ${marker} belong`,
      );
    }
    return text.replace(pattern, (_, open: string, close: string) =>
      [open.trimEnd(), "", parts[marker], "", close].join("\n"),
    );
  }, readme);
}

/** The folder of a component: `VpcEndpoints` is in `vpc-endpoints`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

/** As a user of the package writes it: imports come from `drydock`, not from the folder above. */
function exampleBlock(example: string): string {
  return `\`\`\`ts\n${example.trimEnd().replaceAll(/from "\.\.\/index"/g, 'from "drydock"')}\n\`\`\``;
}

function argumentTables(sources: ReadmeSources): string {
  const resource = resourceOf(sources);
  const main = table("Argument", resource.inputProperties, {
    required: resource.requiredInputs,
    sources,
  });
  const nested = ownTypes(sources).map(([name, type]) =>
    [
      `### \`${name}\``,
      sources.declarations.get(name)?.description ?? "",
      table("Field", type.properties, { required: type.required, sources }),
    ].join("\n\n"),
  );
  return [main, ...nested].join("\n\n");
}

function outputTable(sources: ReadmeSources): string {
  const resource = resourceOf(sources);
  const rows = Object.entries(resource.properties).map(([name, property]) => [
    `\`${name}\``,
    `\`${typeName(property)}\``,
    oneLine(property.description ?? ""),
  ]);
  return markdownTable(["Output", "Type", "Meaning"], rows);
}

function table(
  heading: string,
  fields: Readonly<Record<string, SchemaProperty>>,
  { required, sources }: { required: readonly string[]; sources: ReadmeSources },
): string {
  const rows = Object.entries(fields).map(([name, property]) => [
    `\`${name}\``,
    linkedType(property, sources),
    `${required.includes(name) ? "Required. " : ""}${oneLine(property.description ?? "")}`,
  ]);
  return markdownTable([heading, "Type", "Meaning"], rows);
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The argument types that are declared in the component's folder and that its arguments reach. */
function ownTypes(sources: ReadmeSources): (readonly [string, SchemaType])[] {
  const { schema, component, declarations } = sources;
  const folderOf = (name: string) => declarations.get(name)?.folder;
  const reached = new Set<string>();
  const visit = (property: SchemaProperty): void => {
    if (property.items !== undefined) visit(property.items);
    if (property.additionalProperties !== undefined) visit(property.additionalProperties);
    const name = referredType(property);
    if (name === undefined || reached.has(name)) return;
    reached.add(name);
    Object.values(schema.types[`drydock:index:${name}`]?.properties ?? {}).forEach(visit);
  };
  Object.values(resourceOf(sources).inputProperties).forEach(visit);
  return [...reached]
    .filter((name) => folderOf(name) === folderOf(component))
    .flatMap((name) => {
      const type = schema.types[`drydock:index:${name}`];
      return type === undefined ? [] : [[name, type] as const];
    });
}

/** `Input<...>` where the value may come late, the bare type where it has to be known at once. */
function typeName(property: SchemaProperty): string {
  if (property.items !== undefined) return `${typeName(property.items)}[]`;
  if (property.additionalProperties !== undefined) {
    return `Record<string, ${typeName(property.additionalProperties)}>`;
  }
  return referredType(property) ?? property.type ?? "unknown";
}

function inputTypeName(property: SchemaProperty): string {
  const inner =
    property.items !== undefined
      ? `${inputTypeName(property.items)}[]`
      : property.additionalProperties !== undefined
        ? `Record<string, ${inputTypeName(property.additionalProperties)}>`
        : typeName(property);
  return property.plain === true ? inner : `Input<${inner}>`;
}

/** The type of a field with a link to its table, or with its values where it is a closed choice. */
function linkedType(property: SchemaProperty, sources: ReadmeSources): string {
  const { component, declarations, schema } = sources;
  const name = innermostType(property);
  const text = `\`${inputTypeName(property)}\``;
  if (name === undefined) return text;
  const values = schema.types[`drydock:index:${name}`]?.enum ?? [];
  if (values.length > 0) {
    return `${text}: ${values.map(({ value }) => `\`${value}\``).join(", ")}`;
  }
  const folder = declarations.get(name)?.folder ?? "";
  const page = folder === declarations.get(component)?.folder ? "" : `../${folder}/README.md`;
  return `[${text}](${page}#${name.toLowerCase()})`;
}

function innermostType(property: SchemaProperty): string | undefined {
  const inner = property.items ?? property.additionalProperties;
  return inner === undefined ? referredType(property) : innermostType(inner);
}

function referredType(property: SchemaProperty): string | undefined {
  return /^#\/types\/drydock:index:(\w+)$/.exec(property.$ref ?? "")?.[1];
}

function resourceOf({ schema, component }: ReadmeSources): SchemaResource {
  const resource = schema.resources[`drydock:index:${component}`];
  if (resource === undefined) throw new Error(`the package schema has no component ${component}`);
  return resource;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
