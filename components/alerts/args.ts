// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** A channel of a Slack workspace that this AWS account is connected to. */
export interface SlackChannelArgs {
  /** The workspace's id. Somebody has to connect the workspace in the console of Amazon Q Developer in chat applications first. */
  workspaceId: string;
  /** The channel's id, the last part of its link. A private channel has to invite @Amazon Q. */
  channelId: string;
}

/** The arguments of an `Alerts`. */
export interface AlertsArgs {
  /** The topic's name, such as shop-production-alerts. */
  topicName: string;
  /** Addresses that get a message. Each has to confirm once, by the link AWS sends. Defaults to none. */
  email?: string[];
  /** A Slack channel that gets a message. Defaults to none. */
  slack?: SlackChannelArgs;
  /** ARN of the KMS key that encrypts messages; its policy must admit cloudwatch.amazonaws.com and events.amazonaws.com. Defaults to the disk encryption of Amazon SNS. */
  kmsKeyArn?: pulumi.Input<string>;
  /** ARN of the IAM policy that bounds every role created here. Defaults to none. */
  permissionsBoundaryArn?: pulumi.Input<string>;
  /** The path of every role created here, such as /apps/. Defaults to /. */
  rolePath?: string;
}
