import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Place, type Problem } from "../config/problems";
import { isTree, type Path, pathText, type Tree } from "./paths";

/** A YAML file as plain data, with anchors and merge keys resolved, and where things stand in it. */
export interface YamlFile {
  readonly value: Tree;
  locate(path: Path): Place;
}

/** Aliases a file may use: the largest public Compose files have a few hundred. */
const MOST_ALIASES = 10_000;

/** Reads a file of keys and values. It never throws: what is wrong comes back as problems. */
export function readYaml(
  file: string,
  text: string,
): YamlFile | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "silent",
  });
  // One mistake brings others after it; the first ones tell.
  const [first] = document.errors;
  if (first !== undefined) {
    return { problems: [problemAt(place(first.pos[0]), "", `This is not YAML: ${first.message}`)] };
  }
  const value = plainData(() => document.toJS({ maxAliasCount: MOST_ALIASES }));
  if ("problem" in value) return { problems: [problemAt(place(0), "", value.problem)] };
  if (!isTree(value.data)) {
    return {
      problems: [problemAt(place(0), "", "The file does not hold a map of keys and values.")],
    };
  }
  return {
    value: value.data,
    locate: (path) => place(offsetOf(document.contents, path)),
  };
}

function plainData(read: () => unknown): { readonly data: unknown } | { readonly problem: string } {
  try {
    return { data: read() };
  } catch (error) {
    // An alias to nothing, or aliases within aliases.
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The aliases of this file cannot be resolved: ${reason}` };
  }
}

export function problemAt(place: Place, path: Path | "", message: string, fix?: string): Problem {
  return {
    ...place,
    path: path === "" ? "" : pathText(path),
    value: undefined,
    message,
    allowed: undefined,
    fix,
  };
}

/** Where a value starts; where the nearest thing around it starts, when it came in through a merge key. */
function offsetOf(contents: unknown, path: Path): number {
  let node = contents;
  let offset = startOf(contents);
  for (const part of path) {
    const next = child(node, part);
    if (next === undefined) break;
    offset = next.offset;
    node = next.value;
  }
  return offset;
}

function child(
  node: unknown,
  part: string | number,
): { readonly offset: number; readonly value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return isNode(item) ? { offset: startOf(item), value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair === undefined ? undefined : { offset: startOf(pair.key), value: pair.value };
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}
