/** Inputs whose changes do not count, as the bridge reads their paths. */
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";

/**
 * The inputs with the recorded value at each path. A path with an index counts only where the record has a value at it, so that
 * elements can be added.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/diff.go (computeIgnoreChanges)
 */
export function withoutIgnored(
  inputs: PropertyBag,
  recorded: PropertyBag,
  ignored: readonly string[] = [],
): PropertyBag {
  return ignored.reduce<PropertyBag>((news, path) => {
    const value = replaced(news, recorded, path.match(/[^.[\]]+/g) ?? []);
    return isBag(value) ? value : news;
  }, inputs);
}

function replaced(
  value: PropertyValue | undefined,
  recorded: PropertyValue | undefined,
  [key, ...rest]: readonly string[],
): PropertyValue | undefined {
  if (key === undefined) return recorded ?? value;
  if (Array.isArray(value) && Array.isArray(recorded)) {
    const [items, held]: readonly PropertyValue[][] = [value, recorded];
    return items?.map((item, index) =>
      String(index) === key ? (replaced(item, held?.[index], rest) ?? item) : item,
    );
  }
  if (!isBag(value) || !isBag(recorded)) return value;
  const inner = replaced(value[key], recorded[key], rest);
  return inner === undefined ? value : { ...value, [key]: inner };
}
