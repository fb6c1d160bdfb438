import { isMap } from "./path";

/** Text that YAML reads as text without quotes, in braces and brackets too. */
const plain = /^[\w/.][\w/.@+*$-]*(?::[\w/.@+*$-]+)*$/;

/** Text that some version of YAML reads as something else: numbers, dates, times, booleans. */
const otherForm = /^(?:[\d:._-]+|0[xo]\w+|\d[\d.]*e[+-]?\d+|true|false|null|yes|no|on|off|y|n)$/i;

/** A value as YAML on one line: `{ reference: nginx:1.27 }`. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (isMap(value)) {
    return Object.keys(value).length === 0 ? "{}" : `{ ${flowEntries(value)} }`;
  }
  if (typeof value !== "string") return String(value);
  return plain.test(value) && !otherForm.test(value) ? value : JSON.stringify(value);
}

/** Keys and values as a map writes them: `cpu: 256, memoryMiB: 512`. */
export function flowEntries(entries: Readonly<Record<string, unknown>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}: ${flowText(value)}`)
    .join(", ");
}
