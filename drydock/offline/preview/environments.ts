/** Previews environments one after the other in this process. */
import { contained, failureText } from "./contained";
import { previewEnvironment } from "./environment";
import type { Progress } from "../../progress";
import type { EnvironmentResult, EnvironmentTask } from "./results";

/** Returns the results in the order of the tasks. */
export async function previewEnvironments(
  tasks: readonly EnvironmentTask[],
  progress: Progress,
): Promise<EnvironmentResult[]> {
  const results: EnvironmentResult[] = [];
  for (const task of tasks) {
    const { root, stack } = task.request;
    // The SDK reads it once, when it is loaded; the engine sets it too.
    process.env["PULUMI_NODEJS_ROOT_DIRECTORY"] = root;
    const place = tasks.length === 1 ? "" : ` (${results.length + 1} of ${tasks.length})`;
    const say = (doing: string): void => {
      progress.say(`${stack}${place}: ${doing}`);
    };
    results.push(await contained(() => previewTask(task, say)));
  }
  return results;
}

async function previewTask(
  { request, program }: EnvironmentTask,
  say: (doing: string) => void,
): Promise<EnvironmentResult> {
  try {
    return await previewEnvironment({ ...request, say }, async () => {
      const { programAt } = await import("../load-program");
      return programAt(request.root, program)();
    });
  } catch (error) {
    return { stack: request.stack, failed: await failureText(error) };
  }
}
