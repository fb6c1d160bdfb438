/**
 * The changed inputs of a resource, and whether AWS can change them in place: shared by the
 * preview's list of changes and the provider's diff for the engine.
 */
import microdiff from "microdiff";
import { mapValues } from "../../config/map-values";
import type { PropertyBag } from "../capture/types";
import { isBag, unknownValue } from "../capture/values";
import { type Comparable, comparable } from "./comparable";
import type { ResourceModel } from "./types";

/** A changed input. A side is undefined if the input is absent. */
export interface InputChange {
  /** Keys of the comparable value: an element of a list is `[<name>]` or `[<index>]`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  /** True if AWS cannot change it in place. */
  readonly replaces: boolean;
}

/** An absent input has its default. An unknown value counts as changed. */
export function inputChanges(
  { defaults, replaceOn }: Pick<ResourceModel, "defaults" | "replaceOn">,
  before: PropertyBag,
  after: PropertyBag,
): InputChange[] {
  const patterns = replaceOn.map(segmentsOf);
  const comparableBag = (inputs: PropertyBag): Record<string, Comparable> =>
    mapValues({ ...defaults, ...inputs }, comparable);
  return microdiff(comparableBag(before), comparableBag(after)).map((change) => {
    const path = change.path.map(String);
    const sides: { before: unknown; after: unknown } = {
      before: "oldValue" in change ? change.oldValue : undefined,
      after: "value" in change ? change.value : undefined,
    };
    const replaces = patterns.some((pattern) => {
      const rest = pattern.slice(path.length);
      return fits(pattern, path) && Object.values(sides).some((side) => holds(side, rest));
    });
    return { path, ...sides, replaces };
  });
}

/** True if the path matches, or is inside, one of the patterns. */
export function isWithin(path: readonly string[], patterns: readonly string[]): boolean {
  return patterns
    .map(segmentsOf)
    .some((pattern) => pattern.length <= path.length && fits(pattern, path));
}

/** Segments of the tables' paths (`dnsRecords.*.type`) and of Pulumi's (`dnsRecords[*].type`, `tags["a.b"]`). */
const segmentsOf = (pattern: string): string[] =>
  (pattern.match(/\[[^\]]*\]|[^.[]+/g) ?? []).map((segment) =>
    segment.replace(/^\["(.*)"\]$|^\[(\*)\]$/, "$1$2"),
  );

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.every(
    (segment, index) => index >= path.length || segment === "*" || segment === path[index],
  );

/** True if an added or removed value has, or may have, a value at the rest of a pattern. */
function holds(value: unknown, [segment, ...rest]: readonly string[]): boolean {
  if (segment === undefined) return true;
  if (typeof value === "string") return value.includes(unknownValue);
  if (!isBag(value)) return false;
  const parts = segment === "*" ? Object.values(value) : [value[segment] ?? null];
  return parts.some((part) => part !== null && holds(part, rest));
}
