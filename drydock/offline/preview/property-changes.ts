/** Which properties of one resource differ, and whether AWS can change them in place. */
import { modelOf } from "../cloud";
import { pathText } from "../cloud/comparable";
import { inputChanges, isWithin } from "../cloud/input-changes";
import type { SnapshotResource } from "./snapshot";

/** One property that differs. A side is absent where the property is. */
export interface PropertyChange {
  /** Documents in text properties are looked into: `containerDefinitions[web].environment.PORT`. */
  readonly path: string;
  /** As JSON. */
  readonly before?: string;
  /** As JSON. */
  readonly after?: string;
  /** The replaced resources whose new ids, ARNs or names the value holds. */
  readonly becauseOf?: readonly string[];
  /** True when AWS cannot change it in place. */
  readonly forcesReplacement: boolean;
}

/** Properties whose value changed, apart from those the program tells the engine to ignore. */
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

/** A list of plain values is compared as its JSON text already. */
function asJson(value: unknown): string {
  return typeof value === "string" && value.startsWith("[") ? value : JSON.stringify(value);
}
