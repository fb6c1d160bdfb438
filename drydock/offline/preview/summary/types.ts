/** An environment in the user's words, without resources: every format is written from this. */

/** One thing worth knowing. */
export interface Fact {
  readonly label: string;
  /** One or more lines; plain text. */
  readonly lines: readonly string[];
}

/** A service and what it is like. */
export interface ServiceSummary {
  readonly name: string;
  readonly facts: readonly Fact[];
}

export interface Summary {
  readonly region: string;
  readonly lifecycle: string;
  readonly facts: readonly Fact[];
  readonly services: readonly ServiceSummary[];
}
