/** The separate process of one environment, which gives the program an unused runtime. */
import * as pulumi from "@pulumi/pulumi";
import { programAt } from "../../load-program";
import { previewEnvironment } from "../environment";
import type { EnvironmentResult, EnvironmentTask } from "./messages";

async function run({ request, program }: EnvironmentTask): Promise<EnvironmentResult> {
  try {
    return await previewEnvironment(request, programAt(request.root, program));
  } catch (error) {
    return { stack: request.stack, failed: reasonOf(error) };
  }
}

/** A user's mistake needs only a message; print the stack only for a fault of the program. */
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
