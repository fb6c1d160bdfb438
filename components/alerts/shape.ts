import { encryptedBy, roleShape } from "../internal/common-arguments";
import { alertShape } from "../model/alerts";
import { argumentType } from "../model/check/argument-type";
import { matching, strict } from "../model/primitives";

export const alertsArgs = argumentType(
  "AlertsArgs",
  "The arguments of an `Alerts`.",
  strict({
    // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    topicName: matching(
      /^[A-Za-z0-9_-]{1,256}$/,
      "1 to 256 letters, digits, hyphens and underscores",
    ).describe("The topic's name, such as shop-production-alerts."),
    ...alertShape,
    kmsKeyArn: encryptedBy(
      "messages; its policy must admit cloudwatch.amazonaws.com and events.amazonaws.com",
      "the disk encryption of Amazon SNS",
    ),
    ...roleShape,
  }),
);
