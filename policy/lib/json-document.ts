import { keptByText } from "./kept";
import { isProperties, isUnknown, read, type Reading } from "./reading";

/** A JSON document that is written as a string, or as the object itself; `broken` when it is no JSON. */
export type JsonReading = Reading<unknown> | { readonly state: "broken" };

/** The parsed document at a path. An unknown anywhere in an object form counts as part of it. */
export function readJson(from: unknown, path: string): JsonReading {
  const reading = read(from, path);
  if (reading.state !== "known") return reading;
  if (typeof reading.value !== "string") return reading;
  if (reading.value.trim() === "") return { state: "absent" };
  try {
    return { state: "known", value: parse(reading.value) };
  } catch {
    return { state: "broken" };
  }
}

/** The document that a text holds; undefined for a text that is no list or object in JSON. */
export function documentIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const reading = readJson({ text }, "text");
  return reading.state === "known" ? reading.value : undefined;
}

/** Many rules read the same document. */
const parse = keptByText((text): unknown => JSON.parse(text));

/** A list from a value that may be one item or many, as IAM and the provider allow. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The strings among the items, without unknown ones. */
export function stringsOf(value: unknown): string[] {
  return asList(value).filter(
    (item): item is string => typeof item === "string" && !isUnknown(item),
  );
}

/** True when a value, or something inside it, is still to be computed. */
export function containsUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isProperties(value) && Object.values(value).some(containsUnknown);
}
