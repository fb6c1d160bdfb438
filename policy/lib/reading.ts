/**
 * Reading inputs that may not be known yet. In a preview the engine puts a sentinel string where a
 * value is still to be computed; the policy SDK's proxy throws when such a value is read, and then
 * drops the rest of the policy. Rules read through these functions instead, which tell *known*,
 * *unknown* and *absent* apart and never throw.
 */

/** The result of a read. `absent` is a property that is not set, or set to null. */
export type Reading<T> =
  | { readonly state: "known"; readonly value: T }
  | { readonly state: "unknown" }
  | { readonly state: "absent" };

/** A property bag or a nested object, as it comes. */
export type Properties = Readonly<Record<string, unknown>>;

const absent = { state: "absent" } as const;
const unknown = { state: "unknown" } as const;

/**
 * The engine's sentinels, one for each kind of value
 * (https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go).
 */
const sentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** True for the engine's stand-in of a value that is still to be computed. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && sentinels.has(value);
}

/** True for a nested object, false for a list. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a dotted path such as `networkConfiguration.subnets`, of whatever type it is. */
export function read(from: unknown, path: string): Reading<unknown> {
  let at = from;
  for (const step of path.split(".")) {
    if (isUnknown(at)) return unknown;
    if (Array.isArray(at)) at = at.at(Number(step));
    else if (isProperties(at)) at = at[step];
    else return absent;
  }
  if (isUnknown(at)) return unknown;
  return at === undefined || at === null ? absent : { state: "known", value: at };
}

/** Applies a conversion to a known value; a value of the wrong type counts as absent. */
function converted<T>(
  reading: Reading<unknown>,
  convert: (value: unknown) => T | undefined,
): Reading<T> {
  if (reading.state !== "known") return reading;
  const value = convert(reading.value);
  return value === undefined ? absent : { state: "known", value };
}

/** A boolean. The AWS provider also takes the words as strings. */
export function readBoolean(from: unknown, path: string): Reading<boolean> {
  return converted(read(from, path), (value) => {
    if (typeof value === "boolean") return value;
    if (value === "true") return true;
    return value === "false" ? false : undefined;
  });
}

/** A number. The AWS provider also takes digits as strings. */
export function readNumber(from: unknown, path: string): Reading<number> {
  return converted(read(from, path), (value) => {
    if (typeof value === "number") return value;
    return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  });
}

/** A string. Numbers become strings: `cpu` and ports are written both ways. */
export function readString(from: unknown, path: string): Reading<string> {
  return converted(read(from, path), (value) => {
    if (typeof value === "string") return value;
    return typeof value === "number" ? String(value) : undefined;
  });
}

/** A word of a closed choice, in capitals: the AWS provider takes many of them in either case. */
export function readWord(from: unknown, path: string): Reading<string> {
  return converted(readString(from, path), (value) =>
    typeof value === "string" ? value.toUpperCase() : undefined,
  );
}

/** A list, which may hold unknown elements. An empty list is known, not absent. */
export function readList(from: unknown, path: string): Reading<readonly unknown[]> {
  return converted(read(from, path), (value) => (Array.isArray(value) ? value : undefined));
}

/** A nested object. */
export function readObject(from: unknown, path: string): Reading<Properties> {
  return converted(read(from, path), (value) => (isProperties(value) ? value : undefined));
}

/** The value if it is known. For places where unknown and absent have the same answer. */
export function known<T>(reading: Reading<T>): T | undefined {
  return reading.state === "known" ? reading.value : undefined;
}

/** The known strings of a list, and whether the list has others that are not known. */
export function readStrings(
  from: unknown,
  path: string,
): { readonly values: readonly string[]; readonly complete: boolean } {
  const list = readList(from, path);
  if (list.state === "unknown") return { values: [], complete: false };
  const items = known(list) ?? [];
  const values = items.filter(
    (item): item is string => typeof item === "string" && !isUnknown(item),
  );
  return { values, complete: values.length === items.length };
}

/**
 * The property bag behind the policy SDK's proxy: taken through property descriptors, which the proxy
 * does not intercept, so that an unknown value can be seen instead of throwing.
 */
export function plainProperties(props: object): Properties {
  const descriptors: Record<string, PropertyDescriptor> = Object.getOwnPropertyDescriptors(props);
  const entries = Object.entries(descriptors).map(([name, { value }]): [string, unknown] => [
    name,
    value,
  ]);
  return Object.fromEntries(entries);
}
