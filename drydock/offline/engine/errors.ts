/** The sandbox cannot do what it was asked to; the message says what to do. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/** The engine has said what went wrong; only the exit code is left to pass on. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";

  constructor(readonly exitCode: number) {
    super(`pulumi ended with code ${exitCode}`);
  }
}
