import { isMap, type Path } from "drydock-components/model/check/path";
import { pathText } from "./path";
import { looksLikeSecret } from "drydock-policy/secrets";
import { mayHoldSecret } from "drydock-components/model/check/shown";

const longest = 100;

/**
 * A value as a message may show it: `256`, `"256"`, `a list of 3`; undefined where it could be a secret
 * (below environment, build arguments, commands, secrets, or shaped like one).
 */
export function shownValue(path: Path, value: unknown): string | undefined {
  if (value === undefined || mayHoldSecret(path) || isReference(path)) return undefined;
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `a list of ${value.length}`;
  if (isMap(value)) return Object.keys(value).length === 0 ? "{}" : "a map";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  if (looksLikeSecret("", value)) return undefined;
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}...` : value);
}

/** Whether a value names a secret or a key of one: people write the secret itself there. */
function isReference(path: Path): boolean {
  return path.indexOf("secrets", 2) >= 2 && /^(?:secret|key)$/.test(String(path.at(-1)));
}

/**
 * A path as a message may show it. A key of the form NAME=VALUE is a variable written as one text, so
 * all after the equals sign is left out.
 */
export function shownPath(path: Path): string {
  return pathText(
    path.map((segment) => {
      if (typeof segment === "number") return segment;
      const name = segment.replace(/(?<=.)[=\s].*$/s, "=...");
      const short = name.length > longest ? `${name.slice(0, longest)}...` : name;
      return looksLikeSecret("", short) ? "..." : short;
    }),
  );
}
