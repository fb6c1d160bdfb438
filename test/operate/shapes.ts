/** Holds values against the shapes that the AWS SDK itself writes and reads with. */
import { NormalizedSchema } from "@smithy/core/schema";

type Ref = Parameters<typeof NormalizedSchema.of>[0];

/** Returns what of a value the shape does not have, each with its path. Dates are seconds since 1970 on the wire. */
export function strangers(shape: Ref, value: unknown, path = "$"): string[] {
  const schema = NormalizedSchema.of(shape);
  if (value === undefined || value === null || schema.isDocumentSchema()) return [];
  const inside = (item: unknown, key: string | number) =>
    strangers(schema.getValueSchema(), item, `${path}.${key}`);
  if (schema.isListSchema()) {
    return Array.isArray(value) ? value.flatMap(inside) : [`${path} is a list`];
  }
  if (schema.isMapSchema() || schema.isStructSchema()) {
    if (typeof value !== "object") return [`${path} is an object`];
    if (schema.isMapSchema()) {
      return Object.entries(value).flatMap(([key, one]) => inside(one, key));
    }
    const members = new Map(schema.structIterator());
    return Object.entries(value).flatMap(([key, one]) => {
      const member = members.get(key);
      return member === undefined
        ? [`${path} has no ${key}`]
        : strangers(member, one, `${path}.${key}`);
    });
  }
  const type = schema.isTimestampSchema()
    ? value instanceof Date
      ? "object"
      : "number"
    : schema.isNumericSchema()
      ? "number"
      : schema.isBooleanSchema()
        ? "boolean"
        : "string";
  return typeof value === type ? [] : [`${path} is a ${type}`];
}
