import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments } from "../internal/arguments";
import { getIdentity } from "../internal/identity";
import { createAccessPoints, type AccessPointVolume } from "./access-points";
import type { FargateTaskArgs } from "./args";
import { containerDefinitions } from "./container-definitions";
import { executionGrants } from "./execution-grants";
import { createTaskRole } from "./roles";
import { taskGrants } from "./task-grants";
import { taskProblems } from "./task-problems";
import { efsVolumes, scratchVolumes } from "./volumes";

export * from "./args";
export { logConfiguration, portName } from "./container-definitions";
export { taskProblems } from "./task-problems";

/** A task definition for Fargate with its log group, its two roles and its access points. */
export class FargateTask extends pulumi.ComponentResource {
  /** The ARN of the revision made here. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** The family, the same for every revision. */
  public readonly family: pulumi.Output<string>;
  /** The role Amazon ECS starts the task with. */
  public readonly executionRoleArn: pulumi.Output<string>;
  /** The role the code in the task has. */
  public readonly taskRoleArn: pulumi.Output<string>;
  /** The log group of all containers. */
  public readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FargateTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseArguments(`FargateTask "${name}"`, taskProblems(args));
    super("drydock:index:FargateTask", name, args, opts);
    const { containers, region, tags } = args;
    const identity = getIdentity(this);

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        name: args.logGroupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.kmsKeyArn,
        tags,
      },
      { parent: this },
    );
    const volumes = createAccessPoints({
      name,
      parent: this,
      volumes: efsVolumes(containers),
      tags,
    });
    const execution = createTaskRole({
      name: `${name}-execution`,
      description: `Starts tasks of ${args.family}`,
      parent: this,
      identity,
      region,
      grants: executionGrants({
        containers,
        region,
        logGroupArn: logGroup.arn,
        envFileKmsKeyArn: args.kmsKeyArn,
      }),
      tags,
    });
    const task = createTaskRole({
      name: `${name}-task`,
      description: `What the code in ${args.family} may do`,
      parent: this,
      identity,
      region,
      grants: taskGrants({
        volumes: volumes.map(({ volume, accessPoint, writable }) => ({
          fileSystemArn: volume.fileSystemArn,
          accessPointArn: accessPoint.arn,
          writable,
        })),
        exec:
          args.exec === true
            ? {
                logsArnPrefix: pulumi.interpolate`arn:${identity.partition}:logs:${region}:${identity.accountId}`,
                logGroupName: args.execLogGroupName,
                kmsKeyArn: args.kmsKeyArn,
              }
            : undefined,
        permissions: args.permissions ?? [],
      }),
      tags,
    });
    const taskDefinition = new aws.ecs.TaskDefinition(
      name,
      {
        family: args.family,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(args.cpu),
        memory: String(args.memoryMiB),
        runtimePlatform: {
          operatingSystemFamily: "LINUX",
          cpuArchitecture: args.architecture ?? "X86_64",
        },
        pidMode: args.pidMode,
        ephemeralStorage:
          args.ephemeralStorageGiB === undefined
            ? undefined
            : { sizeInGib: args.ephemeralStorageGiB },
        executionRoleArn: execution.role.arn,
        taskRoleArn: task.role.arn,
        containerDefinitions: pulumi
          .all([pulumi.output(containers), logGroup.name])
          .apply(([known, group]) => containerDefinitions(known, { group, region })),
        volumes: [
          ...volumes.map(taskVolume),
          ...scratchVolumes(containers).map((volume) => ({ name: volume })),
        ],
        // Old revisions are what a rollback goes back to; they cost nothing.
        skipDestroy: args.deletable !== true,
        tags,
      },
      // A task must not start before its rights exist.
      { parent: this, dependsOn: [...execution.policies, ...task.policies] },
    );

    this.taskDefinitionArn = taskDefinition.arn;
    this.family = taskDefinition.family;
    this.executionRoleArn = execution.role.arn;
    this.taskRoleArn = task.role.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      taskDefinitionArn: this.taskDefinitionArn,
      family: this.family,
      executionRoleArn: this.executionRoleArn,
      taskRoleArn: this.taskRoleArn,
      logGroupName: this.logGroupName,
    });
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function taskVolume({ volume, accessPoint }: AccessPointVolume) {
  return {
    name: volume.name,
    efsVolumeConfiguration: {
      fileSystemId: volume.fileSystemId,
      // With an access point the folder is the access point's, and this has to be the root.
      rootDirectory: "/",
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: accessPoint.id, iam: "ENABLED" },
    },
  };
}
