import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs, ContainerHealthCheckArgs } from "./args";
import { secretReference } from "./secret-reference";
import { mountPoints, type MountUser } from "./volumes";

/** A container whose every value is known; of its volumes it needs no more than where they are mounted. */
export type ContainerPlan = pulumi.Unwrap<Omit<ContainerArgs, "volumes">> & MountUser;

/** The container without the file systems of its volumes, so that its document does not wait for them. */
export function withMountsOnly(
  container: ContainerArgs,
): Omit<ContainerArgs, "volumes"> & MountUser {
  const { volumes, ...others } = container;
  if (volumes === undefined) return others;
  return {
    ...others,
    volumes: volumes.map(({ name, mountPath, readOnly = false }) => ({
      name,
      mountPath,
      readOnly,
    })),
  };
}

/** Where the containers' output goes. */
export interface LogDestination {
  readonly group: string;
  readonly region: string;
}

/** Who a container runs as unless it says otherwise: not root. */
export const defaultUser = "1000:1000";

/**
 * The JSON text of a task definition's containers. Containers, variables, secrets, mounts and dependencies are sorted
 * by name, and only what is set is written, so that the same containers in any order give the same text and
 * nothing is deployed for nothing.
 *
 * Shape: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitions(
  containers: readonly ContainerPlan[],
  logs: LogDestination,
): string {
  return JSON.stringify(
    sortedBy(containers, (container) => container.name).map((container) =>
      containerDefinition(container, logs),
    ),
  );
}

/** The name of a container's port, by which Service Connect finds it. */
export function portName(container: { readonly name: string }): string {
  return `${container.name}-port`;
}

function containerDefinition(container: ContainerPlan, logs: LogDestination) {
  return {
    name: container.name,
    image: container.image,
    essential: container.essential ?? true,
    command: container.command,
    entryPoint: container.entryPoint,
    workingDirectory: container.workingDirectory,
    user: container.user ?? defaultUser,
    cpu: container.cpu,
    memory: container.memoryMiB,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? true,
    linuxParameters: {
      capabilities: {
        drop: ["ALL"],
        // The only capability that Fargate lets a task add. AWS answers with the list even where it is empty, and the
        // provider would see a difference, and deploy, at every update if it was left out.
        add: container.tracing === true ? ["SYS_PTRACE"] : [],
      },
      initProcessEnabled: container.initProcess ?? true,
    },
    stopTimeout: container.stopTimeoutSeconds,
    healthCheck: container.healthCheck && healthCheck(container.healthCheck),
    ulimits: unlessEmpty(
      sortedBy(container.ulimits ?? [], (limit) => limit.name).map((limit) => ({
        name: limit.name,
        softLimit: limit.soft,
        hardLimit: limit.hard,
      })),
    ),
    portMappings: container.containerPort && [
      {
        name: portName(container),
        containerPort: container.containerPort,
        // With awsvpc the task has its own address: both ports are one.
        hostPort: container.containerPort,
        protocol: "tcp",
      },
    ],
    environment: unlessEmpty(
      sortedBy(Object.entries(container.environment ?? {}), ([name]) => name).map(
        ([name, value]) => ({ name, value }),
      ),
    ),
    // In the order given: a later file wins over an earlier one.
    environmentFiles: unlessEmpty(
      (container.envFileArns ?? []).map((value) => ({ type: "s3", value })),
    ),
    secrets: unlessEmpty(
      sortedBy(container.secrets ?? [], (variable) => variable.name).map((variable) => ({
        name: variable.name,
        valueFrom: secretReference(variable),
      })),
    ),
    repositoryCredentials: container.credentialsSecretArn && {
      credentialsParameter: container.credentialsSecretArn,
    },
    // Every task of a deployment runs the digest that the tag had when the deployment began.
    versionConsistency: "enabled",
    mountPoints: unlessEmpty(mountPoints(container)),
    dependsOn: unlessEmpty(
      sortedBy(container.dependsOn ?? [], (dependency) => dependency.container).map(
        (dependency) => ({
          containerName: dependency.container,
          condition: dependency.condition,
        }),
      ),
    ),
    logConfiguration: logConfiguration(logs, container.name),
  };
}

/**
 * Output to CloudWatch Logs without ever blocking the container: when CloudWatch is slow, lines are dropped
 * from a buffer of 25 MiB instead.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function logConfiguration(logs: LogDestination, streamPrefix: string) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logs.group,
      "awslogs-region": logs.region,
      "awslogs-stream-prefix": streamPrefix,
      mode: "non-blocking",
      "max-buffer-size": "25m",
    },
  };
}

function healthCheck(check: ContainerHealthCheckArgs) {
  return {
    // CMD runs the program itself; CMD-SHELL would need a shell in the image.
    command: ["CMD", ...check.command],
    interval: check.intervalSeconds ?? 30,
    timeout: check.timeoutSeconds ?? 5,
    retries: check.retries ?? 3,
    // The provider knows the defaults of the three above, but of this one it does not know that 0 is unset.
    startPeriod: check.startPeriodSeconds === 0 ? undefined : check.startPeriodSeconds,
  };
}

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function sortedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
