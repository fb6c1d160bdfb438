import type { Aws } from "./aws";
import type { Clock } from "./clock";
import type { Execute } from "./execute";
import type { Interruption } from "./interruption";

/** The world as the command sees it. */
export interface Surroundings {
  /** The repository. */
  readonly root: string;
  /** Where each run has its folder. */
  readonly runs: string;
  readonly shell: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Puts a question to the person at the terminal. */
  readonly ask: (question: string) => Promise<string>;
  readonly execute: Execute;
  readonly aws: (region: string) => Aws;
  readonly clock: Clock;
  readonly interruption: Interruption;
  /** Some letters and digits that nothing else has. */
  readonly random: () => string;
}
