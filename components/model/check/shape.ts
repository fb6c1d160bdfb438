import { z } from "zod";
import { hintFor } from "./hints";
import { nameList, nearestName } from "./nearest";
import { isMap, type Path, valueAt } from "./path";
import type { ModelProblem } from "./problem";
import { allowedText, bare, choices, knownKeys, meantBranch, schemaAt } from "./schema-tools";
import {
  emptyFix,
  exampleOf,
  kindOf,
  rangeFix,
  rangeMessage,
  rangeText,
  typeFix,
  wantedKind,
} from "./shape-words";

type AnySchema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** A part of the tree under check: its schema, its value, and its path. */
interface Part {
  readonly schema: AnySchema;
  readonly value: unknown;
  readonly path: Path;
}

/**
 * Everything a plain tree has that its schema does not allow, one problem for each mistake. A union is judged
 * by the branch the value was meant for, and a map entry with a bad name is still checked inside.
 */
export function shapeProblems(schema: AnySchema, value: unknown, path: Path = []): ModelProblem[] {
  const result = z.safeParse(schema, value);
  if (result.success) return [];
  const part = { schema, value, path };
  const problems = result.error.issues.flatMap((issue) => issueProblems(issue, part));
  // A misspelt required key is one mistake, not two.
  const meant = new Set(problems.map(({ meant }) => JSON.stringify(meant)));
  return problems.filter(
    (problem) =>
      !meant.has(JSON.stringify(problem.path)) ||
      valueAt(value, problem.path.slice(path.length)) !== undefined,
  );
}

function issueProblems(issue: Issue, part: Part): ModelProblem[] {
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
      return unionProblems(here);
    case "invalid_type":
      return [wrongType(here)];
    default:
      return [outOfRange(issue, here)];
  }
}

function unknownKey(key: string, { schema, path }: Part): ModelProblem {
  const known = knownKeys(schema);
  const near = nearestName(key, known);
  return {
    path: [...path, key],
    at: "key",
    message: "This key is not known here.",
    allowed: nameList(known),
    fix: near === undefined ? "Remove it, or use one of the keys above." : `Did you mean ${near}?`,
    ...(near !== undefined && { meant: [...path, near] }),
  };
}

function invalidName(issue: z.core.$ZodIssueInvalidKey, here: Part, part: Part): ModelProblem[] {
  const parent = schemaAt(part.schema, here.path.slice(part.path.length, -1), part.value);
  const record = parent && bare(parent);
  const name = String(here.path.at(-1));
  const allowed = issue.issues[0]?.message ?? "another name";
  const problem: ModelProblem = {
    path: here.path,
    at: "key",
    message: "This name is not allowed here.",
    allowed,
    fix: nameFix(name, allowed),
  };
  if (!(record instanceof z.ZodRecord)) return [problem];
  return [problem, ...shapeProblems(record.valueType, here.value, here.path)];
}

/** A better name, where names are the user's own words; a variable's name may hold anything. */
function nameFix(name: string, allowed: string): string {
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24);
  const ours = allowed.startsWith("lower-case") && /^[A-Za-z0-9_-]+$/.test(name);
  return ours && better !== "" && better !== name
    ? `Rename it, for example to ${better}.`
    : "Rename it.";
}

function unionProblems(here: Part): ModelProblem[] {
  const { schema, value, path } = here;
  const union = bare(schema);
  if (!(union instanceof z.ZodUnion)) return shapeProblems(union, value, path);
  if (value === undefined || value === null) return [wrongType(here)];
  if (choices(union) !== undefined) return [outOfRange(undefined, here)];
  const branch = meantBranch(union, value);
  if (branch !== undefined) return shapeProblems(branch, value, path);
  if (!isMap(value)) return [wrongType(here)];
  return [undecided(union, here)];
}

/** A map that could be several branches of a union, or none: `{}`, or keys of two branches at once. */
function undecided(union: z.ZodUnion, { value, path }: Part): ModelProblem {
  const forms = union.options.filter((option) => bare(option) instanceof z.ZodObject);
  const given = isMap(value) ? Object.keys(value) : [];
  const known = forms.flatMap(knownKeys);
  const allowed = forms.map((form) => `{ ${knownKeys(form).join(", ")} }`).join(" or ");
  const unknown = given.find((key) => !known.includes(key));
  const near = unknown === undefined ? undefined : nearestName(unknown, known);
  if (unknown !== undefined && near !== undefined) {
    return { ...unknownKey(unknown, { schema: union, value, path }), allowed };
  }
  const own = forms.map((form) => {
    const others = new Set(forms.filter((other) => other !== form).flatMap(knownKeys));
    return knownKeys(form).filter((key) => !others.has(key));
  });
  const both = own.flatMap((keys) => keys.find((key) => given.includes(key)) ?? []);
  const leading = own.map((keys) => keys[0] ?? "").join(", ");
  return {
    path,
    at: "key",
    message:
      both.length > 1
        ? `${both.join(" and ")} exclude each other.`
        : `One of ${leading} is needed.`,
    allowed,
    fix: both.length > 1 ? `Keep one of ${both.join(", ")}.` : `Add one of ${leading}.`,
  };
}

function wrongType(here: Part): ModelProblem {
  const { schema, value, path } = here;
  const allowed = allowedText(schema);
  if (value === undefined) return missing(here, allowed);
  const hint = hintFor(schema, value, path.at(-1));
  if (value === null) {
    return {
      path,
      at: "key",
      message: "This key has no value.",
      allowed,
      fix: hint ?? emptyFix(schema),
    };
  }
  if (typeof value === "number" && bare(schema) instanceof z.ZodNumber) {
    const whole = Number.isFinite(value);
    return {
      path,
      message: whole ? "This is not a whole number." : "This is not a number one can count with.",
      allowed,
      fix: hint ?? `Write ${whole ? `${Math.round(value)} or another` : "a"} whole number.`,
    };
  }
  return {
    path,
    message: `This is ${kindOf(value)}, where ${wantedKind(schema)} is wanted.`,
    allowed,
    fix: hint ?? typeFix(schema, value),
  };
}

function missing({ path, schema }: Part, allowed: string): ModelProblem {
  const key = String(path.at(-1));
  return {
    path,
    at: "key",
    message: `${key} is missing; it has no default.`,
    allowed,
    fix: hintFor(schema, undefined, key) ?? `Add ${key}: ${exampleOf(schema)}`,
  };
}

function outOfRange(issue: Issue | undefined, here: Part): ModelProblem {
  const { schema, value, path } = here;
  const list = choices(schema);
  const allowed = list === undefined ? rangeText(issue, schema) : list.map(String).join(", ");
  const hint = hintFor(schema, value, path.at(-1));
  if (list !== undefined && value !== null && typeof value !== typeof list[0]) {
    return wrongType(here);
  }
  if (list !== undefined && typeof value === "string") {
    const near = nearestName(value, list.map(String));
    const fix = near === undefined ? "Write one of these." : `Did you mean ${near}?`;
    return { path, message: "This is none of the allowed values.", allowed, fix: hint ?? fix };
  }
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
    fix: hint ?? rangeFix(issue, schema, value),
  };
}
