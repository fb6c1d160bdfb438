import { z } from "zod";
import { isMap } from "./path";
import { allowedText, bare, choices, isRequired } from "./schema-tools";

/** The words with which shape.ts describes a problem of form. */

type AnySchema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** Returns the text that may follow `Add key:` for a missing value. */
export function exampleOf(schema: AnySchema): string {
  const list = choices(schema);
  if (list !== undefined) return String(list[0]);
  const plain = bare(schema);
  if (plain instanceof z.ZodArray) return "[...]";
  if (plain instanceof z.ZodObject || plain instanceof z.ZodRecord) return "{ ... }";
  const example = /such as (\S+)$/.exec(allowedText(plain))?.[1];
  return example ?? "and its value.";
}

/** The fix for a key with nothing after its colon. */
export function emptyFix(schema: AnySchema, key: string): string {
  const plain = bare(schema);
  if (plain instanceof z.ZodRecord) return `Write ${key}: {} for none, or remove the key.`;
  if (plain instanceof z.ZodArray) return `Write ${key}: [] for none, or remove the key.`;
  if (plain instanceof z.ZodObject && acceptsEmpty(plain)) {
    return `Write ${key}: {} for all defaults, or remove the key.`;
  }
  return isRequired(schema)
    ? "Write a value after the colon."
    : "Write a value, or remove the key.";
}

function acceptsEmpty(schema: AnySchema): boolean {
  return z.safeParse(schema, {}).success;
}

/** Returns the kind of the given value. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a map";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    default:
      return "something else";
  }
}

/** Returns the kind of value that a schema wants. */
export function wantedKind(schema: AnySchema): string {
  const plain = bare(schema);
  const list = choices(plain);
  if (list !== undefined) return typeof list[0] === "number" ? "a number" : "a word";
  if (plain instanceof z.ZodNumber) return "a number";
  if (plain instanceof z.ZodString) return "text";
  if (plain instanceof z.ZodBoolean) return "true or false";
  if (plain instanceof z.ZodArray) return "a list";
  if (plain instanceof z.ZodUnion) {
    return [...new Set(plain.options.map(wantedKind))].join(" or ");
  }
  return "a map";
}

/** The fix for a value of the wrong kind. */
export function typeFix(schema: AnySchema, value: unknown): string {
  const plain = bare(schema);
  if (plain instanceof z.ZodBoolean) return "Write true or false, without quotes.";
  if (choices(plain) !== undefined) return "Write one of these.";
  if (plain instanceof z.ZodNumber) return `Write ${allowedText(plain)}, without quotes.`;
  if (plain instanceof z.ZodString && (typeof value === "number" || typeof value === "boolean")) {
    return "Put the value in quotes.";
  }
  if (plain instanceof z.ZodArray && !isMap(value)) return "Put it in brackets: [ ... ].";
  if (plain instanceof z.ZodArray) return "Write a list: a line with - for each item.";
  return Array.isArray(value)
    ? "Write name: value lines, without - before them."
    : "Write key: value lines below it, indented, or { key: value }.";
}

/** Returns the problem of a value of the right kind. */
export function rangeMessage(issue: Issue | undefined, value: unknown): string {
  const what = Array.isArray(value) ? "list" : typeof value === "string" ? "text" : "number";
  if (issue?.code === "too_big") {
    return `The ${what} is too ${what === "number" ? "large" : "long"}.`;
  }
  if (issue?.code === "too_small") {
    return `The ${what} is too ${what === "number" ? "small" : "short"}.`;
  }
  return "This is none of the allowed values.";
}

/** Returns the allowed values in its place. */
export function rangeText(issue: Issue | undefined, schema: AnySchema): string {
  if (issue?.code === "invalid_format" || issue?.code === "custom") return issue.message;
  if (issue?.code === "too_big" && issue.origin in units) {
    return `at most ${counted(Number(issue.maximum), issue.origin)}`;
  }
  if (issue?.code === "too_small" && issue.origin in units) {
    return `at least ${counted(Number(issue.minimum), issue.origin)}`;
  }
  return allowedText(schema);
}

const units: Readonly<Record<string, string>> = { array: "item", string: "character" };

function counted(count: number, origin: string): string {
  const unit = units[origin] ?? "";
  return count === 1 ? `one ${unit}` : `${count} ${unit}s`;
}

/** The fix for a value of the right kind. */
export function rangeFix(issue: Issue | undefined, value: unknown): string {
  if (typeof value === "number") return "Write a value within these bounds.";
  const items = Array.isArray(value) ? "items" : "characters";
  return issue?.code === "too_big" ? `Remove some ${items}.` : `Add ${items}.`;
}
