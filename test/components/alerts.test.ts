import assert from "node:assert/strict";
import { Alerts, type AlertsArgs } from "drydock-components";
import { accountId } from "../../drydock/offline/cloud/facts";
import { register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const alerts =
  (args: Partial<AlertsArgs> = {}) =>
  () =>
    new Alerts("alerts", { topicName: "shop-test-alerts", ...args });

const topicArn = `arn:aws:sns:us-east-2:${accountId}:shop-test-alerts`;
const kmsKeyArn = `arn:aws:kms:us-east-2:${accountId}:key/1`;

/** Shows what AWS is asked for. That a message arrives takes an account, and somebody who confirms the address. */
describe("Alerts", () => {
  it("makes a topic with its name, and a subscription for each address", async () => {
    const email = ["team@example.com", "on-call@example.com"];
    const { update } = await registerInBothModes(alerts({ email }));
    assert.deepEqual(update.names, [
      "aws:sns/topic:Topic alerts",
      "aws:sns/topicPolicy:TopicPolicy alerts",
      "aws:sns/topicSubscription:TopicSubscription alerts-on-call@example.com",
      "aws:sns/topicSubscription:TopicSubscription alerts-team@example.com",
      "drydock:index:Alerts alerts",
    ]);
    assert.equal(update.one("sns/topic:Topic").inputs["name"], "shop-test-alerts");
    assert.deepEqual(
      update.one("sns/topicSubscription:TopicSubscription", "alerts-team@example.com").inputs,
      {
        topic: topicArn,
        protocol: "email",
        endpoint: "team@example.com",
      },
    );
    assert.equal(update.one("drydock:index:Alerts").outputs["topicArn"], topicArn);
  });

  for (const key of [undefined, kmsKeyArn]) {
    it(`encrypts messages with ${key === undefined ? "no key of its own" : "the key it is given"}`, async () => {
      const registered = await register(alerts({ kmsKeyArn: key }));
      assert.equal(registered.one("sns/topic:Topic").inputs["kmsMasterKeyId"], key);
    });
  }

  it("admits alarms and rules of this account over TLS, and says so in a preview already", async () => {
    const registered = await register(alerts(), { preview: true });
    const ofThisAccount = { StringEquals: { "aws:SourceAccount": [accountId] } };
    const publish = { Action: ["sns:Publish"], Resource: [topicArn] };
    assert.deepEqual(registered.json(registered.one("sns/topicPolicy:TopicPolicy"), "policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PublishedByAlarms",
          Effect: "Allow",
          Principal: { Service: ["cloudwatch.amazonaws.com"] },
          ...publish,
          Condition: ofThisAccount,
        },
        {
          Sid: "PublishedByRules",
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com"] },
          ...publish,
          Condition: ofThisAccount,
        },
        {
          Sid: "DenyUnencryptedTransport",
          Effect: "Deny",
          Principal: "*",
          ...publish,
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ],
    });
  });

  it("tells a Slack channel, whose members can only look at metrics", async () => {
    const registered = await register(
      alerts({
        slack: { workspaceId: "T012ABCDEFG", channelId: "C012ABCDEFG" },
        permissionsBoundaryArn: "arn:aws:iam::aws:policy/PowerUserAccess",
      }),
    );
    const channel = registered.one("chatbot/slackChannelConfiguration:SlackChannelConfiguration");
    const role = registered.one("iam/role:Role");
    assert.deepEqual(channel.inputs, {
      configurationName: "shop-test-alerts",
      iamRoleArn: role.outputs["arn"],
      slackTeamId: "T012ABCDEFG",
      slackChannelId: "C012ABCDEFG",
      snsTopicArns: [topicArn],
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      loggingLevel: "ERROR",
    });
    assert.equal(role.inputs["permissionsBoundary"], "arn:aws:iam::aws:policy/PowerUserAccess");
    assert.deepEqual(registered.json(role, "assumeRolePolicy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["chatbot.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
          Condition: { StringEquals: { "aws:SourceAccount": [accountId] } },
        },
      ],
    });
    assert.deepEqual(registered.json(registered.one("iam/rolePolicy:RolePolicy"), "policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "cloudwatch:GetMetricWidgetImage",
          ],
          Resource: ["*"],
        },
      ],
    });
  });
});

describe("arguments of Alerts", () => {
  it("are refused all at once", async () => {
    assert.deepEqual(
      await refusals(
        alerts({
          topicName: "shop.test",
          email: ["team@example.com", "nobody"],
          slack: { workspaceId: "shop.slack.com", channelId: "#alerts" },
        }),
      ),
      [
        "topicName: This does not have the right form. Allowed: 1 to 256 letters, digits, hyphens and underscores. Write 1 to 256 letters, digits, hyphens and underscores.",
        "email[1]: This does not have the right form. Allowed: an address such as team@example.com. Write an address such as team@example.com.",
        "slack.workspaceId: This does not have the right form. Allowed: a workspace id, such as T012ABCDEFG. Write a workspace id, such as T012ABCDEFG.",
        "slack.channelId: This does not have the right form. Allowed: a channel id, such as C012ABCDEFG. Write a channel id, such as C012ABCDEFG.",
      ],
    );
    assert.deepEqual(await refusals(alerts({ email: ["a@example.com", "a@example.com"] })), [
      "email[1]: This is in the list twice. Remove one of the two.",
    ]);
  });
});
