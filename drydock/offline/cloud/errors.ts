/** The program uses a resource type or a function that the stand-in cloud has no model of. */
export class UnknownToCloudError extends Error {
  override readonly name = "UnknownToCloudError";
}
