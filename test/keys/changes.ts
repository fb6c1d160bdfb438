/** One change of each key of the schema, on a stack file in which it can be made. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isMap, type Path, valueAt } from "drydock-components/model/check/path";
import { byHand } from "./by-hand";
import { type Edit, edited } from "./edits";
import { anyElement, anyName, type LeafKey, leafKeys } from "./leaf-keys";
import { scoped } from "./scope";
import { otherValue } from "./values";

/** Configurations of stack files. */
export type Config = Readonly<Record<string, unknown>>;

export interface KeyChange {
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly before: Config;
  /** What makes the change: at its place, and where other keys have to change with it. */
  readonly edits: readonly Edit[];
  readonly after: Config;
}

/** The environment in which keys are changed. */
export const baseFile = join(__dirname, "base.yaml");

export const lifecycles = ["disposable", "protected"] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** @throws Error that names the keys for which no value is known */
export function keyChanges(lifecycle: Lifecycle): KeyChange[] {
  const base = { ...configOf(baseFile), "drydock:lifecycle": lifecycle };
  const changes = leafKeys().map((leaf) => changeOf(leaf, base));
  const missing = changes.filter((one) => typeof one === "string");
  if (missing.length > 0) {
    throw new Error(`Write a change into test/keys/by-hand.ts for ${missing.join(", ")}.`);
  }
  return changes.filter((one) => typeof one !== "string");
}

function configOf(file: string): Config {
  const document: unknown = parse(readFileSync(file, "utf8"));
  return isMap(document) && isMap(document["config"]) ? document["config"] : {};
}

/** The change, or the key if there is none. */
function changeOf({ key, steps, schemas }: LeafKey, base: Config): KeyChange | string {
  const { at, base: other, before: prepare = [], to: given, also = [] } = byHand[key] ?? {};
  const lifecycle = "drydock:lifecycle";
  const prepared = edited({ ...(other ?? base), [lifecycle]: base[lifecycle] }, prepare);
  const place = at ?? placeOf(steps, prepared);
  if (place === undefined) return key;
  const from = valueAt(prepared, place);
  const to = given ?? otherValue(schemas, from);
  if (to === undefined) return key;
  const before = other === undefined ? scoped(prepared, place) : prepared;
  const edits: Edit[] = [[place, to], ...also];
  return { key, from, to, before, edits, after: edited(before, edits) };
}

/** The first place in a configuration that has the key, or at least the map that it belongs to. */
function placeOf(steps: readonly string[], config: Config): Path | undefined {
  const [parents, last] = [steps.slice(0, -1), steps.at(-1)];
  const found = placesOf(steps, config)[0];
  if (found !== undefined || last === undefined || last === anyName || last === anyElement) {
    return found;
  }
  const parent = placesOf(parents, config)[0];
  return parent && [...parent, last];
}

function placesOf([step, ...rest]: readonly string[], value: unknown): Path[] {
  if (step === undefined) return [[]];
  return segmentsOf(step, value).flatMap((segment) =>
    placesOf(rest, valueAt(value, [segment])).map((place) => [segment, ...place]),
  );
}

function segmentsOf(step: string, value: unknown): Path {
  if (step === anyElement) return Array.isArray(value) ? value.map((_, index) => index) : [];
  if (!isMap(value)) return [];
  if (step === anyName) return Object.keys(value);
  return step in value ? [step] : [];
}
