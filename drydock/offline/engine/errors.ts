/** An expected failure of the sandbox; the message names the fix. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/** Passes on the exit code of an engine that has already printed its error. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";

  constructor(readonly exitCode: number) {
    super(`pulumi exited with code ${exitCode}`);
  }
}
