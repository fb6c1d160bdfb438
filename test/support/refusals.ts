import * as pulumi from "@pulumi/pulumi";
import { type ProgramOptions, register } from "./component";

/** Everything that components of a program refuse their arguments for: `argument: reason`, each. */
export async function refusals(
  program: () => unknown,
  options: ProgramOptions = {},
): Promise<readonly string[]> {
  try {
    await register(program, options);
    return [];
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}
