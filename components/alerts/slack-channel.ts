import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import { getIdentity } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { createRole } from "../internal/role";
import type { SlackChannelArgs } from "./args";

/** Creates the subscription of a Slack channel, and the role that sends its messages. */
export function createSlackChannel(args: {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly topicName: string;
  readonly topicArn: pulumi.Input<string>;
  readonly slack: SlackChannelArgs;
  readonly permissionsBoundaryArn: pulumi.Input<string> | undefined;
}): void {
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
    permissionsBoundaryArn: args.permissionsBoundaryArn,
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
