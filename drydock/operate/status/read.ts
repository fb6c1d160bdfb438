/** Reads how an environment is. */
import {
  DescribeScalingActivitiesCommand,
  type ScalableTarget,
} from "@aws-sdk/client-application-auto-scaling";
import { paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import type { Service, ServiceDeployment, Task } from "@aws-sdk/client-ecs";
import type { Aws } from "../aws";
import { allOf } from "../pages";
import { deploymentsOf, waitingHooks } from "../service-deployments";
import type { OperatedEnvironment } from "../environment";
import { scalableTargets } from "../scaling";
import { describeServices, placeOf, revision, workloadsOf } from "../services";
import { taskId, tasksOf } from "../tasks";
import { readJobs } from "./jobs";
import type {
  AlarmState,
  DeploymentState,
  EnvironmentStatus,
  ScalingState,
  ServiceStatus,
  TaskState,
} from "./state";

export async function readStatus(
  aws: Aws,
  environment: OperatedEnvironment,
  wanted?: string,
): Promise<EnvironmentStatus> {
  const { stack, clusterName: cluster, loaded, names } = environment;
  const { services: known, jobs } = workloadsOf(environment, wanted);
  const live = await describeServices(aws, environment, known);
  const targets = await scalableTargets(aws, environment, [...live.keys()]);
  const services: ServiceStatus[] = [];
  // One after the other: AWS limits the calls of an account.
  for (const service of known) {
    const found = live.get(service);
    services.push(
      found === undefined
        ? { service, desiredCount: 0, runningCount: 0, pendingCount: 0, tasks: [] }
        : await serviceStatus(service, found),
    );
  }
  const alarms = await alarmsOf(
    aws,
    wanted === undefined ? names.environment : names.family(wanted),
  );
  return {
    stack,
    cluster,
    region: loaded.region,
    services,
    jobs: await readJobs(aws, environment, jobs),
    alarms,
  };

  async function serviceStatus(service: string, found: Service): Promise<ServiceStatus> {
    const place = placeOf(environment, service);
    const [deployment] = await deploymentsOf(aws, place, 1);
    const target = targets.get(service);
    const tasks = await tasksOf(aws, { ...place, desiredStatus: "RUNNING" });
    return {
      service,
      runs: revision(found.taskDefinition),
      desiredCount: found.desiredCount ?? 0,
      runningCount: found.runningCount ?? 0,
      pendingCount: found.pendingCount ?? 0,
      deployment: deployment && deploymentState(deployment),
      scaling: target && (await scalingState(aws, target)),
      tasks: tasks.map(taskState),
    };
  }
}

async function scalingState(aws: Aws, target: ScalableTarget): Promise<ScalingState> {
  const { ServiceNamespace, ResourceId, MinCapacity, MaxCapacity, SuspendedState } = target;
  const client = await aws.scaling();
  const { ScalingActivities: [last] = [] } = await client.send(
    new DescribeScalingActivitiesCommand({ ServiceNamespace, ResourceId, MaxResults: 1 }),
  );
  return {
    min: MinCapacity ?? 0,
    max: MaxCapacity ?? 0,
    suspended: Object.values(SuspendedState ?? {}).includes(true),
    last: last?.StartTime && { at: last.StartTime, description: last.Description ?? "" },
  };
}

/** Alarms of the environment or one service or job of it; those that target tracking creates have other names. */
async function alarmsOf(aws: Aws, owner: string): Promise<AlarmState[]> {
  const client = await aws.cloudWatch();
  const pages = paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${owner}-` });
  const found = await allOf(pages, ({ MetricAlarms }) => MetricAlarms);
  return found.map(({ AlarmName, StateValue, StateReason, StateUpdatedTimestamp }) => ({
    name: AlarmName ?? "",
    state: StateValue ?? "",
    reason: StateReason ?? "",
    since: StateUpdatedTimestamp,
  }));
}

function deploymentState(deployment: ServiceDeployment): DeploymentState {
  const { status, startedAt, lifecycleStage } = deployment;
  return {
    status: status ?? "",
    waits: waitingHooks(deployment).length > 0,
    startedAt,
    stage: lifecycleStage,
  };
}

function taskState(task: Task): TaskState {
  const since = task.startedAt ?? task.createdAt;
  return {
    id: taskId(task.taskArn),
    status: task.lastStatus ?? "",
    health: task.healthStatus ?? "UNKNOWN",
    revision: revision(task.taskDefinitionArn),
    zone: task.availabilityZone ?? "",
    since,
  };
}
