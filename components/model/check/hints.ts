import { z } from "zod";
import { bare } from "./schema-tools";

/** How to fix a wrong value, which stands under `key`; undefined where the general advice is better. */
type Hint = (value: unknown, key: string) => string | undefined;

const hints = z.registry<{ readonly fix: Hint }>();

/** Gives a schema advice for the mistakes people make most, where the general advice would not show the right form. */
export function withHint<Shape extends z.ZodType>(schema: Shape, fix: Hint): Shape {
  hints.add(schema, { fix });
  return schema;
}

/** The advice for a wrong value, where its schema has one of its own. */
export function hintFor(
  schema: z.core.$ZodType,
  value: unknown,
  key: string | number | undefined,
): string | undefined {
  const hint = hints.get(schema) ?? hints.get(bare(schema));
  return hint?.fix(value, String(key));
}
