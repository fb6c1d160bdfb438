import { closest, distance } from "fastest-levenshtein";

/**
 * The known name someone meant by another, or undefined where none is near: at most a third of the letters
 * may differ, and names that differ only in case or separators are always near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const same = known.find((candidate) => letters(candidate) === letters(name));
  if (same !== undefined) return same;
  const best = closest(name, [...known]);
  const longest = Math.max(name.length, best.length);
  if (distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(1, Math.floor(longest / 3))) {
    return best;
  }
  return known.find(
    (candidate) => name.length >= 4 && candidate.toLowerCase().startsWith(name.toLowerCase()),
  );
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** "a, b and c", at most `most` of them. */
export function nameList(names: readonly string[], most = 40): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
