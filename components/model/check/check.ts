import type { z } from "zod";
import { isMap, isWithin, type Path, related, replaceAt, replaceKey, valueAt } from "./path";
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
  /** The prefix of the keys at the top, such as `drydock:`. */
  readonly namespace?: string;
}

/**
 * Checks a tree: the shape of every value, then the rules between them, all in one run. The rules look at the tree with
 * every correction in place, so that no fix leads into the next refusal. `value` is the part that then has the
 * right shape, every default filled in, and the whole where there is no problem; undefined where no part has it.
 */
export function checkModel<Shape extends z.ZodType>(
  check: ModelCheck<Shape>,
): { readonly value: z.output<Shape> | undefined; readonly problems: readonly ModelProblem[] } {
  const { schema, rules, unknown = [], namespace } = check;
  const parsed = schema.safeParse(check.tree);
  const shape = parsed.success ? [] : shapeProblems(schema, check.tree, namespace);
  const tree = shape.reduce(corrected, check.tree);
  const { value, removed } = parsed.success
    ? { value: parsed.data, removed: [] }
    : soundPart(schema, tree);
  if (value === undefined) return { value, problems: shape };
  const unsure = [
    ...removed,
    ...unknown,
    ...shape.flatMap(({ meant, correction }) =>
      meant === undefined || correction !== undefined ? [] : [meant],
    ),
  ];
  const declared = (path: Path) => {
    const part = valueAt(tree, path);
    return isMap(part) ? Object.keys(part) : [];
  };
  const crossed = rules(value, declared).filter((problem) => standsAlone(problem, unsure));
  return { value, problems: joined(shape, crossed) };
}

/** The tree with the correction of a problem in place. */
function corrected(tree: unknown, { path, correction }: ModelProblem): unknown {
  if (correction === undefined) return tree;
  return "keys" in correction
    ? replaceKey(tree, path, correction.keys)
    : replaceAt(tree, path, correction.value);
}

/** Adds a rule's problem with a corrected value to the fix that corrects it: it is one problem. */
function joined(
  shape: readonly ModelProblem[],
  crossed: readonly ModelProblem[],
): readonly ModelProblem[] {
  const rest = new Set(crossed);
  const whole = shape.map((problem) => {
    const targets = correctedPaths(problem);
    const after = crossed.filter(
      ({ path, place }) => place === undefined && targets.some((target) => isWithin(path, target)),
    );
    for (const one of after) rest.delete(one);
    return after.reduce(
      (whole, { fix, message, exemption }) => ({
        ...whole,
        fix: then(whole.fix, message, fix),
        ...(exemption && { exemption }),
      }),
      problem,
    );
  });
  return [...whole, ...rest];
}

/** A fix with the next problem's fix, which may be another value for the same key. */
function then(first = "", message: string, fix = ""): string {
  const [start] = /^Write [^ ]+ /.exec(fix) ?? [];
  const kept = start !== undefined && first.startsWith(start) ? [] : [first];
  return [...kept, [message, fix].join(" ").trim()].filter((text) => text !== "").join("\n");
}

function correctedPaths({ path, correction }: ModelProblem): Path[] {
  if (correction === undefined) return [];
  if (!("keys" in correction)) return [path];
  return Object.keys(correction.keys).map((key) => [...path.slice(0, -1), key]);
}

/** Whether a problem rests on no value that is wrong itself: it would only confuse. */
function standsAlone(problem: ModelProblem, unsure: readonly Path[]): boolean {
  const paths = [problem.path, ...(problem.related ?? [])].filter((path) => path.length > 0);
  return !unsure.some((gone) => paths.some((path) => related(gone, path)));
}
