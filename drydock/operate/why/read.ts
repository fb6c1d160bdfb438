/** Reads what AWS knows about a service's last deployment. */
import type {
  Service,
  ServiceDeployment,
  ServiceEvent as EcsEvent,
  Task,
  TaskDefinition,
} from "@aws-sdk/client-ecs";
import type { Aws } from "../aws";
import {
  deploymentsOf,
  reasonsOf,
  type ServicePlace,
  taskDefinitionsOf,
} from "../service-deployments";
import { lastLines, streamOf } from "../logs/stream";
import { revision } from "../services";
import { describeTaskDefinition, taskId, tasksOf } from "../tasks";
import type { Deployment, ServiceState, StoppedContainer, StoppedTask } from "./failure";

const shownTasks = 3;
const shownEvents = 10;
const shownLogLines = 20;

/** @param found the service as DescribeServices shows it */
export async function readService(
  aws: Aws,
  place: ServicePlace,
  found: Service,
): Promise<Omit<ServiceState, "service">> {
  const [deployment] = await deploymentsOf(aws, place, 1);
  const definitions = await taskDefinitionsOf(aws, deployment === undefined ? [] : [deployment]);
  const [asked = found.taskDefinition ?? ""] = definitions.values();
  return {
    runs: revision(found.taskDefinition),
    asked: revision(asked),
    desiredCount: found.desiredCount ?? 0,
    runningCount: found.runningCount ?? 0,
    deployment: deployment && deploymentOf(deployment),
    events: (found.events ?? []).slice(0, shownEvents).flatMap(eventOf),
    tasks: await stoppedTasks(asked),
  };

  async function stoppedTasks(taskDefinitionArn: string): Promise<StoppedTask[]> {
    const own = (await tasksOf(aws, { ...place, desiredStatus: "STOPPED" }))
      .filter((task) => task.taskDefinitionArn === taskDefinitionArn)
      .sort((left, right) => Number(right.stoppedAt ?? 0) - Number(left.stoppedAt ?? 0))
      .slice(0, shownTasks);
    const [newest, ...others] = own;
    if (newest === undefined) return [];
    const definition = await describeTaskDefinition(aws, taskDefinitionArn);
    // Lines of the newest alone: the others ended alike.
    return [await withLines(newest, definition), ...others.map(stoppedTask)];
  }

  async function withLines(task: Task, definition: TaskDefinition): Promise<StoppedTask> {
    const stopped = stoppedTask(task);
    const containers = stopped.containers.map(async (container): Promise<StoppedContainer> => {
      const stream = streamOf(definition, container.name, stopped.id);
      const log =
        stream !== undefined && failed(container)
          ? await lastLines(aws, stream, shownLogLines)
          : [];
      return { ...container, log };
    });
    return { ...stopped, containers: await Promise.all(containers) };
  }
}

/** A task without its lines. */
export function stoppedTask(task: Task): StoppedTask {
  return {
    id: taskId(task.taskArn),
    taskDefinition: revision(task.taskDefinitionArn),
    stopCode: task.stopCode ?? "",
    reason: task.stoppedReason ?? "",
    stoppedAt: task.stoppedAt,
    containers: (task.containers ?? []).map(({ name = "", exitCode, reason }) => ({
      name,
      exitCode,
      reason,
      log: [],
    })),
  };
}

/** An essential container that ends with 0 has failed, too: nothing else stops a task. */
const failed = ({ exitCode, reason }: StoppedContainer): boolean =>
  exitCode !== undefined || reason !== undefined;

const eventOf = ({ createdAt, message }: EcsEvent) =>
  createdAt === undefined || message === undefined ? [] : [{ at: createdAt, message }];

function deploymentOf(deployment: ServiceDeployment): Deployment {
  const { status, startedAt, alarms } = deployment;
  const { failureCount, threshold } = { ...deployment.deploymentCircuitBreaker };
  const hooks = (deployment.lifecycleHookDetails ?? []).filter(
    (hook) =>
      hook.status === "AWAITING_ACTION" || hook.status === "FAILED" || hook.status === "TIMED_OUT",
  );
  return {
    status: status ?? "",
    reasons: reasonsOf(deployment),
    startedAt,
    failedTasks: failureCount,
    threshold,
    triggeredAlarms: alarms?.triggeredAlarmNames ?? [],
    hooks: hooks.map((hook) => `${hook.targetType ?? ""} ${hook.status ?? ""}`),
  };
}
