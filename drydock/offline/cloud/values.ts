/** Values in a property bag by their path. */
import type { PropertyBag, PropertyValue } from "../capture/types";
import { isBag, isList, unknownValue } from "../capture/values";
import { jsonIn } from "../../json";

/** Every value at a path such as `loadBalancers.*.targetGroupArn`; `*` matches any index or key. */
export function valuesAt(bag: PropertyBag, path: string): PropertyValue[] {
  let found: PropertyValue[] = [bag];
  for (const segment of path.split(".")) {
    found = found.flatMap((value) => children(value, segment));
  }
  return found.filter((value) => value !== null);
}

function children(value: PropertyValue, segment: string): readonly PropertyValue[] {
  if (isList(value)) return segment === "*" ? value : [];
  if (!isBag(value)) return [];
  if (segment === "*") return Object.values(value);
  const child = value[segment];
  return child === undefined ? [] : [child];
}

/** The known, non-empty texts at a path. */
export function textsAt(bag: PropertyBag, path: string): string[] {
  return valuesAt(bag, path).filter(
    (value): value is string => typeof value === "string" && value !== "" && value !== unknownValue,
  );
}

/** The first text at a path, empty if there is none. */
export const textAt = (bag: PropertyBag, path: string): string => textsAt(bag, path)[0] ?? "";

/** JSON values and property values have the same types. */
const isPropertyValue = (value: unknown): value is PropertyValue => value !== undefined;

/** Parses a JSON document; undefined if the text is invalid. */
export function parseJson(text: string): PropertyValue | undefined {
  const value = jsonIn(text);
  return isPropertyValue(value) ? value : undefined;
}

/** The value of a property that holds a JSON document, which a snapshot has parsed; undefined if the text is invalid. */
export function jsonAt(bag: PropertyBag, property: string): PropertyValue | undefined {
  const value = bag[property];
  return typeof value === "string" ? parseJson(value) : value;
}

/** A value for display. */
export const display = (value: PropertyValue | undefined): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? null);
