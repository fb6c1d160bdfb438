import type * as pulumi from "@pulumi/pulumi";
import type { FargateTask } from "../fargate-task";
import type { Identity } from "../internal/identity";
import type { RunNeeds } from "./grants";
import type { JobSettings } from "./settings";

/** A job with a schedule, and the parts that its runs are made of. */
export interface ScheduledTask {
  /** The name of the job's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly identity: Identity;
  readonly job: JobSettings;
  readonly schedule: NonNullable<JobSettings["schedule"]>;
  readonly task: FargateTask;
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** What has to exist before a run starts. */
  readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** What the role that starts the runs has to be permitted. */
export const runNeeds = ({ identity, job, task }: ScheduledTask): RunNeeds => ({
  ...identity,
  region: job.region,
  family: task.family,
  clusterArn: job.clusterArn,
  roleArns: [task.executionRoleArn, task.taskRoleArn],
});
