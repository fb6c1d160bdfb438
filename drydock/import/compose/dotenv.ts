import { parseEnv } from "node:util";
import { interpolate, type Lookup } from "./interpolate";

/** Values in single quotes, which stay as they are. */
const literalPattern = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*'/gm;

/**
 * Reads a file of NAME=VALUE lines as Compose does: values refer to variables of the shell and of earlier lines.
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function readDotenv(bytes: Uint8Array, outside: Lookup): ReadonlyMap<string, string> {
  const text = new TextDecoder().decode(bytes);
  const literal = new Set([...text.matchAll(literalPattern)].map(([, name]) => name));
  const values = new Map<string, string>();
  for (const [name, value = ""] of Object.entries(parseEnv(text))) {
    values.set(name, literal.has(name) ? value : expanded(value, values, outside));
  }
  return values;
}

function expanded(value: string, earlier: ReadonlyMap<string, string>, outside: Lookup): string {
  const { text, errors } = interpolate(
    value.replaceAll("\\$", "$$$$"),
    (name) => outside(name) ?? earlier.get(name),
  );
  // Compose refuses such a value; unchanged, it shows the problem.
  return errors.length === 0 ? text : value;
}
