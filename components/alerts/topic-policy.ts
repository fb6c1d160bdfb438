import type * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, tlsOnly } from "../internal/policy-document";

/** The topic, and the account whose alarms and rules may publish to it. */
export interface TopicScope {
  readonly topicArn: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
}

/**
 * Returns the statements of the topic's policy: alarms and rules of this account publish, over TLS. Both services send the
 * account: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function topicPolicy({ topicArn, accountId }: TopicScope): PolicyStatement[] {
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  return [
    {
      sid: "PublishedByAlarms",
      principals: { Service: "cloudwatch.amazonaws.com" },
      actions: "sns:Publish",
      resources: topicArn,
      conditions: ofThisAccount,
    },
    {
      sid: "PublishedByRules",
      principals: { Service: "events.amazonaws.com" },
      actions: "sns:Publish",
      resources: topicArn,
      conditions: ofThisAccount,
    },
    tlsOnly("sns:Publish", topicArn),
  ];
}
