import type { Path } from "./path";

/** A place in a file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The change that a fix makes: another value at the problem's path, or other keys in place of the last key of the path. */
export type Correction =
  { readonly value: unknown } | { readonly keys: Readonly<Record<string, unknown>> };

/** A finding of the policy pack that a fix causes on purpose. */
export interface Exemption {
  readonly rule: string;
  readonly reason: string;
}

/** One thing that is wrong with a tree, by its path: not located yet, and the value there may be a secret. */
export interface ModelProblem {
  readonly path: Path;
  /** The problem, as a sentence without the value of anything that could be a secret. */
  readonly message: string;
  /** Where `path` points: at a key or at its value. Defaults to the value. */
  readonly at?: "key" | "value";
  /** The allowed values, as a noun phrase or a list. */
  readonly allowed?: string;
  /** How to fix it, as a sentence. */
  readonly fix?: string;
  /** The change of the fix, if it is certain: the rules judge the tree with it, so that one report also names the next problem. */
  readonly correction?: Correction;
  /** The exemption that the fix needs. */
  readonly exemption?: Exemption;
  /** Show the value at `path`, unless it could be a secret. Defaults to where `at` is the value. */
  readonly showValue?: boolean;
  /** Other values the problem rests on: while one of them is itself wrong, the problem waits. */
  readonly related?: readonly Path[];
  /** For an unknown key: the place of the key that was most likely meant. */
  readonly meant?: Path;
  /** A place in another file, such as a line of an environment file. */
  readonly place?: Place;
}

/** A problem where a condition holds, and none where it does not. */
export function problemIf(condition: boolean, problem: ModelProblem): ModelProblem[] {
  return condition ? [problem] : [];
}

/** The problems of a part, as problems of the tree that holds the part at a path. */
export function within(path: Path, problems: readonly ModelProblem[]): ModelProblem[] {
  return problems.map((problem) => ({
    ...problem,
    path: [...path, ...problem.path],
    ...(problem.related && { related: problem.related.map((other) => [...path, ...other]) }),
    ...(problem.meant && { meant: [...path, ...problem.meant] }),
  }));
}
