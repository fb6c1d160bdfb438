import { isDeepStrictEqual } from "node:util";
import type { PackResource, WireProperties } from "./types";

/** A resource with the inputs that a remediation gives it, and the names of those that it changed. */
export function withInputs(resource: PackResource, after: WireProperties) {
  const { properties: before, outputs } = resource;
  return {
    resource: {
      ...resource,
      properties: after,
      outputs: outputs && { ...outputs, ...after },
    },
    changedProperties: Object.keys({ ...before, ...after }).filter(
      (key) => !isDeepStrictEqual(before[key], after[key]),
    ),
  };
}
