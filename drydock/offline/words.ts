/** Helpers for text. */

/** `1 task`, `2 tasks`. For nouns with a plural in s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Turns a clause about one thing into the plural: `is open` as `are open`, `has no alarm` as `have no alarm`. */
export function pluralClause(clause: string): string {
  const [verb = "", ...rest] = clause.split(" ");
  return [pluralVerb(verb), ...rest].join(" ");
}

function pluralVerb(verb: string): string {
  const irregular = { is: "are", has: "have", does: "do", was: "were" };
  for (const [one, several] of Object.entries(irregular)) if (verb === one) return several;
  if (/..[^aeiou]ies$/.test(verb)) return verb.replace(/ies$/, "y");
  if (/(?:ss|sh|ch|x)es$/.test(verb)) return verb.slice(0, -2);
  return /[a-z][^s]s$/.test(verb) ? verb.slice(0, -1) : verb;
}

/** Number of named items of a long list. */
const named = 5;

/** `a`, `a and b`, `a, b and c`; for a long list, the first few and the number of others. */
export function list(items: readonly string[]): string {
  if (items.length > named + 1) {
    return `${items.slice(0, named).join(", ")} and ${items.length - named} more`;
  }
  return wholeList(items);
}

/** `a`, `a and b`, `a, b and c`, however long: a list of what is missing may not be cut. */
export function wholeList(items: readonly string[]): string {
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
