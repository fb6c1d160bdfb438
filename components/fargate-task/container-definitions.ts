import type * as pulumi from "@pulumi/pulumi";
import { fargateCapabilities } from "../facts/public-images";
import type { ContainerSettings } from "./containers";
import { secretReference } from "./secret-reference";
import { mountPoints, type MountUser } from "./volumes";

/** A container; of its volumes it needs no more than where they are mounted. */
type MountingContainer = Omit<ContainerSettings, "volumes"> & MountUser;

/** A container whose every value is known. */
export type ContainerPlan = pulumi.Unwrap<MountingContainer>;

/** The container without the file systems of its volumes, so that its document does not wait for them. */
export function withMountsOnly({ volumes, ...others }: ContainerSettings): MountingContainer {
  const mounts = Object.entries(volumes).map(
    ([name, { mountPath, readOnly }]) => [name, { mountPath, readOnly }] as const,
  );
  return { ...others, volumes: Object.fromEntries(mounts) };
}

/** Where the containers' output goes. */
export interface LogDestination {
  readonly group: string;
  readonly region: string;
}

/**
 * The JSON text of a task definition's containers. Containers, variables, secrets, mounts and dependencies are sorted
 * by name, and unset properties are left out, so that the same containers in any order give the same text and
 * nothing is deployed for nothing.
 *
 * Shape: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitions(
  containers: readonly ContainerPlan[],
  logs: LogDestination,
): string {
  return JSON.stringify(
    [...containers]
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .map((container) => containerDefinition(container, logs)),
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
    essential: container.essential,
    command: container.command,
    entryPoint: container.entryPoint,
    workingDirectory: container.workingDirectory,
    user: container.user,
    cpu: container.cpu,
    memory: container.memoryMiB,
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    linuxParameters: linuxParameters(container),
    systemControls: unlessEmpty(
      byName(container.systemControls ?? {}).map(([namespace, value]) => ({ namespace, value })),
    ),
    startTimeout: container.startTimeoutSeconds,
    stopTimeout: container.stopTimeoutSeconds,
    healthCheck: container.healthCheck && healthCheck(container.healthCheck),
    restartPolicy: container.restartPolicy && {
      enabled: true,
      ignoredExitCodes: unlessEmpty(container.restartPolicy.ignoredExitCodes),
      restartAttemptPeriod: container.restartPolicy.attemptPeriodSeconds,
    },
    ulimits: unlessEmpty(
      byName(container.ulimits).map(([name, { soft, hard }]) => ({
        name,
        softLimit: soft,
        hardLimit: hard,
      })),
    ),
    portMappings: container.containerPort && [portMapping(container, container.containerPort)],
    environment: unlessEmpty(
      byName(container.environment).map(([name, value]) => ({ name, value })),
    ),
    // In the order given: a later file wins over an earlier one.
    environmentFiles: unlessEmpty(container.envFileArns.map((value) => ({ type: "s3", value }))),
    secrets: unlessEmpty(
      byName(container.secrets).map(([name, source]) => ({
        name,
        valueFrom: secretReference(source),
      })),
    ),
    repositoryCredentials: container.credentialsSecretArn && {
      credentialsParameter: container.credentialsSecretArn,
    },
    // Every task of a deployment runs the digest that the tag had when the deployment began.
    versionConsistency: "enabled",
    mountPoints: unlessEmpty(mountPoints(container)),
    dependsOn: unlessEmpty(
      byName(container.dependsOn).map(([containerName, condition]) => ({
        containerName,
        condition,
      })),
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

function linuxParameters({ capabilities, tracing, initProcess }: ContainerPlan) {
  return {
    capabilities: {
      drop: droppedCapabilities(capabilities),
      // The only capability that Fargate lets a task add. AWS answers with the list even where it is empty, and the
      // provider would see a difference, and deploy, at every update if it was left out.
      add: tracing ? ["SYS_PTRACE"] : [],
    },
    initProcessEnabled: initProcess,
  };
}

/** With awsvpc the task has its own address: both ports are one. */
function portMapping(container: ContainerPlan, port: number) {
  return { name: portName(container), containerPort: port, hostPort: port, protocol: "tcp" };
}

/** ALL, or the names of the others if some are kept: ALL would drop those too. */
function droppedCapabilities(kept: readonly string[]): readonly string[] {
  if (kept.length === 0) return ["ALL"];
  return fargateCapabilities.filter((capability) => !kept.includes(capability));
}

function healthCheck(check: NonNullable<ContainerPlan["healthCheck"]>) {
  return {
    // CMD runs the program itself; CMD-SHELL would need a shell in the image.
    command: ["CMD", ...check.command],
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    // The provider knows the defaults of the three above, but of this one it does not know that 0 is unset.
    startPeriod: check.startPeriodSeconds === 0 ? undefined : check.startPeriodSeconds,
  };
}

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function byName<Item>(items: Readonly<Record<string, Item>>): [string, Item][] {
  return Object.entries(items).sort(([left], [right]) => (left < right ? -1 : 1));
}
