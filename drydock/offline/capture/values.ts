/** Kinds of plain values. Without the Pulumi SDK: a command that only reads values need not load it. */
import type { PropertyBag, PropertyValue } from "./types";

/** The engine's sentinel for a value that is not known yet, a part of its protocol. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

export const isBag = (value: unknown): value is PropertyBag =>
  typeof value === "object" && value !== null && !isList(value);

/** True if the value is or contains an unknown. */
export function containsUnknown(value: PropertyValue): boolean {
  if (typeof value === "string") return value === unknownValue;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(containsUnknown);
}
