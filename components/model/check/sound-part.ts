import type { z } from "zod";
import { type Path, valueAt, without } from "./path";

/** The readable part of a tree with problems, and the parts left out. */
export interface SoundPart<Value> {
  /** Undefined where nothing is left that the schema accepts. */
  readonly value: Value | undefined;
  /** Paths whose values were left out, so that values that depend on them are not judged. */
  readonly removed: readonly Path[];
}

/** Every round removes something at least one level up, so a tree of this depth is empty after it. */
const deepest = 12;

/**
 * The part of a tree that its schema accepts, with everything wrong left out, so that the rules between
 * fields can be checked in the same run and all problems come at once.
 */
export function soundPart<Shape extends z.ZodType>(
  schema: Shape,
  tree: unknown,
): SoundPart<z.output<Shape>> {
  let rest = tree;
  const removed: Path[] = [];
  for (let round = 0; round < deepest; round += 1) {
    const result = schema.safeParse(rest);
    if (result.success) return { value: result.data, removed };
    const wrong = result.error.issues.flatMap(wrongPaths).map((path) => presentPart(rest, path));
    removed.push(...wrong);
    rest = without(rest, wrong);
  }
  return { value: undefined, removed: [...removed, []] };
}

function wrongPaths(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.map((segment) =>
    typeof segment === "symbol" ? String(segment) : segment,
  );
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...path, key]);
  return [path];
}

/** For something that is missing, the part that lacks it. */
function presentPart(tree: unknown, path: Path): Path {
  return valueAt(tree, path) === undefined && path.length > 0 ? path.slice(0, -1) : path;
}
