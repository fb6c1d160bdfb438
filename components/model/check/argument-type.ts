import { z } from "zod";

/** How a component's arguments call a shape: the name and docstring of the interface or enum generated from it. */
export interface ArgumentType {
  readonly name: string;
  readonly description: string;
}

/** By schema. The generator of argument interfaces reads it: scripts/component-args.ts. */
export const argumentTypes = z.registry<ArgumentType>();

/** Names the interface or enum that a shape becomes where a component takes it as an argument. */
export function argumentType<Shape extends z.ZodType>(
  name: string,
  description: string,
  shape: Shape,
): Shape {
  argumentTypes.add(shape, { name, description });
  return shape;
}

/** The named shapes that a shape has all fields of, by that shape. */
export const argumentParts = new WeakMap<z.core.$ZodType, readonly z.ZodObject[]>();

/** Lets the interface of a shape extend those of the named shapes that its fields come from. */
export function madeOf<Shape extends z.ZodType>(
  parts: readonly z.ZodObject[],
  shape: Shape,
): Shape {
  argumentParts.set(shape, parts);
  return shape;
}
