/** Writes an answer as XML, with the names that the SDK's shape reads. */
import { NormalizedSchema } from "@smithy/core/schema";

type Ref = Parameters<typeof NormalizedSchema.of>[0];

export function xml(shape: Ref, value: unknown, name: string): string {
  return element(NormalizedSchema.of(shape), value, name);
}

function element(schema: NormalizedSchema, value: unknown, name: string): string {
  if (value === undefined || value === null) return "";
  return `<${name}>${inner(schema, value)}</${name}>`;
}

function inner(schema: NormalizedSchema, value: unknown): string {
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    return value.map((one) => element(item, one, xmlName(item, "member"))).join("");
  }
  if (schema.isStructSchema() && typeof value === "object" && value !== null) {
    return [...schema.structIterator()]
      .map(([key, member]) => element(member, Reflect.get(value, key), xmlName(member, key)))
      .join("");
  }
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

const xmlName = (schema: NormalizedSchema, other: string): string =>
  schema.getMergedTraits().xmlName ?? other;
