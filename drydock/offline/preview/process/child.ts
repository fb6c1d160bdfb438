/** A process of its own for one environment: the program finds a runtime that nothing used before. */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { previewEnvironment } from "../environment";
import type { EnvironmentResult, EnvironmentTask } from "./messages";

/** Runs the program's module anew: its exports are the stack's outputs. */
function runProgram(path: string): unknown {
  const load = createRequire(__filename);
  const resolved = load.resolve(path);
  // The modules it imports hold no state (a test sees to it), so that they are loaded once.
  Reflect.deleteProperty(load.cache, resolved);
  const outputs: unknown = load(resolved);
  return outputs;
}

async function run({ request, program }: EnvironmentTask): Promise<EnvironmentResult> {
  try {
    return await previewEnvironment(request, () => runProgram(program));
  } catch (error) {
    return { stack: request.stack, failed: reasonOf(error) };
  }
}

/** A user's mistake has a message; only a fault of the program has a stack worth reading. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isRunError: boolean = pulumi.RunError.isInstance(error);
  const known = isRunError || namesOfKnown.includes(error.name);
  return known ? error.message : (error.stack ?? error.message);
}

const namesOfKnown = [
  "BaselineError",
  "InputPropertiesError",
  "NeverFinishedError",
  "UnknownToCloudError",
];

process.once("message", (task: EnvironmentTask) => {
  void run(task).then((result) => {
    process.send?.(result, () => {
      process.disconnect();
    });
  });
});
