import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { topicArn } from "../internal/arns";
import { getIdentity, getRegion } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { outputsOf } from "../internal/outputs";
import { repeated } from "../model/check/lists";
import type { AlertsArgs } from "./args";
import { alertsArgs } from "./shape";
import { createSlackChannel } from "./slack-channel";
import { topicPolicy } from "./topic-policy";

export type { AlertsArgs, SlackChannelArgs } from "./args";

/** A topic that alarms and EventBridge rules of this account publish to, and the people it tells. */
export class Alerts extends pulumi.ComponentResource {
  /** ARN of the topic: an action of an alarm or the target of a rule. Resolves once the topic admits them. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Alerts ${name}`,
      schema: alertsArgs,
      rules: ({ email }) => repeated(email, ["email"]),
      args,
    });
    super("drydock:index:Alerts", name, unrecorded, opts);
    const { topicName, email, slack, permissionsBoundaryArn } = settings;

    const topic = new aws.sns.Topic(
      name,
      { name: topicName, kmsMasterKeyId: settings.kmsKeyArn },
      { parent: this },
    );
    const identity = getIdentity(this);
    const scope = {
      ...identity,
      topicArn: topicArn({ ...identity, region: getRegion(this), topicName }),
    };
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: policyDocument(topicPolicy(scope)) },
      { parent: this },
    );
    for (const address of email) {
      new aws.sns.TopicSubscription(
        `${name}-${address}`,
        { topic: topic.arn, protocol: "email", endpoint: address },
        { parent: this },
      );
    }
    if (slack !== undefined) {
      createSlackChannel({
        name: `${name}-slack`,
        parent: this,
        topicName,
        topicArn: topic.arn,
        slack,
        permissionsBoundaryArn,
      });
    }

    this.topicArn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs(outputsOf(this));
  }
}
