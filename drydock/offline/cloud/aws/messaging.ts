/** Queues, topics and chat channels. */
import { awsPage } from "../documentation";
import type { ResourceModel, ResourceModels } from "../types";
import { roleType } from "./iam";

/** A policy of a queue is a resource whose id is the queue's URL. */
const ofQueue = (page: string, document: string): ResourceModel => ({
  documentation: awsPage(page),
  replaceOn: ["queueUrl"],
  id: (facts) => facts.text("queueUrl"),
  json: [document],
});

export const messaging: ResourceModels = {
  "aws:sqs/queue:Queue": {
    documentation: awsPage("sqs_queue"),
    tagged: true,
    autoName: { property: "name", maxLength: 80 },
    replaceOn: ["fifoQueue", "name", "namePrefix"],
    id: (facts) =>
      `https://sqs.${facts.region}.amazonaws.com/${facts.account}/${facts.text("name")}`,
    outputs: (facts, id) => ({ arn: facts.arn("sqs", facts.text("name")), url: id }),
    json: ["policy", "redrivePolicy", "redriveAllowPolicy"],
    exclusive: [["name", "namePrefix"]],
  },
  "aws:sqs/queuePolicy:QueuePolicy": ofQueue("sqs_queue_policy", "policy"),
  "aws:sqs/redrivePolicy:RedrivePolicy": ofQueue("sqs_queue_redrive_policy", "redrivePolicy"),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ofQueue(
    "sqs_queue_redrive_allow_policy",
    "redriveAllowPolicy",
  ),
  "aws:sns/topic:Topic": {
    documentation: awsPage("sns_topic"),
    tagged: true,
    autoName: { property: "name", maxLength: 256 },
    replaceOn: ["fifoTopic", "name", "namePrefix"],
    id: (facts) => facts.arn("sns", facts.text("name")),
    outputs: (facts, id) => ({ arn: id, owner: facts.account }),
    json: ["policy"],
    exclusive: [["name", "namePrefix"]],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    documentation: awsPage("sns_topic_policy"),
    replaceOn: ["arn"],
    id: (facts) => facts.text("arn"),
    outputs: (facts) => ({ owner: facts.account }),
    json: ["policy"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    documentation: awsPage("sns_topic_subscription"),
    replaceOn: ["endpoint", "protocol", "topic"],
    id: (facts) => `${facts.text("topic")}:${facts.uuid()}`,
    outputs: (facts, id) => ({
      arn: id,
      ownerId: facts.account,
      confirmationWasAuthenticated: true,
      pendingConfirmation: false,
    }),
  },
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": {
    documentation: awsPage("chatbot_slack_channel_configuration"),
    tagged: true,
    defaults: { loggingLevel: "NONE", userAuthorizationRequired: false },
    replaceOn: ["configurationName", "slackTeamId"],
    id: (facts) =>
      facts.globalArn(
        "chatbot",
        `chat-configuration/slack-channel/${facts.text("configurationName")}`,
      ),
    outputs: (facts, id) => ({
      chatConfigurationArn: id,
      slackChannelName: facts.text("slackChannelId").toLowerCase(),
      slackTeamName: facts.text("slackTeamId").toLowerCase(),
    }),
    texts: { configurationName: { most: 128, pattern: /^[A-Za-z0-9-_]+$/ } },
    oneOf: { loggingLevel: ["ERROR", "INFO", "NONE"] },
    references: [
      {
        path: "iamRoleArn",
        to: roleType,
        by: "arn",
        missing: "InvalidParameterException: The IAM role {value} does not exist.",
      },
    ],
  },
};
