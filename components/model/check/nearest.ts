import { closest, distance } from "fastest-levenshtein";

/**
 * The known name someone meant by another, or undefined where none is near: at most a third of the letters may
 * differ (one of up to four), and names that differ only in case, separators or the order of letters are always near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const same =
    known.find((candidate) => letters(candidate) === letters(name)) ??
    known.find((candidate) => sorted(candidate) === sorted(name));
  if (same !== undefined) return same;
  const best = closest(name, [...known]);
  const longest = Math.max(name.length, best.length);
  const most = longest <= 4 ? 1 : Math.max(2, Math.floor(longest / 3));
  if (distance(name.toLowerCase(), best.toLowerCase()) <= most) {
    return best;
  }
  return known.find(
    (candidate) => name.length >= 4 && candidate.toLowerCase().startsWith(name.toLowerCase()),
  );
}

function sorted(name: string): string {
  return Array.from(letters(name)).sort().join("");
}

/** Whether two names differ in case, hyphens and underscores only. */
export function sameLetters(one: string, other: string): boolean {
  return letters(one) === letters(other);
}

/** The names that are most like another one, at most so many. */
export function closestNames(name: string, known: readonly string[], most: number): string[] {
  return known
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The nearest of some numbers, the first of two that are as near; undefined where there are none. */
export function nearestNumber(wanted: number, numbers: readonly number[]): number | undefined {
  const distance = (one: number) => Math.abs(one - wanted);
  const [first, ...others] = numbers;
  return first === undefined
    ? undefined
    : others.reduce((best, one) => (distance(one) < distance(best) ? one : best), first);
}

/** "a, b and c", at most `most` of them. */
export function nameList(names: readonly string[], most = 50): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
