/** Queues, topics and chat channels. */
import type { ResourceModel, ResourceModels } from "../types";
import { inRole } from "./iam";

/** A policy of a queue is a resource whose id is the queue's URL. */
const ofQueue = (document: string): ResourceModel => ({
  replaceOn: ["queueUrl"],
  id: (facts) => facts.text("queueUrl"),
  json: [document],
});

export const messaging: ResourceModels = {
  "aws:sqs/queue:Queue": {
    autoName: { property: "name", maxLength: 80 },
    replaceOn: ["fifoQueue", "name", "namePrefix"],
    id: (facts) =>
      `https://sqs.${facts.region}.amazonaws.com/${facts.account}/${facts.text("name")}`,
    outputs: (facts, id) => ({ arn: facts.arn("sqs", facts.text("name")), url: id }),
    json: ["policy", "redrivePolicy", "redriveAllowPolicy"],
    exclusive: [["name", "namePrefix"]],
  },
  "aws:sqs/queuePolicy:QueuePolicy": ofQueue("policy"),
  "aws:sqs/redrivePolicy:RedrivePolicy": ofQueue("redrivePolicy"),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ofQueue("redriveAllowPolicy"),
  "aws:sns/topic:Topic": {
    autoName: { property: "name", maxLength: 256 },
    replaceOn: ["fifoTopic", "name", "namePrefix"],
    id: (facts) => facts.arn("sns", facts.text("name")),
    outputs: (facts, id) => ({ arn: id, owner: facts.account }),
    json: ["policy"],
    exclusive: [["name", "namePrefix"]],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    replaceOn: ["arn"],
    id: (facts) => facts.text("arn"),
    outputs: (facts) => ({ owner: facts.account }),
    json: ["policy"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
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
      inRole("iamRoleArn", "InvalidParameterException: The IAM role {value} does not exist."),
    ],
  },
};
