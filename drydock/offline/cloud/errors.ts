/** The program uses a resource type or function without a model in the stand-in cloud. */
export class UnknownToCloudError extends Error {
  override readonly name = "UnknownToCloudError";
}

/** The file of the stand-in cloud has content that the sandbox did not write. */
export class DamagedCloudError extends Error {
  override readonly name = "DamagedCloudError";

  constructor(file: string, line: number) {
    super(
      `${file}, line ${line}: the file of the stand-in cloud is damaged: each line is one change, in JSON. ` +
        "Restore the file, or delete the stack and its cloud: npx drydock sandbox reset --stack <stack>",
    );
  }
}
