import { z } from "zod";
import type { Exemption } from "./problem";
import { bare } from "./schema-tools";

/** A wrong value with its key and the whole tree, which tells the names that there are. */
export interface Given {
  readonly value: unknown;
  readonly key: string;
  readonly tree: unknown;
}

/** How to fix a wrong value, and the exemption that this needs. */
export interface Advice {
  readonly fix: string;
  readonly exemption?: Exemption;
}

/** The advice about a wrong value; undefined where the general advice is better. */
type Hint = (given: Given) => Advice | string | undefined;

/** The value that somebody meant by a wrong one; undefined where it does not look like anything known. */
export type Reading = (value: unknown) => unknown;

const hints = z.registry<{ readonly fix: Hint }>();
const readings = z.registry<{ readonly read: Reading }>();

/** Gives a schema advice for its most usual problems, where the general advice would not show the right form. */
export function withHint<Shape extends z.ZodType>(schema: Shape, fix: Hint): Shape {
  hints.add(schema, { fix });
  return schema;
}

/** Gives a schema a way to read what people write in its place. A result counts only where the schema allows it. */
export function withReading<Shape extends z.ZodType>(schema: Shape, read: Reading): Shape {
  readings.add(schema, { read });
  return schema;
}

/** The advice for a wrong value, where its schema has one. */
export function hintFor(schema: z.core.$ZodType, given: Given): Advice | undefined {
  const hint = hints.get(schema) ?? hints.get(bare(schema));
  const advice = hint?.fix(given);
  return typeof advice === "string" ? { fix: advice } : advice;
}

/** Reads a wrong value as its schema does. */
export function readAs(schema: z.core.$ZodType, value: unknown): unknown {
  const reading = readings.get(schema) ?? readings.get(bare(schema));
  return reading?.read(value);
}
