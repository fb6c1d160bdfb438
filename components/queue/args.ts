// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of Queue. */
export interface QueueArgs {
  /** The queue's name in AWS; that of its dead-letter queue ends in -dead, and with fifo both in .fifo. */
  queueName: string;
  /** Whether messages of one group are received in their order, one after the other, and the same body within five minutes counts once (FIFO). The sender gives each a MessageGroupId. A change makes a new queue: messages that wait are lost. Defaults to false. */
  fifo?: boolean;
  /** Seconds for which a message that a task has received is hidden from others. Defaults to 60. */
  visibilitySeconds?: number;
  /** How often a message is received before it moves to the dead-letter queue. Defaults to 5. */
  maxReceives?: number;
  /** Days the queue keeps a message; the dead-letter queue keeps it 14. Defaults to 4. */
  retentionDays?: number;
  /** Minutes a message may wait before an alarm tells of it. Defaults to 60. */
  oldestMinutes?: number;
  /** ARN of the KMS key that encrypts the messages. Defaults to keys that Amazon SQS owns. */
  kmsKeyArn?: pulumi.Input<string>;
  /** ARNs of the SNS topics that hear of its alarms. Defaults to none. */
  alarmActions?: pulumi.Input<string>[];
  /** Tags of every resource. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}
