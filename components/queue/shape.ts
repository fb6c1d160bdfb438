import { z } from "zod";
import { encryptedBy, id } from "../internal/common-arguments";
import { late } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { matching, several, strict } from "../model/primitives";
import { queueShape } from "../model/queues";

export const queueArgs = argumentType(
  "QueueArgs",
  "Arguments of Queue.",
  strict({
    queueName: matching(
      /^[A-Za-z0-9_-]{1,70}$/,
      "1 to 70 letters, digits, hyphens and underscores",
    ).describe(
      "The queue's name in AWS; that of its dead-letter queue ends in -dead, and with fifo both in .fifo.",
    ),
    ...queueShape,
    kmsKeyArn: encryptedBy("the messages", "keys that Amazon SQS owns"),
    alarmActions: several(id, "ARNs of the SNS topics that hear of its alarms."),
    tags: z
      .record(z.string(), late(z.string()))
      .optional()
      .describe("Tags of every resource. Defaults to none."),
  }),
);
