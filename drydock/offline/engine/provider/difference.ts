/** The provider's answer about an update's effects. */
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { inputChanges } from "../../cloud/input-changes";
import type { AutoName, ResourceModel } from "../../cloud/types";
import { defaultsKey, withoutDefaults } from "./defaults";

type Kind = "add" | "delete" | "update";

/** One changed property. */
export interface PropertyChange {
  /** Pulumi's property path: `networkConfiguration.subnets`. A list is one property. */
  readonly path: string;
  readonly kind: Kind;
  /** True if the change replaces the resource. */
  readonly replaces: boolean;
}

export interface Difference {
  readonly changes: readonly PropertyChange[];
  readonly deleteBeforeReplace: boolean;
}

/** Compares previous and current inputs, without the internal `__defaults`. */
export function difference(
  model: Pick<ResourceModel, "replaceOn" | "autoName" | "defaults">,
  olds: PropertyBag,
  news: PropertyBag,
): Difference {
  const [before, after] = [withoutDefaults(olds), withoutDefaults(news)];
  const byPath = new Map<string, PropertyChange>();
  for (const change of inputChanges(model, before, after)) {
    const own = propertyPath(change.path, [before, after]);
    const path = pathText(own);
    const former = byPath.get(path)?.replaces === true;
    const kind = own.length < change.path.length ? "update" : kindOf(change);
    byPath.set(path, { path, kind, replaces: change.replaces || former });
  }
  const changes = [...byPath.values()];
  const replaced = changes.some((change) => change.replaces);
  return {
    changes,
    deleteBeforeReplace: replaced && nameIsGiven(model.autoName, news),
  };
}

function kindOf({ before, after }: { readonly before: unknown; readonly after: unknown }): Kind {
  if (before === undefined) return "add";
  return after === undefined ? "delete" : "update";
}

/** The path through objects only: lists and documents in a text are compared as a whole. */
function propertyPath(
  path: readonly string[],
  [before, after]: readonly [PropertyValue, PropertyValue],
): readonly string[] {
  let sides = [before, after];
  const end = path.findIndex((key) => {
    const bags = sides.filter(isBag);
    sides = bags.map((bag) => bag[key] ?? null);
    return bags.length === 0;
  });
  return end < 0 ? path : path.slice(0, end);
}

/**
 * A name that the program chose cannot exist twice, so delete the old resource first.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/schema.go (nameRequiresDeleteBeforeReplace)
 */
function nameIsGiven(autoName: AutoName | undefined, news: PropertyBag): boolean {
  if (autoName === undefined || !(autoName.property in news)) return false;
  const defaults = news[defaultsKey];
  return Array.isArray(defaults) && !defaults.includes(autoName.property);
}

const pathText = (path: readonly string[]): string =>
  path
    .map((segment, index) => {
      if (!/^[A-Za-z_$][\w$]*$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
