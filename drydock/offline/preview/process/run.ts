/** Starts the processes of the environments, two at a time. */
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { forkModule } from "../../fork";
import type { EnvironmentResult, EnvironmentTask } from "./messages";

/** More would wait: an environment keeps one core busy. */
const atOnce = 2;

/**
 * Previews all environments; the results are in the order of the tasks.
 *
 * @param finished called when each one is done
 */
export async function runEnvironments(
  tasks: readonly EnvironmentTask[],
  finished: (stack: string) => void,
): Promise<EnvironmentResult[]> {
  const results = new Map<EnvironmentTask, EnvironmentResult>();
  const waiting = [...tasks];
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      results.set(task, await runEnvironment(task));
      finished(task.request.stack);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
  return tasks.flatMap((task) => results.get(task) ?? []);
}

function runEnvironment(task: EnvironmentTask): Promise<EnvironmentResult> {
  const child = forkModule(join(__dirname, "child"), [], {
    env: { ...process.env, PULUMI_NODEJS_ROOT_DIRECTORY: task.request.root },
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  return new Promise((resolve) => {
    const output = outputOf(child);
    let result: EnvironmentResult | undefined;
    child.once("message", (message: EnvironmentResult) => {
      result = message;
    });
    child.once("close", (code) => {
      const failed = `The program exited with code ${String(code)}.\n${output()}`.trimEnd();
      resolve(result ?? { stack: task.request.stack, failed });
    });
    child.send(task);
  });
}

/** Sends a program's output to standard error: standard output is for the report. */
function outputOf(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stderr.write(text);
    });
  }
  return () => output;
}
