import { type z } from "zod";
import { type Path, related } from "./path";
import { type ModelProblem } from "./problem";
import { shapeProblems } from "./shape";
import { soundPart } from "./sound-part";

/** A tree with everything that it is checked by. */
export interface ModelCheck<Shape extends z.ZodType> {
  readonly schema: Shape;
  /** The rules between values, on the part of the tree that has the right shape. */
  readonly rules: (value: z.output<Shape>) => readonly ModelProblem[];
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
  return {
    value,
    problems: [...shape, ...rules(value).filter((problem) => standsAlone(problem, unsure))],
  };
}

/** Whether a problem rests on no value that is wrong itself: it would only confuse. */
function standsAlone(problem: ModelProblem, unsure: readonly Path[]): boolean {
  const paths = [problem.path, ...(problem.related ?? [])].filter((path) => path.length > 0);
  return !unsure.some((gone) => paths.some((path) => related(gone, path)));
}
