/** What the command and the process of one environment say to each other. */
import type { EnvironmentPreview, EnvironmentRequest, RefusedEnvironment } from "../environment";

/** The program could not be run. */
interface FailedEnvironment {
  readonly stack: string;
  readonly failed: string;
}

export type EnvironmentResult = EnvironmentPreview | RefusedEnvironment | FailedEnvironment;

/** Sent to the process once it has started. */
export interface EnvironmentTask {
  readonly request: EnvironmentRequest;
  /** Absolute path of the module that is the program. */
  readonly program: string;
}
