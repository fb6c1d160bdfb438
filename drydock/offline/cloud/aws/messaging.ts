/** Queues, topics and chat channels. */
import { isBag } from "../../capture/values";
import { CloudRefusal } from "../refusal";
import type { ResourceModel, ResourceModels, Situation } from "../types";
import { parseJson, textAt } from "../values";
import { inRole } from "./iam";

const queueType = "aws:sqs/queue:Queue";

/** A policy of a queue is a resource whose id is the queue's URL. */
const ofQueue = (document: string): ResourceModel => ({
  replaceOn: ["queueUrl"],
  id: (facts) => facts.text("queueUrl"),
  json: [document],
});

export const messaging: ResourceModels = {
  [queueType]: {
    autoName: { property: "name", maxLength: 80 },
    replaceOn: ["fifoQueue", "name", "namePrefix"],
    id: (facts) =>
      `https://sqs.${facts.region}.amazonaws.com/${facts.account}/${facts.text("name")}`,
    outputs: (facts, id) => ({ arn: facts.arn("sqs", facts.text("name")), url: id }),
    json: ["policy", "redrivePolicy", "redriveAllowPolicy"],
    exclusive: [["name", "namePrefix"]],
    onWrite: (situation) => {
      refuseName(situation);
      refuseOtherKind(situation);
    },
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
    // https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html (ConflictException)
    unique: [
      {
        by: ["configurationName"],
        global: true,
        taken:
          "ConflictException: A configuration with the name {configurationName} already exists.",
      },
    ],
    texts: { configurationName: { most: 128, pattern: /^[A-Za-z0-9-_]+$/ } },
    oneOf: { loggingLevel: ["ERROR", "INFO", "NONE"] },
    references: [
      inRole("iamRoleArn", "InvalidParameterException: The IAM role {value} does not exist."),
    ],
  },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
function refuseName({ object: { inputs } }: Situation): void {
  const name = textAt(inputs, "name");
  const isFifo = inputs["fifoQueue"] === true;
  const allowed = isFifo ? /^[A-Za-z0-9_-]{1,75}\.fifo$/ : /^[A-Za-z0-9_-]{1,80}$/;
  if (!allowed.test(name)) {
    throw new CloudRefusal(
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; the name of a FIFO queue, and of " +
        `no other, ends in .fifo: ${name}`,
    );
  }
  if (inputs["contentBasedDeduplication"] === true && !isFifo) {
    throw new CloudRefusal(
      "InvalidAttributeName",
      "Unknown Attribute ContentBasedDeduplication: the queue is not FIFO.",
    );
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
function refuseOtherKind({ store, object: { inputs } }: Situation): void {
  const policy = parseJson(textAt(inputs, "redrivePolicy"));
  const arn = isBag(policy) ? textAt(policy, "deadLetterTargetArn") : "";
  const dead = store.ofType(queueType).find(({ state }) => state["arn"] === arn);
  if (dead === undefined || dead.inputs["fifoQueue"] === inputs["fifoQueue"]) return;
  throw new CloudRefusal(
    "InvalidParameterValue",
    "Value for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of queue as the source.",
  );
}
