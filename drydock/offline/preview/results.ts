import type { EnvironmentPreview, EnvironmentRequest, RefusedEnvironment } from "./environment";

/** The program could not be run. */
interface FailedEnvironment {
  readonly stack: string;
  readonly failed: string;
}

export type EnvironmentResult = EnvironmentPreview | RefusedEnvironment | FailedEnvironment;

/** An environment to preview. */
export interface EnvironmentTask {
  readonly request: EnvironmentRequest;
  /** Absolute path of the program's module. */
  readonly program: string;
}
