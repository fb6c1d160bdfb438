/** Summary of an environment in the user's words, without resources; the input of every format. */

/** A fact. */
export interface Fact {
  readonly label: string;
  /** One or more lines; plain text. */
  readonly lines: readonly string[];
}

/** A service or a job and its facts. */
export interface WorkloadSummary {
  readonly name: string;
  readonly facts: readonly Fact[];
}

export interface Summary {
  readonly region: string;
  readonly lifecycle: string;
  readonly facts: readonly Fact[];
  readonly services: readonly WorkloadSummary[];
  readonly jobs: readonly WorkloadSummary[];
}
