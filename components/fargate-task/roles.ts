import type * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { getIdentity, type Identity } from "../internal/identity";
import { taskTrustPolicy } from "../internal/policy-document";
import { createRole } from "../internal/role";
import type { AccessPointVolume } from "./access-points";
import { executionGrants } from "./execution-grants";
import type { ContainerSettings } from "./containers";
import type { TaskSettings } from "./settings";
import { taskGrants, type ExecNeeds } from "./task-grants";

/** Inputs for a task's roles. */
export interface TaskRolesArgs {
  /** The name of the task's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly task: TaskSettings;
  readonly containers: readonly ContainerSettings[];
  readonly logGroupArn: pulumi.Input<string>;
  readonly volumes: readonly AccessPointVolume[];
}

/** A task's roles. */
export interface TaskRoles {
  /** Amazon ECS starts the task with it. */
  readonly execution: aws.iam.Role;
  /** The code in the task has it. */
  readonly task: aws.iam.Role;
  /** Resources that must exist before a task starts. */
  readonly policies: aws.iam.RolePolicy[];
}

/**
 * Creates both roles, which only Amazon ECS may take, for tasks of this account in this region, with exactly the rights that
 * the task's arguments call for.
 */
export function createTaskRoles(args: TaskRolesArgs): TaskRoles {
  const { name, parent, task, containers, logGroupArn, volumes } = args;
  const { region, tags, family = name } = task;
  const identity = getIdentity(parent);
  const common = {
    parent,
    trustPolicy: taskTrustPolicy({ ...identity, region }),
    permissionsBoundaryArn: task.permissionsBoundaryArn,
    tags,
  };
  const execution = createRole({
    ...common,
    name: `${name}-execution`,
    description: `Starts tasks of ${family}`,
    grants: executionGrants({
      containers,
      region,
      logGroupArn,
      envFileKmsKeyArn: task.kmsKeyArn,
    }),
  });
  const code = createRole({
    ...common,
    name: `${name}-task`,
    description: `What the code in ${family} may do`,
    grants: taskGrants({
      volumes: volumes.map(({ volume, accessPoint, writable }) => ({
        fileSystemArn: volume.fileSystemArn,
        accessPointArn: accessPoint.arn,
        writable,
      })),
      exec: task.exec ? execNeeds(task, identity) : undefined,
      permissions: task.permissions,
    }),
  });
  return {
    execution: execution.role,
    task: code.role,
    policies: [...execution.policies, ...code.policies],
  };
}

function execNeeds(task: TaskSettings, { partition, accountId }: Identity): ExecNeeds {
  return {
    logsArnPrefix: pulumi.interpolate`arn:${partition}:logs:${task.region}:${accountId}`,
    logGroupName: task.execLogGroupName,
    kmsKeyArn: task.kmsKeyArn,
  };
}
