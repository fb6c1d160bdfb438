import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AccessPointVolume } from "./access-points";
import { containerDefinitions, withMountsOnly } from "./container-definitions";
import type { ContainerSettings } from "./containers";
import type { TaskRoles } from "./roles";
import type { TaskSettings } from "./settings";
import { scratchVolumes } from "./volumes";

/** Inputs for a task definition. */
export interface TaskDefinitionArgs {
  /** The name of the task's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly task: TaskSettings;
  readonly containers: readonly ContainerSettings[];
  readonly roles: TaskRoles;
  readonly logGroupName: pulumi.Output<string>;
  readonly volumes: readonly AccessPointVolume[];
}

/** Makes the task definition: a new revision of the same family whenever anything in it changes. */
export function createTaskDefinition(args: TaskDefinitionArgs): aws.ecs.TaskDefinition {
  const { name, parent, task, containers, roles, logGroupName, volumes } = args;
  const { region, ephemeralStorageGiB } = task;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: task.family ?? name,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(task.cpu),
      memory: String(task.memoryMiB),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: task.architecture,
      },
      pidMode: task.pidMode,
      ephemeralStorage:
        ephemeralStorageGiB === undefined ? undefined : { sizeInGib: ephemeralStorageGiB },
      executionRoleArn: roles.execution.arn,
      taskRoleArn: roles.task.arn,
      containerDefinitions: pulumi
        .all([pulumi.output(containers.map(withMountsOnly)), logGroupName])
        .apply(([known, group]) => containerDefinitions(known, { group, region })),
      volumes: [
        ...volumes.map(efsVolume),
        ...scratchVolumes(containers).map((volume) => ({ name: volume })),
      ],
      // A rollback returns to an old revision, and they cost nothing.
      skipDestroy: !task.deletable,
      tags: task.tags,
    },
    // A task must not start before its rights exist.
    { parent, dependsOn: roles.policies },
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function efsVolume({ name, volume, accessPoint }: AccessPointVolume) {
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId: volume.fileSystemId,
      // The folder is the access point's, and with one this has to be the root.
      rootDirectory: "/",
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: accessPoint.id, iam: "ENABLED" },
    },
  };
}
