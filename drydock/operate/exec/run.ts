import { type Container, ExecuteCommandCommand, type Task } from "@aws-sdk/client-ecs";
import { join as shellWords } from "shlex";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { type Aws, withAws } from "../aws";
import {
  type EnvironmentChoice,
  environmentOf,
  type OperatedEnvironment,
  placeText,
} from "../environment";
import { describeService, placeOf, refuseUnknownContainer } from "../services";
import { taskId, tasksOf } from "../tasks";
import { refuseWithoutPlugin, runPlugin } from "./plugin";

export interface ExecOptions extends EnvironmentChoice {
  readonly service: string;
  readonly command: readonly string[];
  readonly container?: string;
  /** An id or its beginning. */
  readonly task?: string;
}

/** A container whose agent can open a shell. */
interface Door {
  readonly task: Task;
  readonly container: Container;
}

/** @returns the exit code of the Session Manager plugin @throws UsageError */
export async function openShell(options: ExecOptions, surroundings: Surroundings): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const { service, container = service, command } = options;
  if (!surroundings.isTerminal) {
    throw new UsageError(
      `A shell needs a terminal. Without one: npx drydock run ${service} --stack ${environment.stack} -- <command>`,
    );
  }
  refuseWithoutPlugin(surroundings);
  return withAws(environment, async (aws) => {
    const door = await doorOf(aws, environment, { ...options, container });
    const cluster = environment.clusterName;
    const id = taskId(door.task.taskArn);
    const ecs = await aws.ecs();
    const { session } = await ecs.send(
      new ExecuteCommandCommand({
        cluster,
        task: id,
        container,
        command: command.length === 0 ? "/bin/sh" : shellWords([...command]),
        interactive: true,
      }),
    );
    surroundings.err(`${container} in task ${id}.\n`);
    const target = `ecs:${cluster}_${id}_${door.container.runtimeId ?? ""}`;
    return runPlugin(
      { session: session ?? {}, region: environment.loaded.region, target },
      surroundings,
    );
  });
}

/** @throws UsageError that says why the shell does not open */
async function doorOf(
  aws: Aws,
  environment: OperatedEnvironment,
  { service, container, task: wanted }: ExecOptions & { readonly container: string },
): Promise<Door> {
  const found = await describeService(aws, environment, service);
  refuseUnknownContainer(environment, { service, container });
  if (found.enableExecuteCommand !== true) {
    throw new UsageError(
      `The service ${service} opens no shells. Set \`exec: true\` (${placeText(environment, ["services", service])}) and run ` +
        `\`pulumi up --stack ${environment.stack}\`.`,
    );
  }
  const place = placeOf(environment, service);
  const running = await tasksOf(aws, { ...place, desiredStatus: "RUNNING" });
  const tasks = running.filter(({ taskArn }) => taskId(taskArn).startsWith(wanted ?? ""));
  const doors = tasks.flatMap((task) =>
    (task.containers ?? [])
      .filter(({ name }) => name === container)
      .map((one): Door => ({ task, container: one })),
  );
  const open = doors.find((door) => agentOf(door) === "RUNNING");
  if (open !== undefined) return open;
  if (doors.length > 0) {
    throw new UsageError(
      `The agent of ECS Exec does not run in ${container} (${doors.map(agentOf).join(", ")}). A new task needs some seconds; a task ` +
        "that started before `exec: true` was deployed has none: " +
        `npx drydock restart ${service} --stack ${environment.stack}`,
    );
  }
  const ids = running.map(({ taskArn }) => taskId(taskArn).slice(0, 8)).join(", ");
  throw new UsageError(
    running.length === 0
      ? `No task of ${service} runs: npx drydock status ${service} --stack ${environment.stack}`
      : `No task of ${service} begins with ${wanted ?? ""}. Running: ${ids}.`,
  );
}

const agentOf = ({ container }: Door): string =>
  container.managedAgents?.find(({ name }) => name === "ExecuteCommandAgent")?.lastStatus ??
  "no agent";
