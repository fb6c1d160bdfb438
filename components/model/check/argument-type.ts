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
