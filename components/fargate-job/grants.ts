import * as pulumi from "@pulumi/pulumi";
import { type ArnScope, regionalArn } from "../internal/arns";
import type { PolicyStatement } from "../internal/policy-document";

/** Inputs for the permission to run a job. */
export interface RunNeeds extends ArnScope {
  readonly family: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly roleArns: readonly pulumi.Input<string>[];
}

/**
 * Returns the least that starts a task of one family in one cluster, with the roles and the tags it has.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
 */
export function runGrants(needs: RunNeeds): PolicyStatement[] {
  const { family, clusterArn, roleArns } = needs;
  return [
    {
      sid: "RunTask",
      actions: "ecs:RunTask",
      // Every revision: a schedule and its role change one after the other.
      resources: regionalArn(needs, "ecs", pulumi.interpolate`task-definition/${family}:*`),
      conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      sid: "TagTask",
      actions: "ecs:TagResource",
      resources: tasksOf(needs),
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      sid: "PassRoles",
      actions: "iam:PassRole",
      resources: [...roleArns],
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

/**
 * Returns what Step Functions needs to run a task and wait for its end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html#ecs-iam
 */
export function waitGrants(needs: RunNeeds): PolicyStatement[] {
  return [
    {
      sid: "FollowTask",
      actions: ["ecs:DescribeTasks", "ecs:StopTask"],
      resources: tasksOf(needs),
    },
    {
      sid: "HearOfTaskEnd",
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: regionalArn(needs, "events", "rule/StepFunctionsGetEventsForECSTaskRule"),
    },
  ];
}

const tasksOf = (needs: RunNeeds): pulumi.Output<string> =>
  regionalArn(
    needs,
    "ecs",
    pulumi.output(needs.clusterArn).apply((arn) => `task/${arn.split("/").at(-1) ?? ""}/*`),
  );
