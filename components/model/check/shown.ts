import { looksLikeSecret } from "drydock-policy/secrets";
import { isMap, type Path } from "./path";

/** Keys under which people put secrets, or could: no text below them is ever shown. */
const hidingKeys = new Set([
  "environment",
  "args",
  "command",
  "entryPoint",
  "versions",
  "secure",
  "tags",
  "conditions",
]);

/** Whether the value at a path of a stack file could be a secret. */
export function mayHoldSecret(path: Path): boolean {
  const [first] = path;
  // services.<name>.secrets.<VARIABLE> holds a reference; a text in its place is likely the secret itself.
  if (path.slice(2).includes("secrets") && path.indexOf("secrets", 2) >= path.length - 2) {
    return true;
  }
  if (first === "secrets") return !["arn", "kmsKeyArn"].includes(String(path[2] ?? ""));
  return path.some((segment) => hidingKeys.has(String(segment)));
}

/** Whether a corrected value may be shown at a path: numbers and words of ours may, texts not where secrets are. */
export function mayShow(path: Path, value: unknown): boolean {
  if (typeof value === "string") return !mayHoldSecret(path) && !looksLikeSecret("", value);
  if (Array.isArray(value)) return value.every((item) => mayShow(path, item));
  if (!isMap(value)) return true;
  return Object.entries(value).every(([key, inner]) => mayShow([...path, key], inner));
}
