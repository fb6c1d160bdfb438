/** The longest name that a stack file allows; components/model/primitives.ts has the reason. */
const longest = 24;

/** Converts any name to a name for a stack file: lower case and single hyphens. */
export function logicalNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const logical = unique(logicalName(name), taken);
    taken.add(logical);
    result.set(name, logical);
  }
  return result;
}

export function logicalName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return trimmed(plain === "" ? `s-${name.replace(/[^0-9]/g, "")}` : plain, longest);
}

function trimmed(name: string, length: number): string {
  return name.slice(0, length).replace(/-+$/, "");
}

function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = trimmed(name, longest - suffix.length) + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}

/** `db-password` as the name of a variable: DB_PASSWORD. */
export function variableName(name: string): string {
  const plain = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}
