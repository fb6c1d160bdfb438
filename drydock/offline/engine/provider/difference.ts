/** What changed between two sets of checked inputs, and whether AWS can change it in place. */
import microdiff from "microdiff";
import { runtime } from "@pulumi/pulumi";
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag, unknownValue } from "../../capture/wire";
import type { AutoName, ResourceModel } from "../../cloud";
import { propertyValue, valuesAt } from "../values";
import { defaultsKey, withoutDefaults } from "./defaults";

const { specialSigKey } = runtime;

type Change = ReturnType<typeof microdiff>[number];

type Kind = "add" | "delete" | "update";

/** One changed property. */
export interface PropertyChange {
  /** As Pulumi writes it: `networkConfiguration.subnets[0]`. */
  readonly path: string;
  readonly kind: Kind;
  /** True where the change makes a new resource. */
  readonly replaces: boolean;
}

/** How the provider answers the engine's question what an update would do. */
export interface Difference {
  readonly changes: readonly PropertyChange[];
  readonly deleteBeforeReplace: boolean;
}

const kinds: Readonly<Record<"CREATE" | "REMOVE" | "CHANGE", Kind>> = {
  CREATE: "add",
  REMOVE: "delete",
  CHANGE: "update",
};

/** Compares what was asked for with what is asked for now; `__defaults` is book-keeping. */
export function difference(
  model: Pick<ResourceModel, "replaceOn" | "autoName">,
  olds: PropertyBag,
  news: PropertyBag,
): Difference {
  const patterns = model.replaceOn.map((pattern) => pattern.split("."));
  const changes = microdiff(comparable(olds), comparable(news)).map((change) => ({
    path: propertyPath(change.path),
    kind: kinds[change.type],
    replaces: patterns.some((pattern) => touches(pattern, change)),
  }));
  const replaced = changes.some((change) => change.replaces);
  return {
    changes,
    deleteBeforeReplace: replaced && nameIsGiven(model.autoName, news),
  };
}

/** Without book-keeping; an asset is what is in it, wherever it is read from. */
function comparable(inputs: PropertyBag): Record<string, PropertyValue> {
  const entries = Object.entries(withoutDefaults(inputs));
  return Object.fromEntries(entries.map(([key, value]) => [key, byContent(value)]));
}

const byContent = (value: PropertyValue): PropertyValue =>
  isBag(value) && typeof value["hash"] === "string" && specialSigKey in value
    ? { hash: value["hash"] }
    : value;

/**
 * True where the changed path lies under the pattern, or what came or went has something at the rest of the
 * pattern.
 */
function touches(pattern: readonly string[], change: Change): boolean {
  const { path } = change;
  const shorter = Math.min(pattern.length, path.length);
  const fits = pattern
    .slice(0, shorter)
    .every((segment, index) => segment === "*" || segment === String(path[index]));
  if (!fits || path.length >= pattern.length) return fits;
  const rest = ["value", ...pattern.slice(path.length)].join(".");
  return sidesOf(change).some(
    (value) => value === unknownValue || valuesAt({ value: propertyValue(value) }, rest).length > 0,
  );
}

/** What is at the changed path before and after. */
function sidesOf(change: Change): unknown[] {
  const sides: unknown[] = [];
  if ("value" in change) sides.push(change.value);
  if ("oldValue" in change) sides.push(change.oldValue);
  return sides;
}

/**
 * A name that the program chose cannot exist twice, so the old resource must go first.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/schema.go (nameRequiresDeleteBeforeReplace)
 */
function nameIsGiven(autoName: AutoName | undefined, news: PropertyBag): boolean {
  if (autoName === undefined || !(autoName.property in news)) return false;
  const defaults = news[defaultsKey];
  return Array.isArray(defaults) && !defaults.includes(autoName.property);
}

function propertyPath(path: readonly (string | number)[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}
