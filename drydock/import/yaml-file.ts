import { isMap as isYamlMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Place } from "drydock-components/model/check/problem";
import { placesIn } from "../config/document";
import { isNode, offsetOf } from "../config/walk";
import type { Problem } from "../config/problems";
import { isMap, type Path, pathText } from "drydock-components/model/check/path";
import type { Tree } from "./paths";

/** A YAML file as plain data, with anchors and merge keys resolved, and positions. */
export interface YamlFile {
  readonly value: Tree;
  readonly locate: (path: Path) => Place;
  /** Creates a problem at a place of the file. */
  readonly problem: (path: Path, message: string, fix?: string) => Problem;
}

/** The limit of aliases in a file: the largest public Compose files have a few hundred. */
const mostAliases = 10_000;

/** Reads a file of keys and values. Never throws: returns problems instead. */
export function readYaml(
  file: string,
  text: string,
): YamlFile | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const place = placesIn(file, lines);
  const document = parseDocument(text, {
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "silent",
  });
  const problem = (place: Place, message: string): { readonly problems: readonly Problem[] } => ({
    problems: [
      { ...place, path: "", value: undefined, message, allowed: undefined, fix: undefined },
    ],
  });
  // One syntax error causes others; report the first.
  const [first] = document.errors;
  if (first !== undefined) {
    return problem(place(first.pos[0]), `This is not YAML: ${first.message}`);
  }
  const value = plainData(() => document.toJS({ maxAliasCount: mostAliases }));
  if ("problem" in value) return problem(place(0), value.problem);
  if (!isMap(value.data)) {
    return problem(place(0), "The file does not hold a map of keys and values.");
  }
  const locate = (path: Path): Place => place(offsetAt(document.contents, path));
  return {
    value: value.data,
    locate,
    problem: (path, message, fix) => ({
      ...locate(path),
      path: pathText(path),
      value: undefined,
      message,
      allowed: undefined,
      fix,
    }),
  };
}

/** The problems that a schema finds in a part of a file, with positions. */
export function shapeProblems(
  { issues }: z.core.$ZodError,
  file: YamlFile,
  at: Path = [],
): readonly Problem[] {
  return issues
    .flatMap(innermost)
    .map(({ path, message }) =>
      file.problem(
        [...at, ...path.map((part) => (typeof part === "number" ? part : String(part)))],
        message,
      ),
    );
}

/** For a value with several allowed forms, the problem in the form that it uses, if known. */
function innermost(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const inside = issue.errors.find((form) =>
    form.every(({ path, code }) => path.length > 0 || code === "custom"),
  );
  if (inside === undefined || inside.length === 0) return [issue];
  return inside.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] }));
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

/** The start of a value, or of the nearest enclosing one if a merge key brought it in. */
function offsetAt(contents: unknown, path: Path): number {
  let node = contents;
  let offset = offsetOf(contents);
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
    const item =
      typeof part === "number"
        ? node.items[part]
        : node.items.find((one) => isScalar(one) && String(one.value).split("=")[0] === part);
    return isNode(item) ? { offset: offsetOf(item), value: item } : undefined;
  }
  if (!isYamlMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair === undefined ? undefined : { offset: offsetOf(pair.key), value: pair.value };
}
