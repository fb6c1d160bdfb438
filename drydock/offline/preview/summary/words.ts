/** Small pieces of text. */

/** `1 task`, `2 tasks`. For nouns that take a plain s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** How many of a long list are named. */
const named = 5;

/** `a`, `a and b`, `a, b and c`; of a long list the first few and how many more there are. */
export function list(items: readonly string[]): string {
  if (items.length > named + 1) {
    return `${items.slice(0, named).join(", ")} and ${items.length - named} more`;
  }
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

const units = ["B", "kB", "MB", "GB"];

/** `5 MB` from 5000000. */
export function bytes(number: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, number)) / 3));
  const value = number / 1000 ** power;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[power] ?? "B"}`;
}
