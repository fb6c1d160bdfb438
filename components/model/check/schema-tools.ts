import { z } from "zod";
import { isMap, type Path } from "./path";

type AnySchema = z.core.$ZodType;

/** The largest whole number of AWS's API, whose type Integer has 32 bits. */
export const largestInteger = 2147483647;

/** The schema under defaults and optionality. */
export function unwrapped(schema: AnySchema): AnySchema {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.def.innerType);
  }
  return schema;
}

/** Of a value that may come late, the schema of the value: the other branch of its union is a check by code. */
export function lateValue(schema: AnySchema): AnySchema | undefined {
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const [check, value] = schema.options;
  return check instanceof z.ZodCustom ? value : undefined;
}

/** The schema of a value, whether it has a default, may be left out or may come late. */
export function bare(schema: AnySchema): AnySchema {
  const plain = unwrapped(schema);
  const late = lateValue(plain);
  return late === undefined ? plain : bare(late);
}

/** The closed list of values a schema allows, where it is one. */
export function choices(schema: AnySchema): readonly unknown[] | undefined {
  const plain = bare(schema);
  if (plain instanceof z.ZodEnum) return plain.options;
  if (plain instanceof z.ZodLiteral) return [...plain.values];
  if (plain instanceof z.ZodUnion) {
    const each = plain.options.map(choices);
    return each.every((list) => list !== undefined) ? each.flat() : undefined;
  }
  return undefined;
}

/** The keys a schema knows: of an object, or of a map whose keys are a closed list. */
export function knownKeys(schema: AnySchema): readonly string[] {
  const plain = bare(schema);
  if (plain instanceof z.ZodObject) return Object.keys(plain.shape);
  if (plain instanceof z.ZodRecord) return (choices(plain.keyType) ?? []).map(String);
  if (plain instanceof z.ZodUnion) return [...new Set(plain.options.flatMap(knownKeys))];
  return [];
}

/** Returns the schema of a key without its optional wrapper. */
export function isRequired(schema: AnySchema): boolean {
  return !z.safeParse(schema, undefined).success;
}

/**
 * The branch of a union that a value was meant for, by its kind and, for a map, by its keys; undefined where
 * it could be several (`{}`) or none.
 */
export function meantBranch(union: z.ZodUnion, value: unknown): AnySchema | undefined {
  const objects = union.options.filter((option) => bare(option) instanceof z.ZodObject);
  if (!isMap(value)) {
    const others = union.options.filter((option) => !objects.includes(option));
    return others.length === 1 ? others[0] : undefined;
  }
  const keys = Object.keys(value);
  const scores = objects.map((option) => {
    const known = new Set(knownKeys(option));
    return keys.filter((key) => known.has(key)).length;
  });
  const best = Math.max(...scores);
  const winners = objects.filter((_, index) => scores[index] === best);
  if (winners.length === 1 && (best > 0 || objects.length === 1)) return winners[0];
  return undefined;
}

/** Returns the schema at a path, following the branches the values were meant for. */
export function schemaAt(root: AnySchema, path: Path, tree: unknown): AnySchema | undefined {
  let schema: AnySchema | undefined = root;
  let value = tree;
  for (const segment of path) {
    schema = schema && inner(schema, segment, value);
    value =
      isMap(value) && Object.hasOwn(value, segment) ? value[segment] : listItem(value, segment);
  }
  return schema;
}

function listItem(value: unknown, segment: string | number): unknown {
  if (!Array.isArray(value) || typeof segment !== "number") return undefined;
  const list: readonly unknown[] = value;
  return list[segment];
}

function inner(schema: AnySchema, segment: string | number, value: unknown): AnySchema | undefined {
  const plain = bare(schema);
  if (plain instanceof z.ZodObject) {
    const shape: Readonly<Record<string, AnySchema>> = plain.shape;
    return Object.hasOwn(shape, segment) ? shape[segment] : undefined;
  }
  if (plain instanceof z.ZodRecord) return plain.valueType;
  if (plain instanceof z.ZodArray) return plain.element;
  if (plain instanceof z.ZodUnion) {
    const branch = meantBranch(plain, value);
    return branch && inner(branch, segment, value);
  }
  return undefined;
}

/** Returns the values that a schema allows, as a noun phrase: "a whole number from 5 to 300", "one of rolling". */
export function allowedText(schema: AnySchema): string {
  const plain = bare(schema);
  const list = choices(plain);
  if (list !== undefined) return list.map(String).join(", ");
  if (plain instanceof z.ZodBoolean) return "true or false";
  if (plain instanceof z.ZodNumber) return numberText(plain);
  if (plain instanceof z.ZodString || plain instanceof z.ZodStringFormat) return stringText(plain);
  if (plain instanceof z.ZodArray) return `a list, each item ${allowedText(plain.element)}`;
  if (plain instanceof z.ZodRecord) {
    const value = bare(plain.valueType);
    const single = value instanceof z.ZodString || value instanceof z.ZodNumber;
    return single
      ? `a map of names, each with ${allowedText(value)}`
      : "a map of names, each with a map";
  }
  if (plain instanceof z.ZodObject) {
    return `a map with the keys ${Object.keys(plain.shape).join(", ")}`;
  }
  if (plain instanceof z.ZodUnion) return plain.options.map(allowedText).join("; or ");
  return "another value";
}

function numberText(schema: z.ZodNumber): string {
  const kind = schema.format === "safeint" ? "a whole number" : "a number";
  const { minimum, exclusiveMinimum, maximum } = bounds(schema);
  if (exclusiveMinimum !== undefined) {
    return maximum === undefined
      ? `${kind} above ${exclusiveMinimum}`
      : `${kind} above ${exclusiveMinimum} and at most ${maximum}`;
  }
  if (minimum !== undefined && maximum !== undefined) {
    return `${kind} from ${minimum} to ${maximum}`;
  }
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  return maximum === undefined ? kind : `${kind} of at most ${maximum}`;
}

/** The bounds a number schema states; those of exact integers, and of AWS's own, say nothing to a user. */
export function bounds(schema: z.ZodNumber): {
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
} {
  const checks = (schema.def.checks ?? []).map((check) => check._zod.def);
  const { minValue, maxValue } = schema;
  const exclusive = checks.some(
    (check) => check.check === "greater_than" && "inclusive" in check && check.inclusive === false,
  );
  return {
    ...(isStated(minValue) && { [exclusive ? "exclusiveMinimum" : "minimum"]: minValue }),
    ...(isStated(maxValue) && { maximum: maxValue }),
  };
}

function isStated(bound: number | null): bound is number {
  return bound !== null && Math.abs(bound) < largestInteger;
}

/** A string schema's own words about its shape: the message of its pattern, which a text of NULs never fits. */
function stringText(schema: z.ZodString | z.ZodStringFormat): string {
  const result = z.safeParse(schema, "\0");
  const issue = result.error?.issues.find(({ code }) => code === "invalid_format");
  if (issue !== undefined) return issue.message;
  return schema.minLength === null ? "text" : "text that is not empty";
}
