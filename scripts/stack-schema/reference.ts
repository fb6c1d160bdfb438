import { isMap } from "drydock-components/model/check/path";
import { largestInteger } from "drydock-components/model/check/schema-tools";
import type { z } from "zod";
import type { JsonSchema } from "./json-schema";

type SchemaNode = z.core.JSONSchema._JSONSchema;

interface Section {
  readonly title: string;
  readonly description: string | undefined;
  readonly schema: JsonSchema;
}

/** Returns the Markdown reference of every key, from the schema that editors use. */
export function stackFileReference(file: JsonSchema): string {
  const { config, ...engineKeys } = file.properties ?? {};
  if (typeof config !== "object") throw new Error("The schema has no config.");
  const sections: Section[] = [];
  const keys = Object.entries(config.properties ?? {});
  for (const [key, schema] of keys) collect(key, schema, sections);
  return [
    "# The stack file",
    "<!-- Written by `npm run generate` from components/model/. Do not edit. -->",
    INTRODUCTION,
    "## `config`",
    table(keys, config.required),
    ...sections.flatMap((section) => sectionText(section, sections)),
    "## Beside `config`",
    "Keys that Pulumi writes itself.",
    table(Object.entries(engineKeys), []),
    "",
  ].join("\n\n");
}

/** Objects of one shape have their table once; what a sidecar holds is as in a service. */
function sectionText({ title, description, schema }: Section, all: readonly Section[]): string[] {
  const keys = JSON.stringify(schema.properties);
  const first = all.find((other) => JSON.stringify(other.schema.properties) === keys);
  const known = first !== undefined && first.title !== title;
  if (known && title.includes(".sidecars.<name>.")) return [];
  return [
    `## \`${title}\``,
    ...(description === undefined ? [] : [withoutDefault(description)]),
    !known
      ? table(Object.entries(schema.properties ?? {}), schema.required)
      : `The keys of \`${first.title}\`.`,
  ];
}

const INTRODUCTION = `One file, \`Pulumi.<stack>.yaml\`, describes one environment. Every key, its default and what it does:
a key that is not here is refused, with the nearest one that is. The same text appears in an editor that reads
\`node_modules/drydock/stack.schema.json\`, which the first line of a stack file names, with the path from the file to it:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/drydock/stack.schema.json
\`\`\`

A file elsewhere takes its own path to the schema in that line, such as \`../../node_modules/drydock/stack.schema.json\`, or an
absolute one after \`file://\`. [cannot-say.md](cannot-say.md) lists what has no key, and what to do instead.

Paths start from the stack file. In the titles below, \`<name>\` is a name of yours and \`[]\` each item of a list.`;

/** Notes the objects inside a value, each as a section of its own, outer before inner. */
function collect(title: string, node: SchemaNode, sections: Section[]): void {
  if (typeof node !== "object") return;
  const forms = (node.anyOf ?? []).filter(isObjectForm);
  if (forms.length > 0) {
    for (const form of forms) {
      sections.push({
        title: forms.length > 1 ? `${title}, with ${leadingKey(form)}` : title,
        description: forms.length > 1 ? undefined : node.description,
        schema: form,
      });
      collectInside(title, form, sections);
    }
    return;
  }
  if (node.properties !== undefined) {
    sections.push({ title, description: node.description, schema: node });
  }
  collectInside(title, node, sections);
}

function collectInside(title: string, node: JsonSchema, sections: Section[]): void {
  for (const [key, value] of Object.entries(node.properties ?? {})) {
    collect(`${title}.${key}`, value, sections);
  }
  if (typeof node.additionalProperties === "object") {
    collect(`${title}.<name>`, node.additionalProperties, sections);
  }
  if (typeof node.items === "object" && !Array.isArray(node.items)) {
    collect(`${title}[]`, node.items, sections);
  }
}

function isObjectForm(node: SchemaNode): node is JsonSchema {
  return typeof node === "object" && node.properties !== undefined;
}

function leadingKey(form: JsonSchema): string {
  return form.required?.[0] ?? Object.keys(form.properties ?? {})[0] ?? "";
}

function table(entries: readonly [string, SchemaNode][], required: readonly string[] = []): string {
  return [
    "| key | type | default | what it does |",
    "| --- | --- | --- | --- |",
    ...entries.map(([key, node]) => {
      const schema = typeof node === "object" ? node : {};
      const cells = [
        `\`${key}\``,
        typeText(node),
        required.includes(key) ? "**required**" : defaultText(schema),
        withoutDefault(schema.description ?? ""),
      ];
      return `| ${cells.map(escaped).join(" | ")} |`;
    }),
  ].join("\n");
}

function typeText(node: SchemaNode): string {
  if (typeof node !== "object") return "anything";
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.anyOf !== undefined && node.properties === undefined) {
    return [...new Set(node.anyOf.map(typeText))].join(" or ");
  }
  if (Array.isArray(node.type)) return node.type.map((type) => typeText({ type })).join(" or ");
  switch (node.type) {
    case "string":
      return "text";
    case "boolean":
      return "true, false";
    case "integer":
    case "number":
      return numberText(node);
    case "array":
      return `list of ${Array.isArray(node.items) || node.items === undefined ? "anything" : typeText(node.items)}`;
    default:
      return typeof node.additionalProperties === "object"
        ? `map of ${typeText(node.additionalProperties)}`
        : "map";
  }
}

function numberText({ type, minimum, maximum: most, exclusiveMinimum }: JsonSchema): string {
  const maximum = most === largestInteger ? undefined : most;
  const kind = type === "integer" ? "whole number" : "number";
  if (minimum !== undefined && maximum !== undefined) return `${kind}, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} from ${minimum}`;
  if (exclusiveMinimum === undefined) return kind;
  return `${kind} above ${exclusiveMinimum}${maximum === undefined ? "" : `, at most ${maximum}`}`;
}

function defaultText(schema: JsonSchema): string {
  if (schema.default !== undefined && !isEmpty(schema.default)) {
    return `\`${JSON.stringify(schema.default)}\``;
  }
  const words = /Defaults to (.+)\.$/.exec(schema.description ?? "")?.[1];
  return words ?? (schema.default === undefined ? "none" : "each key's own");
}

function isEmpty(value: unknown): boolean {
  return (
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0)
  );
}

/** The default has a column of its own. */
function withoutDefault(description: string): string {
  return description.replace(/ Defaults to (?:[^.]|\.(?=\S))+\.$/, "");
}

function escaped(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll("*", "\\*")
    .replaceAll("\\*\\*required\\*\\*", "**required**");
}
