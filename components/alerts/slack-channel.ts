import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import { getIdentity } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { createRole, roleSettings, type RoleSettings } from "../internal/role";
import type { SlackChannelArgs } from "./args";

/** Inputs for the messages in a Slack channel. */
export interface SlackChannel extends RoleSettings {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly topicName: string;
  readonly topicArn: pulumi.Input<string>;
  readonly slack: SlackChannelArgs;
}

/** Creates the subscription of a Slack channel, and the role that sends its messages. */
export function createSlackChannel(args: SlackChannel): void {
  const { name, parent, topicName, slack } = args;
  const { role, policies } = createRole({
    name,
    description: `Shows the alarms of ${topicName} in Slack`,
    parent,
    trustPolicy: policyDocument([
      {
        actions: "sts:AssumeRole",
        principals: { Service: "chatbot.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": getIdentity(parent).accountId } },
      },
    ]),
    grants: [readsMetrics],
    ...roleSettings(args),
  });
  new aws.chatbot.SlackChannelConfiguration(
    name,
    {
      configurationName: topicName,
      iamRoleArn: role.arn,
      slackTeamId: slack.workspaceId,
      slackChannelId: slack.channelId,
      snsTopicArns: [args.topicArn],
      // What nobody in the channel gets beyond; AWS's default is AdministratorAccess.
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      loggingLevel: "ERROR",
    },
    // A name is taken until its configuration is deleted, and another workspace means another configuration.
    { parent, dependsOn: [...policies], deleteBeforeReplace: true },
  );
}

/** The chart under a message. Neither action has a resource type, so neither can name one. */
const readsMetrics = {
  actions: [
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricWidgetImage",
  ],
  resources: "*",
};
