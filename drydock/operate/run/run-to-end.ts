/** Runs a task of ECS, waits for its end, and tells why it failed. */
import { setTimeout as wait } from "node:timers/promises";
import { RunTaskCommand, type Task } from "@aws-sdk/client-ecs";
import { type Aws, withAws } from "../aws";
import type { OperatedEnvironment } from "../environment";
import { lastLines, streamOf } from "../logs/stream";
import { describeTask, describeTaskDefinition, stopTask, taskId } from "../tasks";
import { networkOf } from "./runnable";
import type { JobRun } from "./runner";

/** Lines of the log that a failure shows. */
const shownLines = 20;

/** Milliseconds between two looks at a task. */
const pause = 2000;

/** @throws Error with the reason and the last log lines, if the job fails */
export async function runToEnd(
  environment: OperatedEnvironment,
  run: JobRun,
  look = () => wait(pause),
): Promise<void> {
  await withAws(environment, async (aws) => {
    const arn = await start(aws, run);
    const task = await untilStopped(aws, arn, { ...run, look });
    const container = task?.containers?.find(({ name }) => name === run.containerName);
    if (task !== undefined && container?.exitCode === 0) return;
    if (task === undefined) {
      await stopTask(aws, { cluster: run.clusterArn, task: arn }, "It took too long.");
    }
    const failure =
      task === undefined
        ? `took longer than ${run.timeoutMinutes} minutes and was stopped`
        : [
            container?.exitCode === undefined ? "never ran" : `exited with ${container.exitCode}`,
            ...[container?.reason, task.stoppedReason].filter((text) => text !== undefined),
          ].join(": ");
    const lines = await logOf(aws, arn, run);
    throw new Error(failureText({ run, failure, task: taskId(arn), lines }));
  });
}

async function start(aws: Aws, run: JobRun): Promise<string> {
  const ecs = await aws.ecs();
  const { tasks: [task] = [], failures: [refusal] = [] } = await ecs.send(
    new RunTaskCommand({
      cluster: run.clusterArn,
      taskDefinition: run.taskDefinitionArn,
      launchType: "FARGATE",
      networkConfiguration: networkOf(run),
      propagateTags: "TASK_DEFINITION",
      enableECSManagedTags: true,
      startedBy: "drydock",
    }),
  );
  if (task?.taskArn !== undefined) return task.taskArn;
  const reason = [refusal?.reason, refusal?.detail].filter((text) => text !== undefined).join(": ");
  throw new Error(failureText({ run, failure: `was not started: ${reason}`, lines: [] }));
}

/** Returns undefined if the task goes on when its time is over. */
async function untilStopped(
  aws: Aws,
  arn: string,
  run: JobRun & { readonly look: () => Promise<unknown> },
): Promise<Task | undefined> {
  const { clusterArn: cluster, timeoutMinutes, look } = run;
  const end = Date.now() + timeoutMinutes * 60_000;
  while (Date.now() < end) {
    await look();
    const task = await describeTask(aws, { cluster, task: arn });
    if (task?.lastStatus === "STOPPED") return task;
  }
  return undefined;
}

async function logOf(aws: Aws, arn: string, run: JobRun): Promise<string[]> {
  const definition = await describeTaskDefinition(aws, run.taskDefinitionArn);
  const stream = streamOf(definition, run.containerName, taskId(arn));
  return stream === undefined ? [] : lastLines(aws, stream, shownLines);
}

function failureText(told: {
  readonly run: JobRun;
  readonly failure: string;
  readonly task?: string;
  readonly lines: readonly string[];
}): string {
  const { run, failure, task, lines } = told;
  return [
    `The job ${run.name} ${failure}.`,
    ...(task === undefined ? [] : [`  task  ${task}`]),
    ...lines.map((line, index) => `  ${index === 0 ? "log " : "    "}  ${line}`),
    "What waits for it is not changed and keeps running. Fix the cause and run `pulumi up` again, which runs the job again.",
  ].join("\n");
}
