/** How a program runs a task that it waits for. Imports no SDK: a program that runs none does not load it. */
import type { RunnableJob } from "../../program/job-outputs";
import type { OperatedEnvironment } from "../environment";

/** One run of a job. */
export interface JobRun extends Omit<RunnableJob, "logGroupName"> {
  readonly name: string;
  readonly timeoutMinutes: number;
}

/** Runs a job to its end. @throws Error with the reason and the last log lines, if it fails */
export type TaskRunner = (environment: OperatedEnvironment, run: JobRun) => Promise<void>;

let standIn: TaskRunner | undefined;

/** Runs tasks in place of AWS, until the function that it returns is called. */
export function standInForTasks(runner: TaskRunner): () => void {
  standIn = runner;
  return () => {
    standIn = undefined;
  };
}

export const taskRunner = (): TaskRunner =>
  standIn ??
  (async (environment, run) => {
    const { runToEnd } = await import("./run-to-end");
    await runToEnd(environment, run);
  });
