import { z } from "zod";
import { habits } from "../habits";
import { notSaid } from "../not-said";
import { hintFor } from "./advice";
import { flowEntries } from "./flow";
import { meantValue } from "./meant";
import { closestNames, nameList, nearestName, sameLetters } from "./nearest";
import { isMap, type Path } from "./path";
import type { Correction, ModelProblem } from "./problem";
import { bare, knownKeys, schemaAt } from "./schema-tools";
import { mayShow } from "./shown";

type AnySchema = z.core.$ZodType;

/** The whole tree under check. */
export interface Root {
  readonly schema: AnySchema;
  readonly value: unknown;
  /** The prefix of the keys at the top, such as `drydock:`. */
  readonly namespace: string;
}

/** A key that the map around it does not know. */
export interface UnknownKey {
  readonly key: string;
  readonly value: unknown;
  /** The path of the map. */
  readonly path: Path;
  readonly schema: AnySchema;
  readonly root: Root;
}

type Answer = Pick<ModelProblem, "fix"> &
  Partial<Pick<ModelProblem, "message" | "correction" | "meant" | "allowed">>;

/** The advice for an unknown key, by its most likely meaning. */
export function unknownKey(unknown: UnknownKey): ModelProblem {
  const known = knownKeys(unknown.schema);
  const answer =
    sameName(unknown, known) ??
    habit(unknown, known) ??
    neverSaid(unknown, known) ??
    below(unknown) ??
    above(unknown) ??
    nearName(unknown, known);
  return {
    path: [...unknown.path, unknown.key],
    at: "key",
    message: "This key is not known here.",
    ...(answer === undefined
      ? { allowed: nameList(known), fix: "Remove it, or use one of the keys above." }
      : { ...(known.length <= few && { allowed: nameList(known) }), ...answer }),
  };
}

/** More keys than these are shown only where nothing else helps. */
const few = 12;

/** `containerport`, `container-port`, `container_port`. */
function sameName(unknown: UnknownKey, known: readonly string[]): Answer | undefined {
  const { key } = unknown;
  const exact = [...habits, ...notSaid].some(({ names }) => names.includes(key));
  const same = exact ? undefined : known.find((name) => sameLetters(name, key));
  return same === undefined ? undefined : inPlace(unknown, same);
}

function habit(unknown: UnknownKey, known: readonly string[]): Answer | undefined {
  const found = habits.find(({ key, names }) => known.includes(key) && isNamed(unknown.key, names));
  if (found === undefined) return undefined;
  const { key, keys, besides } = found;
  const answer =
    keys === undefined ? inPlace(unknown, key) : written(unknown, key, keys(unknown.value));
  return besides === undefined ? answer : { ...answer, fix: `${answer.fix ?? ""} ${besides}` };
}

/** Names with an underscore are meant as they are; the others in any spelling. */
function isNamed(key: string, names: readonly string[]): boolean {
  return names.some((name) => (name.includes("_") ? name === key : sameLetters(name, key)));
}

function neverSaid({ key }: UnknownKey, known: readonly string[]): Answer | undefined {
  const found = notSaid.find(({ beside, names }) => known.includes(beside) && isNamed(key, names));
  if (found === undefined) return undefined;
  return {
    ...(found.elsewhere !== true && { message: "No key of a stack file says this." }),
    fix: `Remove it. ${found.instead}`,
  };
}

/** The prefix of the keys of a map. */
function prefixOf({ namespace }: Root, around: Path): string {
  return around.length === 0 ? namespace : "";
}

function nearName(unknown: UnknownKey, known: readonly string[]): Answer | undefined {
  const near = nearestName(unknown.key, known);
  if (near === undefined) return undefined;
  const { path, root } = unknown;
  const prefix = prefixOf(root, path);
  return {
    allowed: nameList(closestNames(unknown.key, known, few)),
    fix: `Did you mean ${prefix}${near}?`,
    meant: [...path, near],
    ...correctionOf(unknown, near),
  };
}

/** The same value, or its meaning there, under the right key. */
function inPlace(unknown: UnknownKey, key: string): Answer {
  return written(unknown, key, keysOf(unknown, key));
}

function correctionOf(unknown: UnknownKey, key: string): { correction?: Correction } {
  const keys = keysOf(unknown, key);
  return keys === undefined ? {} : { correction: { keys } };
}

function keysOf(
  { schema, value }: Pick<UnknownKey, "schema" | "value">,
  key: string,
): Record<string, unknown> | undefined {
  const inner = innerSchema(schema, key);
  if (inner === undefined) return undefined;
  const meant = meantValue(inner, value, key);
  return { [key]: z.safeParse(inner, value).success ? value : (meant ?? value) };
}

function written(
  unknown: UnknownKey,
  key: string,
  keys: Readonly<Record<string, unknown>> | undefined,
): Answer {
  const { path, value, schema, root } = unknown;
  const meant = [...path, key];
  const prefix = prefixOf(root, path);
  const inner = innerSchema(schema, key);
  if (keys === undefined) {
    return { fix: `The key for it is ${prefix}${key}.`, meant };
  }
  const fits = Object.entries(keys).every(([name, given]) => {
    const own = innerSchema(schema, name);
    return own !== undefined && z.safeParse(own, given).success;
  });
  const small = JSON.stringify(keys).length <= longest;
  if (fits && small && mayShow(path, keys)) {
    return { fix: `Write ${prefix}${flowEntries(keys)}.`, meant, correction: { keys } };
  }
  const hint =
    fits || inner === undefined ? undefined : hintFor(inner, { value, key, tree: root.value });
  return {
    fix:
      hint === undefined
        ? `Rename it to ${prefix}${key}.`
        : `The key for it is ${prefix}${key}. ${hint.fix}`,
    meant,
    ...(fits && { correction: { keys } }),
  };
}

const longest = 120;

/** The schema under a key, of a union that of the branch which has the key. */
function innerSchema(schema: AnySchema, key: string): AnySchema | undefined {
  const plain = bare(schema);
  if (!(plain instanceof z.ZodUnion)) return schemaAt(schema, [key], {});
  const branch = plain.options.find((option) => knownKeys(option).includes(key));
  return branch && schemaAt(branch, [key], {});
}

/** A key that one of the maps beside it knows. */
function below(unknown: UnknownKey): Answer | undefined {
  const { key, schema, path, root, value } = unknown;
  const plain = bare(schema);
  if (!(plain instanceof z.ZodObject)) return undefined;
  const shape: Readonly<Record<string, AnySchema>> = plain.shape;
  const homes = Object.entries(shape).filter(
    ([, inner]) => bare(inner) instanceof z.ZodObject && knownKeys(inner).includes(key),
  );
  const [home] = homes;
  if (home === undefined || homes.length > 1) {
    return isService(unknown) ? serviceAtTop(unknown) : undefined;
  }
  const [name, inner] = home;
  const own = keysOf({ schema: inner, value }, key) ?? {};
  const prefix = prefixOf(root, path);
  const shown = mayShow([...path, name], own) ? flowEntries(own) : `${key}: ...`;
  return {
    fix: `Write it under ${prefix}${name}, as ${prefix}${name}: { ${shown} }.`,
    meant: [...path, name, key],
    correction: { keys: { [name]: own } },
  };
}

/** Whether a key at the top has a map that looks like a service. */
function isService({ path, value, root }: UnknownKey): boolean {
  return (
    path.length === 0 &&
    knownKeys(root.schema).includes("services") &&
    isMap(value) &&
    "image" in value
  );
}

function serviceAtTop({ key, root, value }: UnknownKey): Answer {
  return {
    fix: `Write it under ${root.namespace}services, indented.`,
    meant: ["services", key],
    correction: { keys: { services: { [key]: value } } },
  };
}

/** A key that a map around knows. */
function above({ key, path, root }: UnknownKey): Answer | undefined {
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const around = schemaAt(root.schema, path.slice(0, length), root.value);
    if (around !== undefined && knownKeys(around).includes(key)) {
      return {
        fix: `Move ${key} up, beside ${prefixOf(root, path.slice(0, length))}${String(path[length])}.`,
        meant: [...path.slice(0, length), key],
      };
    }
  }
  return undefined;
}
