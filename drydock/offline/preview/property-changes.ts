/** Changed properties of a resource, and whether AWS can change them in place. */
import { modelOf } from "../cloud";
import { pathText } from "../cloud/comparable";
import { inputChanges, isWithin } from "../cloud/input-changes";
import type { SnapshotResource } from "./snapshot";

/** A changed property. A side is absent if the property is. */
export interface PropertyChange {
  /** Includes paths inside documents in text properties: `containerDefinitions[web].environment.PORT`. */
  readonly path: string;
  /** As JSON. */
  readonly before?: string;
  /** As JSON. */
  readonly after?: string;
  /** The replaced resources whose new ids, ARNs or names the value holds. */
  readonly becauseOf?: readonly string[];
  /** True if AWS cannot change it in place. */
  readonly forcesReplacement: boolean;
}

/** Properties with a changed value, except those in `ignoreChanges`. */
export function propertyChanges(
  { inputs: old = {} }: Pick<SnapshotResource, "inputs">,
  resource: Pick<SnapshotResource, "type" | "inputs" | "ignoreChanges" | "replaceOnChanges">,
): PropertyChange[] {
  const { type, inputs = {}, ignoreChanges = [], replaceOnChanges = [] } = resource;
  return inputChanges(modelOf(type), old, inputs)
    .filter(({ path }) => !isWithin(path, ignoreChanges))
    .map(({ path, before, after, replaces }) => ({
      path: pathText(path),
      ...(before === undefined ? {} : { before: asJson(before) }),
      ...(after === undefined ? {} : { after: asJson(after) }),
      forcesReplacement: replaces || isWithin(path, replaceOnChanges),
    }));
}

/** A list of plain values is already JSON text. */
function asJson(value: unknown): string {
  return typeof value === "string" && value.startsWith("[") ? value : JSON.stringify(value);
}
