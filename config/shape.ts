import { z } from "zod";
import { hintFor } from "./hints";
import { nameList, nearestName } from "./nearest";
import { isMap, type Path, valueAt } from "./path";
import { type Finding } from "./problems";
import {
  allowedText,
  bare,
  choices,
  isRequired,
  knownKeys,
  meantBranch,
  schemaAt,
} from "./schema-tools";

type AnySchema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** A part of the tree under check: its schema, its value, and where it stands. */
interface Part {
  readonly schema: AnySchema;
  readonly value: unknown;
  readonly path: Path;
}

/**
 * Everything a plain tree has that its schema does not allow, one finding for each mistake. A union is judged
 * by the branch the value was meant for, and a map entry with a bad name is still checked inside.
 */
export function shapeFindings(schema: AnySchema, value: unknown, path: Path = []): Finding[] {
  const result = z.safeParse(schema, value);
  if (result.success) return [];
  const part = { schema, value, path };
  return result.error.issues.flatMap((issue) => issueFindings(issue, part));
}

function issueFindings(issue: Issue, part: Part): Finding[] {
  const inside = issue.path.map((segment) =>
    typeof segment === "symbol" ? String(segment) : segment,
  );
  const schema = schemaAt(part.schema, inside, part.value) ?? part.schema;
  const here: Part = {
    schema,
    value: valueAt(part.value, inside),
    path: [...part.path, ...inside],
  };
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, here));
    case "invalid_key":
      return invalidName(issue, here, part);
    case "invalid_union":
      return unionFindings(here);
    case "invalid_type":
      return [wrongType(here)];
    default:
      return [outOfRange(issue, here)];
  }
}

function unknownKey(key: string, { schema, path }: Part): Finding {
  const known = knownKeys(schema);
  const near = nearestName(key, known);
  return {
    path: [...path, key],
    at: "key",
    showValue: false,
    message: "This key is not known here.",
    allowed: nameList(known),
    fix: near === undefined ? "Remove it, or use one of the keys above." : `Did you mean ${near}?`,
    ...(near !== undefined && { meant: [...path, near] }),
  };
}

function invalidName(issue: z.core.$ZodIssueInvalidKey, here: Part, part: Part): Finding[] {
  const parent = schemaAt(part.schema, here.path.slice(part.path.length, -1), part.value);
  const record = parent && bare(parent);
  const name = String(here.path.at(-1));
  const finding: Finding = {
    path: here.path,
    at: "key",
    showValue: false,
    message: "This name is not allowed here.",
    allowed: issue.issues[0]?.message ?? "another name",
    fix: nameFix(name),
  };
  if (!(record instanceof z.ZodRecord)) return [finding];
  return [finding, ...shapeFindings(record.valueType, here.value, here.path)];
}

function nameFix(name: string): string {
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24);
  return /^[A-Za-z0-9_ .-]+$/.test(name) && better !== "" && better !== name && !name.includes("=")
    ? `Rename it, for example to ${/^[A-Z0-9_]+$/.test(name) ? `X${name}` : better}.`
    : "Rename it.";
}

function unionFindings(here: Part): Finding[] {
  const { schema, value, path } = here;
  const union = bare(schema);
  if (!(union instanceof z.ZodUnion)) return [wrongType(here)];
  if (value === undefined || value === null) return [wrongType(here)];
  if (choices(union) !== undefined) return [outOfRange(undefined, here)];
  const branch = meantBranch(union, value);
  if (branch !== undefined) return shapeFindings(branch, value, path);
  if (!isMap(value)) return [wrongType(here)];
  return [undecided(union, here)];
}

/** A map that could be several branches of a union, or none: `{}`, or keys of two branches at once. */
function undecided(union: z.ZodUnion, { value, path }: Part): Finding {
  const forms = union.options.filter((option) => bare(option) instanceof z.ZodObject);
  const own = forms.map((form) => {
    const others = new Set(forms.filter((other) => other !== form).flatMap(knownKeys));
    return knownKeys(form).filter((key) => !others.has(key));
  });
  const given = isMap(value) ? Object.keys(value) : [];
  const clash = own.map((keys) => keys.find((key) => given.includes(key)));
  const both = clash.filter((key) => key !== undefined);
  const leading = own.map((keys) => keys[0] ?? "");
  const unknown = given.find((key) => !forms.flatMap(knownKeys).includes(key));
  const near = unknown === undefined ? undefined : nearestName(unknown, forms.flatMap(knownKeys));
  return {
    path,
    at: "key",
    showValue: false,
    message:
      both.length > 1
        ? `${both.join(" and ")} exclude each other.`
        : `One of ${leading.join(", ")} has to be said here.`,
    allowed: forms.map((form) => `{ ${knownKeys(form).join(", ")} }`).join(" or "),
    fix:
      near !== undefined
        ? `Did you mean ${near}?`
        : `Keep one of ${(both.length > 1 ? both : leading).join(", ")}.`,
  };
}

function wrongType(here: Part): Finding {
  const { schema, value, path } = here;
  const allowed = allowedText(schema);
  if (value === undefined) return missing(here, allowed);
  const hint = hintFor(path, value);
  if (value === null) {
    return {
      path,
      at: "key",
      showValue: false,
      message: "This key has no value.",
      allowed,
      fix: hint ?? emptyFix(schema),
    };
  }
  return {
    path,
    message: `This is ${kindOf(value)}, where ${wantedKind(schema)} is wanted.`,
    allowed,
    fix: hint ?? typeFix(schema, value),
  };
}

function missing({ path, schema }: Part, allowed: string): Finding {
  const key = String(path.at(-1));
  return {
    path,
    at: "key",
    message: `${key} is missing; it has no default.`,
    allowed,
    fix: hintFor(path, undefined) ?? `Add ${key}: ${exampleOf(schema)}`,
  };
}

function exampleOf(schema: AnySchema): string {
  const list = choices(schema);
  if (list !== undefined) return String(list[0]);
  const plain = bare(schema);
  if (plain instanceof z.ZodArray) return "[...]";
  if (plain instanceof z.ZodObject || plain instanceof z.ZodRecord) return "{ ... }";
  return "and its value.";
}

function emptyFix(schema: AnySchema): string {
  const plain = bare(schema);
  if (plain instanceof z.ZodRecord) return "Write {} for none, or remove the key.";
  if (plain instanceof z.ZodArray) return "Write [] for none, or remove the key.";
  if (plain instanceof z.ZodObject && acceptsEmpty(plain)) {
    return "Write {} for all defaults, or remove the key.";
  }
  return isRequired(schema)
    ? "Write a value after the colon."
    : "Write a value, or remove the key.";
}

function acceptsEmpty(schema: AnySchema): boolean {
  return z.safeParse(schema, {}).success;
}

function kindOf(value: unknown): string {
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

function wantedKind(schema: AnySchema): string {
  const plain = bare(schema);
  const list = choices(plain);
  if (list !== undefined)
    return list.every((item) => typeof item === "number")
      ? "one of some numbers"
      : "one of some words";
  if (plain instanceof z.ZodNumber) return "a number";
  if (plain instanceof z.ZodString) return "text";
  if (plain instanceof z.ZodBoolean) return "true or false";
  if (plain instanceof z.ZodArray) return "a list";
  if (plain instanceof z.ZodUnion) {
    return [...new Set(plain.options.map(wantedKind))].join(" or ");
  }
  return "a map";
}

/** YAML 1.1 took these for true and false; YAML 1.2 and this program take them for text. */
const OLD_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["on", true],
  ["y", true],
  ["no", false],
  ["off", false],
  ["n", false],
]);

function typeFix(schema: AnySchema, value: unknown): string {
  const plain = bare(schema);
  const number = plain instanceof z.ZodNumber || typeof choices(plain)?.[0] === "number";
  if (plain instanceof z.ZodBoolean && typeof value === "string") {
    const word = value.toLowerCase();
    const meant =
      OLD_BOOLEANS.get(word) ?? (word === "true" ? true : word === "false" ? false : undefined);
    return meant === undefined
      ? "Write true or false, without quotes."
      : `Write ${meant}, without quotes.`;
  }
  if (number && typeof value === "string") {
    return Number.isNaN(Number(value)) || value.trim() === ""
      ? "Write a number, without quotes."
      : "Remove the quotes.";
  }
  if (plain instanceof z.ZodString && (typeof value === "number" || typeof value === "boolean")) {
    return "Put it in quotes.";
  }
  if (plain instanceof z.ZodArray && !isMap(value)) return "Put it in brackets: [ ... ].";
  if (plain instanceof z.ZodArray) return "Write a list: a line with - for each item.";
  return Array.isArray(value)
    ? "Write name: value lines, without - before them."
    : "Write key: value lines below it, indented, or { key: value }.";
}

function outOfRange(issue: Issue | undefined, here: Part): Finding {
  const { schema, value, path } = here;
  const list = choices(schema);
  const allowed = list === undefined ? rangeText(issue, schema) : list.map(String).join(", ");
  const hint = hintFor(path, value);
  if (list !== undefined && typeof value === "string") {
    const near = nearestName(value, list.map(String));
    const fix = near === undefined ? "Write one of these." : `Did you mean ${near}?`;
    return { path, message: "This is none of the allowed values.", allowed, fix: hint ?? fix };
  }
  if (list !== undefined && value !== null && typeof value !== typeof list[0])
    return wrongType(here);
  if (issue?.code === "invalid_format" || issue?.code === "custom") {
    return {
      path,
      message: "This does not have the right form.",
      allowed,
      fix: hint ?? "Write it in that form.",
    };
  }
  return {
    path,
    message: rangeMessage(issue, value),
    allowed,
    fix: hint ?? nearestNumber(list, value),
  };
}

function rangeMessage(issue: Issue | undefined, value: unknown): string {
  if (issue?.code === "too_big") {
    return Array.isArray(value)
      ? "The list is too long."
      : typeof value === "string"
        ? "The text is too long."
        : "The number is too large.";
  }
  if (issue?.code === "too_small") {
    return Array.isArray(value)
      ? "The list is too short."
      : typeof value === "string"
        ? "The text is too short."
        : "The number is too small.";
  }
  return "This is none of the allowed values.";
}

function rangeText(issue: Issue | undefined, schema: AnySchema): string {
  if (issue?.code === "invalid_format" || issue?.code === "custom") return issue.message;
  if (issue?.code === "too_big" && (issue.origin === "array" || issue.origin === "string")) {
    return `at most ${issue.maximum} ${issue.origin === "array" ? "items" : "characters"}`;
  }
  if (issue?.code === "too_small" && (issue.origin === "array" || issue.origin === "string")) {
    return `at least ${issue.minimum} ${issue.origin === "array" ? "items" : "characters"}`;
  }
  return allowedText(schema);
}

function nearestNumber(list: readonly unknown[] | undefined, value: unknown): string {
  if (list === undefined || typeof value !== "number") return "Write a value within these bounds.";
  const numbers = list.filter((item) => typeof item === "number");
  const near = numbers.reduce(
    (best, item) => (Math.abs(item - value) < Math.abs(best - value) ? item : best),
    numbers[0] ?? 0,
  );
  return `The nearest is ${near}.`;
}
