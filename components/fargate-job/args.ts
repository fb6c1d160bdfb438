// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs, TaskArgs } from "../fargate-task/args";

/** Another service that this one calls. */
export interface ConnectsToArgs {
  /** The other's security group. */
  securityGroupId: pulumi.Input<string>;
  /** The TCP port it listens on. */
  port: number;
}

/** Something that is no service here and that tasks reach. */
export interface ReachesArgs {
  /** Its security group; this or cidr. Defaults to none. */
  securityGroupId?: pulumi.Input<string>;
  /** Its addresses in CIDR notation. Defaults to none. */
  cidr?: string;
  /** The TCP port. */
  port: number;
  /** Whether its security group gets a rule that admits the tasks. Defaults to false: they are let out only. */
  admits?: boolean;
}

/** What happens when a run is due and the one before it has not ended. */
export const JobOverlap = { Allow: "allow", Skip: "skip" } as const;
/** What happens when a run is due and the one before it has not ended. */
export type JobOverlap = (typeof JobOverlap)[keyof typeof JobOverlap];

/** When a job runs by the clock, and what is done about a run that fails. */
export interface JobScheduleArgs {
  /** When: cron(...) or rate(...), such as cron(0 3 * * ? *). */
  at: string;
  /** The IANA time zone of the expression. Defaults to Etc/UTC. */
  timezone?: string;
  /** How often a run that fails is started again, after 1, 2, 4... minutes. Defaults to 0. */
  retries?: number;
  /** Minutes after which a run has failed. Defaults to no limit. */
  timeoutMinutes?: number;
  /** skip: a run that is due while the one before it goes on is left out. Defaults to allow, where both run. */
  overlap?: JobOverlap;
}

/** Where the tasks of a service or a job run, what they reach, and who hears of alarms. */
export interface WorkloadArgs {
  /** The cluster's ARN. */
  clusterArn: pulumi.Input<string>;
  /** The VPC. */
  vpcId: pulumi.Input<string>;
  /** The subnets tasks get their addresses in. */
  subnetIds: pulumi.Input<string[]>;
  /** Give each task a public address, in public subnets. Defaults to false. */
  assignPublicIp?: boolean;
  /** The security group all workloads share, with the ways to AWS and to the internet. */
  workloadSecurityGroupId: pulumi.Input<string>;
  /** TCP ports on which tasks with a public address may reach the internet. Defaults to 443. */
  publicEgressPorts?: number[];
  /** Services this one calls, by name: each gets the one security-group rule, before a task starts. Defaults to none. */
  connectsTo?: Record<string, ConnectsToArgs>;
  /** Databases and anything else that tasks reach, by a name that becomes part of the rules' names. Defaults to none. */
  reaches?: Record<string, ReachesArgs>;
  /** ARNs of the SNS topics that hear of its alarms. Defaults to none. */
  alarmActions?: pulumi.Input<string>[];
}

/** Arguments of FargateJob. */
export interface FargateJobArgs extends TaskArgs, ContainerArgs, WorkloadArgs {
  /** Runs by the clock. Defaults to none: a run is started by hand or by a program. */
  schedule?: JobScheduleArgs;
}
