import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { outputsOf } from "../internal/outputs";
import { createAccessPoints } from "./access-points";
import type { FargateTaskArgs } from "./args";
import { createTaskRoles } from "./roles";
import { createTaskDefinition } from "./task-definition";
import { containersOf } from "./containers";
import { taskSettings } from "./settings";
import { efsVolumes } from "./volumes";

export * from "./args";
export { logConfiguration, portName } from "./container-definitions";
export { type ContainerSettings, containersOf } from "./containers";
export { checkedTask, taskArgumentProblems, taskOf, taskRules } from "./settings";
export { taskArguments } from "./shape";

/** A task definition for Fargate with its log group, its two roles and its access points. */
export class FargateTask extends pulumi.ComponentResource {
  /** The ARN of the new revision. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** The family, the same for every revision. */
  public readonly family: pulumi.Output<string>;
  /** The role Amazon ECS starts the task with. */
  public readonly executionRoleArn: pulumi.Output<string>;
  /** The role the code in the task has. */
  public readonly taskRoleArn: pulumi.Output<string>;
  /** The log group of all containers. */
  public readonly logGroupName: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError with everything that is wrong with the arguments. */
  constructor(name: string, args: FargateTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    const task = taskSettings(name, args);
    super("drydock:index:FargateTask", name, unrecorded, opts);
    const { tags } = task;
    const containers = containersOf(name, task);
    const common = { name, parent: this, task, containers };

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        name: task.logGroupName,
        retentionInDays: task.logRetentionDays,
        kmsKeyId: task.kmsKeyArn,
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
    const roles = createTaskRoles({ ...common, logGroupArn: logGroup.arn, volumes });
    const taskDefinition = createTaskDefinition({
      ...common,
      roles,
      logGroupName: logGroup.name,
      volumes,
    });

    this.taskDefinitionArn = taskDefinition.arn;
    this.family = taskDefinition.family;
    this.executionRoleArn = roles.execution.arn;
    this.taskRoleArn = roles.task.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs(outputsOf(this));
  }
}
