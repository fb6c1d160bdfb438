import type { z } from "zod";
import { isMap, type Path, related, valueAt } from "./path";
import type { ModelProblem } from "./problem";
import { shapeProblems } from "./shape";
import { soundPart } from "./sound-part";

/** The names that a map of the tree has, those whose values are wrong included; `[]` is the whole tree. */
export type Declared = (path: Path) => readonly string[];

/** A tree with everything that it is checked by. */
export interface ModelCheck<Shape extends z.ZodType> {
  readonly schema: Shape;
  /** The rules between values, on the part of the tree that has the right shape. */
  readonly rules: (value: z.output<Shape>, declared: Declared) => readonly ModelProblem[];
  readonly tree: unknown;
  /** Paths whose values cannot be read: problems that rest on them are not reported. */
  readonly unknown?: readonly Path[];
}

/**
 * Checks a tree: the shape of every value, then the rules between them, all in one run. `value` is the part that has the
 * right shape, every default filled in, and the whole where there is no problem; undefined where no part has it.
 */
export function checkModel<Shape extends z.ZodType>(
  check: ModelCheck<Shape>,
): { readonly value: z.output<Shape> | undefined; readonly problems: readonly ModelProblem[] } {
  const { schema, rules, tree, unknown = [] } = check;
  const shape = shapeProblems(schema, tree);
  const { value, removed } = soundPart(schema, tree);
  if (value === undefined) return { value, problems: shape };
  const unsure = [
    ...removed,
    ...unknown,
    ...shape.flatMap(({ meant }) => (meant === undefined ? [] : [meant])),
  ];
  const declared = (path: Path) => {
    const part = valueAt(tree, path);
    return isMap(part) ? Object.keys(part) : [];
  };
  const crossed = rules(value, declared).filter((problem) => standsAlone(problem, unsure));
  return { value, problems: [...shape, ...crossed] };
}

/** Whether a problem rests on no value that is wrong itself: it would only confuse. */
function standsAlone(problem: ModelProblem, unsure: readonly Path[]): boolean {
  const paths = [problem.path, ...(problem.related ?? [])].filter((path) => path.length > 0);
  return !unsure.some((gone) => paths.some((path) => related(gone, path)));
}
