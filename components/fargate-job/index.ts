import * as pulumi from "@pulumi/pulumi";
import { createServiceSecurity } from "../fargate-service/security-rules";
import { checkedTask, containersOf, FargateTask, taskOf } from "../fargate-task";
import { unrecorded } from "../internal/arguments";
import { getIdentity } from "../internal/identity";
import { outputsOf } from "../internal/outputs";
import type { FargateJobArgs } from "./args";
import { runCommand } from "./run-command";
import { createSchedule } from "./schedule";
import { jobSettings } from "./settings";

export * from "./args";

/** A task that does its work and ends: its definition, roles, log group and security group, without a service. */
export class FargateJob extends pulumi.ComponentResource {
  /** The ARN of the task definition's revision made here. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** The family, the same for every revision. */
  public readonly family: pulumi.Output<string>;
  /** The job's own security group. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** The log group of its runs. */
  public readonly logGroupName: pulumi.Output<string>;
  /** The command that starts one run. */
  public readonly runCommand: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError with everything that is wrong with the arguments. */
  constructor(name: string, args: FargateJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = jobSettings(name, args);
    // What the caller waits for, the runs wait for: roles and task definition need not.
    const { dependsOn, ...others } = opts ?? {};
    super("drydock:index:FargateJob", name, unrecorded, others);
    const { schedule, workloadSecurityGroupId } = settings;
    const taskArgs = taskOf(settings);

    const task = new FargateTask(name, checkedTask(taskArgs), { parent: this });
    const { securityGroup, rules } = createServiceSecurity({
      name,
      parent: this,
      serviceName: settings.family ?? name,
      workload: settings,
      balanced: undefined,
      containers: containersOf(name, taskArgs),
    });
    const securityGroupIds = [workloadSecurityGroupId, securityGroup.id];
    if (schedule !== undefined) {
      createSchedule({
        name,
        parent: this,
        identity: getIdentity(this),
        job: settings,
        schedule,
        task,
        securityGroupIds,
        dependsOn: pulumi.mergeOptions({ dependsOn }, { dependsOn: [task, ...rules] }).dependsOn,
      });
    }

    this.taskDefinitionArn = task.taskDefinitionArn;
    this.family = task.family;
    this.securityGroupId = securityGroup.id;
    this.logGroupName = task.logGroupName;
    this.runCommand = runCommand({
      ...settings,
      taskDefinitionArn: task.taskDefinitionArn,
      securityGroupIds,
    });
    this.registerOutputs(outputsOf(this));
  }
}
