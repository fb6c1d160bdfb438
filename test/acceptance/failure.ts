/** A check of a step did not hold. Its message says what was expected and what came instead. */
export class CheckFailed extends Error {
  override readonly name = "CheckFailed";
}

/** The user ended the run; what stands is still destroyed. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("The run was interrupted.");
  }
}

/** Returns the message of anything thrown, with the kind of an AWS error, which often says more. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = error instanceof CheckFailed || error instanceof Interrupted;
  return ours || error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
}
