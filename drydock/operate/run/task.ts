/** One task outside a service: starts, and is followed to its end. */
import { RunTaskCommand, type Task } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import type { Aws } from "../aws";
import { LogFollower, streamOf } from "../logs/stream";
import { describeTask, describeTaskDefinition, taskId } from "../tasks";
import type { Runnable } from "./runnable";

/** The command to run, and its container. */
export interface Errand {
  readonly cluster: string;
  readonly runnable: Runnable;
  readonly container: string;
  /** In place of the container's own command, unless empty. */
  readonly command: readonly string[];
}

const everyMs = 2000;

/** Lines of a task come a few seconds after its end. */
const roundsAfterEnd = 3;

/** Starts the task. On demand: a one-off task is not to be interrupted as Spot may be. @throws UsageError */
export async function startTask(
  aws: Aws,
  { cluster, runnable, container, command }: Errand,
): Promise<Task> {
  const ecs = await aws.ecs();
  const { taskDefinition, networkConfiguration, enableExecuteCommand } = runnable;
  const { tasks: [task] = [], failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster,
      taskDefinition,
      launchType: "FARGATE",
      networkConfiguration,
      enableExecuteCommand,
      enableECSManagedTags: true,
      propagateTags: "TASK_DEFINITION",
      startedBy: "drydock-run",
      overrides: {
        containerOverrides:
          command.length === 0 ? [] : [{ name: container, command: [...command] }],
      },
    }),
  );
  if (task !== undefined) return task;
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(", "));
  throw new UsageError(`ECS did not start a task: ${reasons.join("; ") || "it gives no reason"}`);
}

/** A task that was started. */
export interface Started extends Errand {
  readonly task: Task;
}

/** Where a task's lines go, and its states. */
export interface Listener extends Pick<Surroundings, "pause"> {
  readonly print: (line: string) => void;
  readonly tell: (text: string) => void;
}

/** Prints the lines of the task until it has ended. @returns undefined if the user interrupted, else the stopped task */
export async function followTask(
  aws: Aws,
  { cluster, runnable, container, task }: Started,
  { pause, print, tell }: Listener,
): Promise<Task | undefined> {
  const definition = await describeTaskDefinition(aws, runnable.taskDefinition);
  const stream = streamOf(definition, container, taskId(task.taskArn));
  const follower = stream === undefined ? undefined : new LogFollower(aws, stream);
  if (follower === undefined) {
    tell(`${container} does not log to CloudWatch: its output is elsewhere.`);
  }
  let known = "";
  let left = follower === undefined ? 0 : roundsAfterEnd;
  for (;;) {
    const now = await describeTask(aws, { cluster, task: task.taskArn ?? "" });
    for (const line of (await follower?.next()) ?? []) print(line);
    const status = now?.lastStatus ?? "";
    if (status !== known) tell(status.toLowerCase());
    known = status;
    if (status === "STOPPED") {
      if (left === 0) return now;
      left -= 1;
    }
    if ((await pause(everyMs)) === "interrupted") return undefined;
  }
}
