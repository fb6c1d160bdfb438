/** An error that AWS would return too: a code and a sentence. */
export class CloudRefusal extends Error {
  override readonly name = "CloudRefusal";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}
