import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { SourceLocation } from "./types";

/** A stack file and its text. */
export interface StackFile {
  /** Path for the report, relative to the program's folder. */
  readonly file: string;
  readonly text: string;
}

/** Finds the lines of one stack file. Parse once, ask often. */
export type Locator = (keyTemplate: string, names: readonly string[]) => SourceLocation;

/**
 * Finds the line of a configuration key such as `drydock:services.{name}.exec`.
 *
 * A placeholder matches one of the keys at that place: a name in `names` (the
 * resource's name and those of its ancestors), else the longest dash-separated part
 * of such a name. If the file does not have the key, because a default applies, the location is the
 * nearest existing parent key.
 */
export function locator({ file, text }: StackFile): Locator {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (keyTemplate, names) => {
    let node: unknown = document.contents;
    let line = 1;
    const path: string[] = [];
    for (const segment of ["config", ...segmentsOf(keyTemplate)]) {
      const pair = isMap(node) ? pairOf(node.items, segment, names) : undefined;
      if (pair === undefined) break;
      const key = pair.key;
      path.push(keyText(key) ?? segment);
      if (isScalar(key) && key.range) line = lines.linePos(key.range[0]).line;
      node = pair.value;
    }
    // Every path starts with `config`; it is the location only if nothing below it exists.
    const [, ...below] = path;
    return { file, line, yamlPath: below.length > 0 ? below.join(".") : "config" };
  };
}

/** `drydock:services.{name}.exec` is `drydock:services`, `{name}`, `exec`. */
function segmentsOf(keyTemplate: string): string[] {
  return keyTemplate.split(".");
}

function pairOf(
  pairs: readonly Pair[],
  segment: string,
  names: readonly string[],
): Pair | undefined {
  if (!segment.startsWith("{")) return pairs.find((pair) => keyText(pair.key) === segment);
  const keyed = pairs.flatMap((pair) => {
    const text = keyText(pair.key);
    return text === undefined ? [] : [{ pair, text }];
  });
  const exact = keyed.find(({ text }) => names.includes(text));
  if (exact !== undefined) return exact.pair;
  return keyed
    .filter(({ text }) => names.some((name) => `-${name}-`.includes(`-${text}-`)))
    .sort((a, b) => b.text.length - a.text.length)[0]?.pair;
}

function keyText(key: unknown): string | undefined {
  return isNodeWithValue(key) ? String(key.value) : undefined;
}

function isNodeWithValue(key: unknown): key is Node & { value: string | number | boolean } {
  return isScalar(key) && ["string", "number", "boolean"].includes(typeof key.value);
}
