import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { type ArnHome, arnProblems, topicKind } from "./arns";
import { repeated } from "./check/lists";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { matching, strict } from "./primitives";

/** A channel of a Slack workspace: https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html */
const slack = argumentType(
  "SlackChannelArgs",
  "A channel of a Slack workspace that this AWS account is connected to.",
  strict({
    workspaceId: matching(/^[0-9A-Z]{1,255}$/, "a workspace id, such as T012ABCDEFG").describe(
      "The workspace's id. Somebody has to connect the workspace in the console of Amazon Q Developer in chat applications first.",
    ),
    channelId: matching(/^[A-Za-z0-9]{1,255}$/, "a channel id, such as C012ABCDEFG").describe(
      "The channel's id, the last part of its link. A private channel has to invite @Amazon Q.",
    ),
  }),
);

/** Whom the topic of an environment tells. */
export const alertShape = {
  email: z
    .array(z.email({ error: "an address such as team@example.com" }))
    .max(20)
    .default([])
    .describe(
      "Addresses that get a message. Each has to confirm once, by the link AWS sends. Defaults to none.",
    ),
  slack: slack.optional().describe("A Slack channel that gets a message. Defaults to none."),
};

/** Who hears of alarms. */
export const alerts = strict({
  ...alertShape,
  topicArn: matching(/^arn:aws[a-z-]*:sns:/, "the ARN of an Amazon SNS topic")
    .optional()
    .describe(
      "An Amazon SNS topic that exists and hears of alarms as well. Its policy, and that of its key, must admit " +
        "cloudwatch.amazonaws.com and events.amazonaws.com. Defaults to none.",
    ),
}).describe(
  "Who hears of alarms. With it every service gets a set of alarms, and the environment a dashboard and saved log " +
    "queries. Defaults to nobody, and no alarm.",
);

type AlertsValue = z.output<typeof alerts>;

/** Whether the environment needs a topic of its own, beside one that exists. */
export function needsTopic({
  email,
  slack: channel,
}: Pick<AlertsValue, "email" | "slack">): boolean {
  return email.length > 0 || channel !== undefined;
}

/** Returns the problems of the addresses and the topic that hear of alarms. */
export function alertProblems(value: AlertsValue, home: ArnHome): ModelProblem[] {
  const { email, topicArn } = value;
  return [
    ...problemIf(!needsTopic(value) && topicArn === undefined, {
      path: [],
      at: "key",
      message: "Nobody would hear of an alarm.",
      allowed: "at least one of email, slack, topicArn",
      fix: "Write alerts: { email: [team@example.com] }, or remove alerts.",
    }),
    ...within(["email"], repeated(email)),
    ...within(["topicArn"], arnProblems(topicArn, topicKind, home)),
  ];
}
