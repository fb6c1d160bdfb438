import type { WireProperties, WireValue } from "../../../drydock/offline/pack";

/** A place in a property bag; `json` after a property leads into a document that is JSON text. */
export type Path = readonly (string | number)[];

export const isList = (value: WireValue | undefined): value is readonly WireValue[] =>
  Array.isArray(value);
export const isObject = (
  value: WireValue | undefined,
): value is Readonly<Record<string, WireValue>> =>
  typeof value === "object" && value !== null && !isList(value);

/** JSON.parse with a type: everything JSON can say is a wire value. */
const parseJson: (text: string) => WireValue = JSON.parse;

/** The document in a string that looks like JSON, if it is any. */
export function documentIn(value: WireValue | undefined): WireValue | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}

/** Every place in a property bag, containers before what is in them. */
export function* placesIn(
  value: WireValue,
  path: Path = [],
): Generator<{ readonly path: Path; readonly value: WireValue }> {
  if (path.length > 0) yield { path, value };
  const document = documentIn(value);
  if (document !== undefined) {
    for (const place of placesIn(document, [])) {
      yield { path: [...path, "json", ...place.path], value: place.value };
    }
  } else if (isList(value)) {
    for (const [index, item] of value.entries()) yield* placesIn(item, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* placesIn(item, [...path, key]);
  }
}

/** The value at a path that does not lead into JSON text. */
export function valueAt(value: WireValue | undefined, path: Path): WireValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(value)) return valueAt(typeof step === "number" ? value[step] : undefined, rest);
  return isObject(value) ? valueAt(value[step], rest) : undefined;
}

/** A copy with one place replaced, or removed when `to` is undefined. A place that is not there stays away. */
export function withPlace(
  value: WireValue | undefined,
  path: Path,
  to: WireValue | undefined,
): WireValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (value === undefined) return undefined;
  if (step === "json") {
    const document = documentIn(value);
    return document === undefined ? value : JSON.stringify(withPlace(document, rest, to));
  }
  if (isList(value)) {
    return value.flatMap((item, index) => {
      if (index !== step) return [item];
      const next = withPlace(item, rest, to);
      return next === undefined ? [] : [next];
    });
  }
  if (!isObject(value)) return value;
  const present = value[step];
  if (present === undefined) return value;
  const next = withPlace(present, rest, to);
  const entries = Object.entries(value).flatMap(([key, item]): [string, WireValue][] => {
    if (key !== step) return [[key, item]];
    return next === undefined ? [] : [[key, next]];
  });
  return Object.fromEntries(entries);
}

/** The same for a whole property bag. */
export function bagWithPlace(
  bag: WireProperties,
  path: Path,
  to: WireValue | undefined,
): WireProperties {
  const changed = withPlace(bag, path, to);
  return isObject(changed) ? changed : {};
}

/** `volumes.#.name`, for any position in a list. */
export function placeText(path: Path): string {
  return path.map((step) => (/^\d+$/.test(String(step)) ? "#" : step)).join(".");
}
