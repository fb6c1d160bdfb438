/** What the user can mend: printed without a stack trace. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
