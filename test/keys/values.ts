/** Another value for a key, from what the schema says of it. */
import type { JsonSchema } from "../../scripts/stack-schema/json-schema";

/** The first that a schema allows and that differs from the present one; undefined where no rule knows any. */
export function otherValue(schemas: readonly JsonSchema[], present: unknown): unknown {
  const candidates = schemas.flatMap((schema) => candidatesOf(schema, present));
  return candidates.find(
    (value) => value !== present && schemas.some((schema) => allows(schema, value)),
  );
}

function candidatesOf(schema: JsonSchema, present: unknown): unknown[] {
  const { enum: choices, const: only, default: usual, examples = [], type } = schema;
  if (choices !== undefined) {
    const place = choices.findIndex((choice) => choice === (present ?? usual));
    return [...choices.slice(place + 1), ...choices.slice(0, Math.max(place, 0))];
  }
  if (only !== undefined) return [only];
  if (type === "boolean") return [!(present ?? usual ?? false)];
  if (type === "integer" || type === "number") return numbers(schema, present ?? usual);
  if (type !== "string") return [];
  return [...(typeof present === "string" ? neighbors(present) : []), ...examples, "other"];
}

function numbers({ minimum = 0, multipleOf = 1 }: JsonSchema, present: unknown): number[] {
  const from = typeof present === "number" ? present : minimum;
  return [from + multipleOf, from - multipleOf];
}

/** The text with one letter or digit more, or with another one at its end. */
const neighbors = (text: string): string[] => [
  text.replace(/[0-8]$/, (digit) => String(Number(digit) + 1)),
  text.replace(/[0-9a-z]$/i, (last) => (last === "b" ? "c" : "b")),
  `${text}2`,
];

function allows(schema: JsonSchema, value: unknown): boolean {
  const { type, pattern, minimum, maximum, minLength, maxLength } = schema;
  if (schema.enum !== undefined || schema.const !== undefined || type === "boolean") return true;
  if (typeof value === "number") {
    return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
  }
  if (typeof value !== "string") return false;
  return (
    (pattern === undefined || new RegExp(pattern).test(value)) &&
    value.length >= (minLength ?? 0) &&
    value.length <= (maxLength ?? Infinity)
  );
}
