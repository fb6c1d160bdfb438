/** Where a text comes from. */
export type Source = "task" | "container" | "log" | "event" | "deployment";

/** A cause, and the change of the stack file that removes it. */
export interface Diagnosis {
  readonly name: string;
  /** The texts in which it shows. Defaults to those about the start of a task. */
  readonly in?: readonly Source[];
  readonly pattern: RegExp;
  /** Sentences; `{container}` is the container's name, `{1}` the pattern's first group. */
  readonly cause: string;
  readonly fix: string;
  /** The keys that decide it, below the container (or its sidecar), `service.` or the top (`drydock:`). */
  readonly keys: readonly string[];
}

/** The sources of texts about the start of a task. */
export const start: readonly Source[] = ["task", "container", "event"];
