import type * as pulumi from "@pulumi/pulumi";
import type {
  ConnectsToArgs,
  ContainerImage,
  FargateService,
  FargateServiceArgs,
  StatementArgs,
} from "drydock-components";
import { mapValues, type TaskConfig, waysOut } from "../config";
import type { Stores } from "./container-args";
import type { EnvironmentCluster, EnvironmentIngress, EnvironmentNetwork } from "./foundation";
import { queueStatements, queueVariables } from "./queue-args";
import { type Environment, roleSettings } from "./settings";

/** The environment that services and jobs run in. */
export interface Surroundings {
  readonly environment: Environment;
  readonly network: EnvironmentNetwork;
  readonly cluster: EnvironmentCluster;
  /** By name. */
  readonly loadBalancers: ReadonlyMap<string, EnvironmentIngress>;
  /** ARNs of the topics that hear of alarms. */
  readonly alertActions: readonly pulumi.Output<string>[];
  readonly stores: Stores;
  /** The services created so far. */
  readonly services: ReadonlyMap<string, FargateService>;
  /** Images that are built or pinned, by `<service or job>/<container>`. */
  readonly images: ReadonlyMap<string, ContainerImage>;
}

/**
 * The settings of a service or a job that its component has as arguments, too. The others become something else: queues are
 * variables and permissions, placement is subnets.
 */
export function componentSettings<Task extends Pick<TaskConfig, OnlyOfStackFile>>(
  task: Task,
): Omit<Task, OnlyOfStackFile> {
  const { placement, awsServices, envFileUpdates, sends, consumes, databases, ...settings } = task;
  return settings;
}

type OnlyOfStackFile =
  "placement" | "awsServices" | "envFileUpdates" | "sends" | "consumes" | "databases";

/** The arguments of a service's task and of a job's that do not belong to a container. */
export function taskArgs(name: string, task: TaskConfig, surroundings: Surroundings) {
  const { environment, network, cluster, stores } = surroundings;
  const { config, names, region, deletable } = environment;
  const isPublic = task.placement === "public";
  return {
    family: names.family(name),
    region,
    logGroupName: names.logGroup(name),
    logRetentionDays: task.logRetentionDays ?? config.logs.retentionDays,
    kmsKeyArn: stores.kmsKeyArn,
    deletable,
    ...roleSettings(config),
    execLogGroupName: cluster.execLogGroupName,
    environment: { ...task.environment, ...queueVariables(task, surroundings) },
    permissions: [...task.permissions.map(statementArgs), ...queueStatements(task, surroundings)],
    clusterArn: cluster.clusterArn,
    vpcId: network.vpcId,
    subnetIds: isPublic ? network.publicSubnetIds : network.privateSubnetIds,
    assignPublicIp: isPublic,
    workloadSecurityGroupId: network.workloadSecurityGroupId,
    publicEgressPorts: isPublic ? config.network.egressPorts : undefined,
    connectsTo: connectsToArgs(task, surroundings),
    reaches: waysOut(task, config),
  } satisfies Partial<FargateServiceArgs>;
}

/** The services it calls but for those that come later, as one of a circle does. */
function connectsToArgs(
  { connectsTo }: TaskConfig,
  { environment, services }: Surroundings,
): Record<string, ConnectsToArgs> {
  const others = connectsTo.flatMap((name): [string, ConnectsToArgs][] => {
    const other = services.get(name);
    const port = environment.config.services[name]?.containerPort;
    if (other === undefined || port === undefined) return [];
    return [[name, { securityGroupId: other.securityGroupId, port }]];
  });
  return Object.fromEntries(others);
}

function statementArgs(statement: TaskConfig["permissions"][number]): StatementArgs {
  return {
    ...statement,
    conditions: mapValues(statement.conditions ?? {}, (keys) =>
      mapValues(keys, (values) => [values].flat()),
    ),
  };
}
