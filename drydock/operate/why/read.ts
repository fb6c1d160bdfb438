/** Reads what AWS knows about a service's last deployment. */
import {
  type Container,
  DescribeTaskDefinitionCommand,
  type Service,
  type ServiceDeployment,
  type ServiceEvent as EcsEvent,
  type Task,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import type { Aws } from "../aws";
import { deploymentsOf, type ServicePlace, taskDefinitionsOf } from "../deployments";
import { lastLines, streamOf } from "../logs/stream";
import { revision } from "../services";
import { taskId, tasksOf } from "../tasks";
import type { Deployment, ServiceState, StoppedContainer, StoppedTask } from "./failure";

const shownTasks = 3;
const shownEvents = 10;
const shownLogLines = 20;

/** @param found the service as DescribeServices shows it */
export async function readService(
  aws: Aws,
  { cluster, service }: ServicePlace,
  found: Service,
): Promise<ServiceState> {
  const [deployment] = await deploymentsOf(aws, { cluster, service }, 1);
  const askedRevision = deployment?.targetServiceRevision?.arn;
  const definitions = await taskDefinitionsOf(
    aws,
    askedRevision === undefined ? [] : [askedRevision],
  );
  const asked = definitions.get(askedRevision ?? "") ?? found.taskDefinition ?? "";
  return {
    service,
    runs: revision(found.taskDefinition),
    asked: revision(asked),
    desiredCount: found.desiredCount ?? 0,
    runningCount: found.runningCount ?? 0,
    ...(deployment === undefined ? {} : { deployment: deploymentOf(deployment) }),
    events: (found.events ?? []).slice(0, shownEvents).flatMap(eventOf),
    tasks: await stoppedTasks(asked),
  };

  async function stoppedTasks(taskDefinitionArn: string): Promise<StoppedTask[]> {
    const own = (await tasksOf(aws, { cluster, service, desiredStatus: "STOPPED" }))
      .filter((task) => task.taskDefinitionArn === taskDefinitionArn)
      .sort((left, right) => Number(right.stoppedAt ?? 0) - Number(left.stoppedAt ?? 0))
      .slice(0, shownTasks);
    if (own.length === 0) return [];
    const ecs = await aws.ecs();
    const { taskDefinition } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: taskDefinitionArn }),
    );
    return Promise.all(own.map((task, index) => stoppedTask(task, taskDefinition, index === 0)));
  }

  async function stoppedTask(
    task: Task,
    definition: TaskDefinition | undefined,
    newest: boolean,
  ): Promise<StoppedTask> {
    const id = taskId(task.taskArn);
    const containers = (task.containers ?? []).map(
      async ({ name = "", exitCode, reason }): Promise<StoppedContainer> => ({
        name,
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(reason === undefined ? {} : { reason }),
        log: newest && failed({ exitCode, reason }) ? await linesOf(id, name, definition) : [],
      }),
    );
    return {
      id,
      taskDefinition: revision(task.taskDefinitionArn),
      stopCode: task.stopCode ?? "",
      reason: task.stoppedReason ?? "",
      ...(task.stoppedAt === undefined ? {} : { stoppedAt: task.stoppedAt }),
      containers: await Promise.all(containers),
    };
  }

  async function linesOf(
    task: string,
    container: string,
    definition: TaskDefinition | undefined,
  ): Promise<string[]> {
    const stream = streamOf(definition, container, task);
    return stream === undefined ? [] : lastLines(aws, stream, shownLogLines);
  }
}

/** An essential container that ends with 0 has failed, too: nothing else stops a task. */
const failed = ({ exitCode, reason }: Pick<Container, "exitCode" | "reason">): boolean =>
  exitCode !== undefined || reason !== undefined;

const eventOf = ({ createdAt, message }: EcsEvent) =>
  createdAt === undefined || message === undefined ? [] : [{ at: createdAt, message }];

function deploymentOf(deployment: ServiceDeployment): Deployment {
  const { status, statusReason, rollback, startedAt, alarms } = deployment;
  const { failureCount, threshold } = { ...deployment.deploymentCircuitBreaker };
  const hooks = (deployment.lifecycleHookDetails ?? []).filter(
    (hook) =>
      hook.status === "AWAITING_ACTION" || hook.status === "FAILED" || hook.status === "TIMED_OUT",
  );
  return {
    status: status ?? "",
    reasons: [...new Set([statusReason, rollback?.reason].filter((one) => one !== undefined))],
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(failureCount === undefined ? {} : { failedTasks: failureCount }),
    ...(threshold === undefined ? {} : { threshold }),
    triggeredAlarms: alarms?.triggeredAlarmNames ?? [],
    hooks: hooks.map((hook) => `${hook.targetType ?? ""} ${hook.status ?? ""}`),
  };
}
