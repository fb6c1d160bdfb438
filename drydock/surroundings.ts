import type { Progress } from "./progress";

/** The world as a command sees it. */
export interface Surroundings {
  /** Where relative paths start: the repository's root for most commands. */
  readonly folder: string;
  readonly shell: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal: colors and questions are for people. */
  readonly isTerminal: boolean;
  /** The terminal's width; absent where standard output is none, or does not tell. */
  readonly columns?: number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** What the command does at the moment, for work of more than a second; any output takes the line away. */
  readonly progress: Progress;
  /** Asks a question that yes or no answers. Absent where nobody can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Waits. From the first call on an interrupt (Ctrl-C) ends the waiting, not the process. */
  readonly pause: (milliseconds: number) => Promise<"over" | "interrupted">;
}

/**
 * Runs a command's work and keeps its exit code.
 *
 * @param work returns 0 where everything is in order, 1 where something was found; throws UsageError where the command
 *   was used wrongly
 */
export type Run = (work: (surroundings: Surroundings) => number | Promise<number>) => Promise<void>;

/** The same, where output, questions and pauses take away the line that tells of work. */
export function clearingProgress(surroundings: Surroundings): Surroundings {
  const { out, err, confirm, pause, progress } = surroundings;
  const cleared =
    <Given, Result>(act: (given: Given) => Result) =>
    (given: Given): Result => {
      progress.end();
      return act(given);
    };
  return {
    ...surroundings,
    out: cleared(out),
    err: cleared(err),
    pause: cleared(pause),
    ...(confirm === undefined ? {} : { confirm: cleared(confirm) }),
  };
}
