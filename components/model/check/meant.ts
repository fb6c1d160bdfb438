import { z } from "zod";
import { readAs } from "./advice";
import { nearestName, nearestNumber } from "./nearest";
import { listOf, single } from "./path";
import { bare, bounds, choices } from "./schema-tools";
import { numberUnder } from "./units";

type AnySchema = z.core.$ZodType;

/**
 * The value that somebody most likely meant by a wrong one: a unit converted, quotes removed, a list around one item, the
 * nearest of several choices. Undefined where none is likely; the schema allows every returned value.
 */
export function meantValue(schema: AnySchema, value: unknown, key: string): unknown {
  if (value === undefined || value === null) return undefined;
  const candidates = [readAs(schema, value), ...general(bare(schema), value, key)];
  return candidates.find(
    (candidate) => candidate !== undefined && z.safeParse(schema, candidate).success,
  );
}

/** The likely meanings by kind, the likeliest first. */
function general(schema: AnySchema, value: unknown, key: string): unknown[] {
  const list = choices(schema);
  if (list !== undefined) return [choiceMeant(list, value, key)];
  if (schema instanceof z.ZodUnion) {
    return schema.options.map((option) => meantValue(option, value, key));
  }
  if (schema instanceof z.ZodNumber) return numbersMeant(schema, single(value), key);
  if (schema instanceof z.ZodBoolean) return [booleanMeant(value)];
  if (schema instanceof z.ZodArray) return [listMeant(schema, value, key)];
  if (schema instanceof z.ZodString) return [textMeant(schema, single(value), key)];
  if (schema instanceof z.ZodRecord) return [namesMeant(value)];
  return value === true ? [{}] : [];
}

function choiceMeant(list: readonly unknown[], value: unknown, key: string): unknown {
  if (typeof value === "string" && list.some((item) => typeof item === "string")) {
    return nearestName(value, list.map(String));
  }
  const number = numberUnder(key, value);
  if (typeof number !== "number") return undefined;
  return nearestNumber(
    number,
    list.filter((item) => typeof item === "number"),
  );
}

function numbersMeant(schema: z.ZodNumber, value: unknown, key: string): unknown[] {
  const number = numberUnder(key, value);
  if (typeof number !== "number" || !Number.isFinite(number)) return [];
  const whole = schema.format === "safeint" ? Math.round(number) : number;
  const { minimum = -Infinity, maximum = Infinity } = bounds(schema);
  return [whole, Math.min(Math.max(whole, minimum), maximum)];
}

/** YAML 1.1 took these for true and false; YAML 1.2 and this program take them for text. */
const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  y: true,
  enabled: true,
  false: false,
  no: false,
  off: false,
  n: false,
  disabled: false,
};

function booleanMeant(value: unknown): unknown {
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
}

/** One item without its brackets, and items that are wrong each. */
function listMeant(schema: z.ZodArray, value: unknown, key: string): unknown {
  const items = listOf(value);
  // A line of words may be one item or several.
  if (typeof value === "string" && /\s/.test(value)) return undefined;
  const meant = items.map((item) =>
    z.safeParse(schema.element, item).success ? item : meantValue(schema.element, item, key),
  );
  return meant.includes(undefined) ? undefined : meant;
}

function textMeant(schema: z.ZodString, value: unknown, key: string): unknown {
  if (typeof value === "number" || typeof value === "boolean") {
    return readAs(schema, String(value)) ?? String(value);
  }
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  return trimmed === value ? undefined : (meantValue(schema, trimmed, key) ?? trimmed);
}

/** A list of names where each has a map under it. */
function namesMeant(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  const names: readonly unknown[] = value;
  return names.every((name) => typeof name === "string")
    ? Object.fromEntries(names.map((name) => [name, {}]))
    : undefined;
}
