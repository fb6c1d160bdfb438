import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** A value that is known only when something else exists. */
type Late<Value> = Exclude<pulumi.Input<Value>, Value>;

/**
 * A value that may come late: a `pulumi.Input` of a value that the shape accepts. Until it is known it cannot be judged, so
 * it passes as it is.
 */
export function late<Shape extends z.ZodType>(shape: Shape) {
  // First, or zod would ask an Output for its text, which makes an error with a stack each time.
  return z.union([z.custom<Late<z.output<Shape>>>(isLate), shape]);
}

/** Whether a value is known only later. */
export function isLate(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** A shape in the words of another, for an argument whose values may come late where those of a stack file do not. */
export function like<Shape extends z.ZodType>(other: z.ZodType, shape: Shape): Shape {
  return shape.describe(other.description ?? "");
}
