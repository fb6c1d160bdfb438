/** A command was used wrongly: it names something that does not exist or says two things at once. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
