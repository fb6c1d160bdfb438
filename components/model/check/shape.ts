import { looksLikeSecret } from "drydock-policy/secrets";
import { z } from "zod";
import { type Advice, hintFor } from "./advice";
import { flowText } from "./flow";
import { meantValue } from "./meant";
import { isMap, type Path, related, valueAt } from "./path";
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
import { mayShow } from "./shown";
import { type Root, unknownKey } from "./unknown-key";

type AnySchema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** A part of the tree under check: its schema, its value and its path. */
interface Part {
  readonly schema: AnySchema;
  readonly value: unknown;
  readonly path: Path;
  readonly root: Root;
}

/**
 * Everything a plain tree has that its schema does not allow, each once. A union is judged
 * by the branch the value was meant for, and a map entry with a bad name is still checked inside. `namespace` comes
 * before the keys at the top where a fix writes them.
 */
export function shapeProblems(schema: AnySchema, value: unknown, namespace = ""): ModelProblem[] {
  return partProblems({ schema, value, path: [], root: { schema, value, namespace } });
}

function partProblems(part: Part): ModelProblem[] {
  const { schema, value, path } = part;
  const result = z.safeParse(schema, value);
  if (result.success) return [];
  const problems = result.error.issues.flatMap((issue) => issueProblems(issue, part));
  // A misspelt required key is one problem, not two.
  const meant = new Set(problems.map(({ meant }) => JSON.stringify(meant)));
  const apart = distinct(problems).filter(
    (problem) =>
      !meant.has(JSON.stringify(problem.path)) ||
      valueAt(value, problem.path.slice(path.length)) !== undefined,
  );
  return withoutLostLines(apart, part);
}

/** The first of those with one message at one place: zod says of a text in a list's place that it is too long as well. */
function distinct(problems: readonly ModelProblem[]): ModelProblem[] {
  const found = new Map<string, ModelProblem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.path, problem.message]);
    if (!found.has(key)) found.set(key, problem);
  }
  return [...found.values()];
}

/** Lines of an entry that are indented as the entry's name is would be entries themselves. */
function withoutLostLines(problems: readonly ModelProblem[], part: Part): ModelProblem[] {
  const lost = problems.flatMap(({ path, at }) => {
    const above = path.slice(part.path.length, -1);
    const record = schemaAt(part.schema, above, part.value);
    const plain = record && bare(record);
    const map = valueAt(part.value, above);
    if (!(plain instanceof z.ZodRecord) || !isMap(map) || at !== "key") return [];
    const lines = Object.keys(map).filter((name) => knownKeys(plain.valueType).includes(name));
    return map[String(path.at(-1))] === null && lines.length > 0
      ? [{ above: [...part.path, ...above], name: String(path.at(-1)), lines }]
      : [];
  });
  const rest = problems.filter(
    ({ path }) => !lost.some(({ above }) => related(above, path) && path.length > above.length),
  );
  return [
    ...lost.map(({ above, name, lines }): ModelProblem => ({
      path: [...above, lines[0] ?? ""],
      at: "key",
      message: `${lines.join(", ")} ${lines.length === 1 ? "is" : "are"} at the level of ${name}, which has nothing below it.`,
      fix: `Indent ${lines.length === 1 ? "it" : "them"} further than ${name}.`,
      meant: above,
    })),
    ...rest,
  ];
}

function issueProblems(issue: Issue, part: Part): ModelProblem[] {
  const inside = issue.path.map((segment) =>
    typeof segment === "symbol" ? String(segment) : segment,
  );
  const here: Part = {
    ...part,
    schema: schemaAt(part.schema, inside, part.value) ?? part.schema,
    value: valueAt(part.value, inside),
    path: [...part.path, ...inside],
  };
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        unknownKey({ ...here, key, value: valueAt(here.value, [key]) }),
      );
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

function invalidName(issue: z.core.$ZodIssueInvalidKey, here: Part, part: Part): ModelProblem[] {
  const parent = schemaAt(part.schema, here.path.slice(part.path.length, -1), part.value);
  const record = parent && bare(parent);
  const name = String(here.path.at(-1));
  const better = record instanceof z.ZodRecord ? betterName(name, record.keyType) : undefined;
  const problem: ModelProblem = {
    path: here.path,
    at: "key",
    message: "This name is not allowed here.",
    allowed: issue.issues[0]?.message ?? "another name",
    fix: better === undefined ? "Rename it." : `Rename it to ${better}.`,
    ...(better !== undefined && { correction: { keys: { [better]: here.value } } }),
  };
  if (!(record instanceof z.ZodRecord)) return [problem];
  return [problem, ...partProblems({ ...here, schema: record.valueType })];
}

/** The same name in an allowed form. What may hold a value (NAME=VALUE) is not repeated. */
function betterName(name: string, allowed: AnySchema): string | undefined {
  if (!/^[\w.-]+$/.test(name) || looksLikeSecret("", name)) return undefined;
  const kebab = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24);
  return [name.replaceAll("-", "_"), kebab].find(
    (candidate) => candidate !== name && z.safeParse(allowed, candidate).success,
  );
}

function unionProblems(here: Part): ModelProblem[] {
  const { schema, value } = here;
  const union = bare(schema);
  if (!(union instanceof z.ZodUnion)) return partProblems({ ...here, schema: union });
  if (value === undefined || value === null) return [wrongType(here)];
  if (choices(union) !== undefined) return [outOfRange(undefined, here)];
  const branch = meantBranch(union, value);
  const meant = (form: AnySchema) => meantValue(form, value, keyOf(here)) !== undefined;
  if (branch !== undefined && (isMap(value) || !meant(schema) || meant(branch))) {
    return partProblems({ ...here, schema: branch });
  }
  if (!isMap(value)) return [wrongType(here)];
  return [undecided(union, here)];
}

/** A map that could be several branches of a union, or none: `{}`, or keys of two branches at once. */
function undecided(union: z.ZodUnion, here: Part): ModelProblem {
  const { value, path } = here;
  const forms = union.options.filter((option) => bare(option) instanceof z.ZodObject);
  const given = isMap(value) ? Object.keys(value) : [];
  const known = forms.flatMap(knownKeys);
  const allowed = forms.map((form) => `{ ${knownKeys(form).join(", ")} }`).join(" or ");
  const written =
    meantValue(here.schema, value, keyOf(here)) === undefined ? undefined : correctedFix(here);
  if (written !== undefined) {
    return {
      path,
      at: "key",
      message: "This map has none of the keys that are needed.",
      allowed,
      ...written,
    };
  }
  const unknown = given.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const problem = unknownKey({ ...here, key: unknown, value: valueAt(value, [unknown]) });
    // Without a name that is like it, the form of the whole map helps.
    return { ...problem, allowed, ...(problem.meant === undefined && advice(here)) };
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
  if (value === null) {
    const own = advice(here) ?? { fix: emptyFix(schema, keyText(here)) };
    return { path, at: "key", message: "This key has no value.", allowed, ...own };
  }
  if (typeof value === "number" && bare(schema) instanceof z.ZodNumber) {
    return {
      path,
      message: Number.isFinite(value)
        ? "This is not a whole number."
        : "This is not a number one can count with.",
      allowed,
      ...(correctedFix(here) ?? { fix: "Write a whole number." }),
    };
  }
  return {
    path,
    showValue: isReadable(here),
    message: `This is ${kindOf(value)}, where ${wantedKind(schema)} is wanted.`,
    allowed,
    ...(correctedFix(here) ?? { fix: typeFix(schema, value) }),
  };
}

function missing(here: Part, allowed: string): ModelProblem {
  const { path, schema } = here;
  const key = keyOf(here);
  return {
    path,
    at: "key",
    message: `${key} is missing; it has no default.`,
    allowed,
    ...(advice(here) ?? { fix: `Add ${keyText(here)}: ${exampleOf(schema)}` }),
  };
}

function outOfRange(issue: Issue | undefined, here: Part): ModelProblem {
  const { schema, value, path } = here;
  const list = choices(schema);
  const allowed = list === undefined ? rangeText(issue, schema) : list.map(String).join(", ");
  const showValue = isReadable(here);
  const kind = list === undefined ? undefined : typeof list[0];
  if (value !== null && ((kind !== undefined && typeof value !== kind) || !isOfKind(here))) {
    return wrongType(here);
  }
  if (issue?.code === "invalid_format" || issue?.code === "custom") {
    return {
      path,
      showValue,
      message: "This does not have the right form.",
      allowed,
      ...(correctedFix(here) ?? { fix: `Write ${allowed}.` }),
    };
  }
  if (list !== undefined && typeof value === "string") {
    return {
      path,
      showValue,
      message: "This is none of the allowed values.",
      allowed,
      ...(correctedFix(here) ?? { fix: "Write one of these." }),
    };
  }
  return {
    path,
    showValue,
    message: rangeMessage(issue, value),
    allowed,
    ...(correctedFix(here) ?? { fix: rangeFix(issue, value) }),
  };
}

/** Whether a value is of the kind that its schema wants, so that its length or size can be judged. */
function isOfKind({ schema, value }: Part): boolean {
  const plain = bare(schema);
  return !(plain instanceof z.ZodArray) || Array.isArray(value);
}

/** Whether a wrong value tells something: a number, a word or a name. Free text may be a secret in the wrong place. */
function isReadable({ schema, value, path }: Part): boolean {
  if (typeof value !== "string") return true;
  const plain = bare(schema);
  const isFree = plain instanceof z.ZodString && allowedText(plain).startsWith("text");
  const isSimple =
    plain instanceof z.ZodString ||
    plain instanceof z.ZodNumber ||
    plain instanceof z.ZodBoolean ||
    choices(plain) !== undefined ||
    plain instanceof z.ZodUnion;
  return isSimple && !isFree && value.length <= longest && mayShow(path, value);
}

/** Numbers, words and names are short. */
const longest = 100;

function keyOf({ path }: Part): string {
  return path.findLast((segment) => typeof segment === "string") ?? "";
}

/** The key as a stack file writes it. */
function keyText(part: Part): string {
  return (part.path.length === 1 ? part.root.namespace : "") + keyOf(part);
}

function advice(here: Part): Advice | undefined {
  return hintFor(here.schema, { value: here.value, key: keyOf(here), tree: here.root.value });
}

/** The advice of the schema, or else the value that was meant. */
function correctedFix(
  here: Part,
): Pick<ModelProblem, "fix" | "correction" | "exemption"> | undefined {
  const { schema, value, path } = here;
  const meant = meantValue(schema, value, keyOf(here));
  const correction = meant === undefined ? {} : { correction: { value: meant } };
  const hint = advice(here);
  if (hint !== undefined) return { ...hint, ...correction };
  if (meant === undefined) return undefined;
  if (!mayShow(path, meant)) return { fix: typeFix(schema, value), ...correction };
  const item = typeof path.at(-1) === "number";
  return { fix: `Write ${item ? "" : `${keyText(here)}: `}${flowText(meant)}.`, ...correction };
}
