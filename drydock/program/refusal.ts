import * as pulumi from "@pulumi/pulumi";

/**
 * Ends the program by an Output that everything waits for. On its way to the user the SDK would put the name of each property
 * that it passes in front of the message, dozens of them.
 */
export class Refusal extends pulumi.RunError {
  constructor(text: string) {
    super(text);
    const kept = { get: () => text, set: () => undefined };
    Object.defineProperties(this, { message: kept, stack: kept });
  }
}
