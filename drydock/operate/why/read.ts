/** Reads what AWS knows about a service's last deployment. */
import type {
  Container,
  ServiceDeployment,
  ServiceEvent as EcsEvent,
  Task,
  TaskDefinition,
} from "@aws-sdk/client-ecs";
import type { AwsClients } from "../aws";
import type { Deployment, ServiceState, StoppedContainer, StoppedTask } from "./failure";

/** Where a service is. */
export interface ServicePlace {
  readonly cluster: string;
  readonly service: string;
}

const shownTasks = 3;
const shownEvents = 10;
const shownLogLines = 20;

/** Returns undefined if the cluster has no such service. */
export async function readService(
  { ecs, logs }: AwsClients,
  { cluster, service }: ServicePlace,
): Promise<ServiceState | undefined> {
  const sdk = await import("@aws-sdk/client-ecs");
  const described = await ecs.send(
    new sdk.DescribeServicesCommand({ cluster, services: [service] }),
  );
  const found = described.services?.find(({ status }) => status !== "INACTIVE");
  if (found === undefined) return undefined;
  const { serviceDeployments: [latest] = [] } = await ecs.send(
    new sdk.ListServiceDeploymentsCommand({ cluster, service, maxResults: 1 }),
  );
  const deployment = await describeDeployment(latest?.serviceDeploymentArn);
  const asked = (await askedFor(deployment)) ?? found.taskDefinition ?? "";
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

  async function describeDeployment(
    arn: string | undefined,
  ): Promise<ServiceDeployment | undefined> {
    if (arn === undefined) return undefined;
    const command = new sdk.DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] });
    return (await ecs.send(command)).serviceDeployments?.[0];
  }

  async function askedFor(of: ServiceDeployment | undefined): Promise<string | undefined> {
    const arn = of?.targetServiceRevision?.arn;
    if (arn === undefined) return undefined;
    const command = new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] });
    return (await ecs.send(command)).serviceRevisions?.[0]?.taskDefinition;
  }

  async function stoppedTasks(taskDefinitionArn: string): Promise<StoppedTask[]> {
    const pages = sdk.paginateListTasks(
      { client: ecs },
      { cluster, serviceName: service, desiredStatus: "STOPPED" },
    );
    const arns: string[] = [];
    for await (const { taskArns = [] } of pages) arns.push(...taskArns);
    const tasks: Task[] = [];
    // DescribeTasks takes 100 at most.
    for (let start = 0; start < arns.length; start += 100) {
      const command = new sdk.DescribeTasksCommand({
        cluster,
        tasks: arns.slice(start, start + 100),
      });
      tasks.push(...((await ecs.send(command)).tasks ?? []));
    }
    const own = tasks
      .filter((task) => task.taskDefinitionArn === taskDefinitionArn)
      .sort((left, right) => Number(right.stoppedAt ?? 0) - Number(left.stoppedAt ?? 0))
      .slice(0, shownTasks);
    if (own.length === 0) return [];
    const { taskDefinition } = await ecs.send(
      new sdk.DescribeTaskDefinitionCommand({ taskDefinition: taskDefinitionArn }),
    );
    return Promise.all(own.map((task, index) => stoppedTask(task, taskDefinition, index === 0)));
  }

  async function stoppedTask(
    task: Task,
    definition: TaskDefinition | undefined,
    newest: boolean,
  ): Promise<StoppedTask> {
    const id = task.taskArn?.split("/").at(-1) ?? "";
    const containers = (task.containers ?? []).map(
      async ({ name = "", exitCode, reason }): Promise<StoppedContainer> => ({
        name,
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(reason === undefined ? {} : { reason }),
        log: newest && failed({ exitCode, reason }) ? await lastLines(id, name, definition) : [],
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

  /** A stream of awslogs is `<prefix>/<container>/<task id>`. A container that never started has none. */
  async function lastLines(
    task: string,
    container: string,
    definition: TaskDefinition | undefined,
  ): Promise<string[]> {
    const config = definition?.containerDefinitions?.find(({ name }) => name === container);
    const options = config?.logConfiguration?.options;
    const group = options?.["awslogs-group"];
    if (config?.logConfiguration?.logDriver !== "awslogs" || group === undefined) return [];
    const { GetLogEventsCommand, ResourceNotFoundException } =
      await import("@aws-sdk/client-cloudwatch-logs");
    const command = new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: `${options?.["awslogs-stream-prefix"] ?? ""}/${container}/${task}`,
      limit: shownLogLines,
    });
    try {
      const { events = [] } = await logs.send(command);
      return events.map(({ message = "" }) => message.trimEnd());
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
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

const revision = (arn = ""): string => arn.slice(arn.indexOf("/") + 1);
