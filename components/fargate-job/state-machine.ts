import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { regionalArn } from "../internal/arns";
import { policyDocument } from "../internal/policy-document";
import { runGrants, waitGrants } from "./grants";
import { createScheduleRole } from "./schedule-role";
import { runNeeds, type ScheduledTask } from "./scheduled-task";
import { stateMachineDefinition } from "./state-machine-definition";

/** The state machine of a job, with everything that has to exist before it is started. */
export interface JobStateMachine {
  readonly machine: aws.sfn.StateMachine;
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * Creates the state machine that runs a job, waits for its end, and does it again if it failed. AWS keeps its history for 90
 * days; a log would take a role that may write the log resource policies of the account.
 */
export function createStateMachine(scheduled: ScheduledTask): JobStateMachine {
  const { name, parent, job, schedule, task } = scheduled;
  const { tags } = job;
  const needs = runNeeds(scheduled);
  const { role, policies } = createScheduleRole(scheduled, {
    name: `${name}-runs`,
    description: `Runs the job ${job.family ?? name} and waits for its end`,
    service: "states.amazonaws.com",
    sourceArn: regionalArn(needs, "states", `stateMachine:${name}-*`),
    grants: [...runGrants(needs), ...waitGrants(needs)],
  });
  const definition = pulumi
    .all([
      scheduled.identity.partition,
      pulumi.output(job.clusterArn),
      task.taskDefinitionArn,
      pulumi.output(job.subnetIds),
      pulumi.all([...scheduled.securityGroupIds]),
    ])
    .apply(([partition, clusterArn, taskDefinitionArn, subnetIds, securityGroupIds]) =>
      stateMachineDefinition({
        ...schedule,
        name,
        partition,
        clusterArn,
        taskDefinitionArn,
        subnetIds,
        securityGroupIds,
        assignPublicIp: job.assignPublicIp,
        exec: job.exec,
      }),
    );
  const machine = new aws.sfn.StateMachine(
    name,
    {
      definition,
      roleArn: role.arn,
      tags,
    },
    // AWS tries out the role when it creates the machine.
    { parent, dependsOn: [...policies] },
  );
  if (schedule.overlap === "allow") return { machine, dependsOn: policies };
  const others = new aws.iam.RolePolicy(
    `${name}-others`,
    {
      role: role.name,
      policy: policyDocument([
        { sid: "LookForOthers", actions: "states:ListExecutions", resources: machine.arn },
      ]),
    },
    { parent },
  );
  return { machine, dependsOn: [...policies, others] };
}
