/** An answer of the stand-in cloud that AWS would give too: an error code and a sentence. */
export class CloudRefusal extends Error {
  override readonly name = "CloudRefusal";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}
