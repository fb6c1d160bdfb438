/** Messages between the command and the process of one environment. */
import type { EnvironmentPreview, EnvironmentRequest, RefusedEnvironment } from "../environment";

/** The program could not be run. */
interface FailedEnvironment {
  readonly stack: string;
  readonly failed: string;
}

export type EnvironmentResult = EnvironmentPreview | RefusedEnvironment | FailedEnvironment;

/** Sent to the process after its start. */
export interface EnvironmentTask {
  readonly request: EnvironmentRequest;
  /** Absolute path of the program's module. */
  readonly program: string;
}
