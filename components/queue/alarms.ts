import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Inputs for the alarms of a queue. */
export interface QueueAlarmsArgs {
  /** The name of the queue's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly queueName: string;
  readonly deadName: string;
  readonly oldestMinutes: number;
  /** ARNs of the topics that hear of them. */
  readonly actions: readonly pulumi.Input<string>[];
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/**
 * Creates the alarms of messages that wait too long, and of messages that nobody could work on.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function createQueueAlarms(args: QueueAlarmsArgs): void {
  const { name, parent, queueName, deadName, oldestMinutes, actions, tags } = args;
  const alarm = (kind: string, given: Partial<aws.cloudwatch.MetricAlarmArgs>, of: string) => {
    new aws.cloudwatch.MetricAlarm(
      `${name}-${kind}`,
      {
        ...given,
        namespace: "AWS/SQS",
        dimensions: { QueueName: of },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        // A queue that nobody uses for hours has no samples.
        treatMissingData: "notBreaching",
        alarmActions: [...actions],
        tags,
      },
      { parent },
    );
  };
  alarm(
    "oldest",
    {
      alarmDescription:
        `${queueName}: a message has waited ${oldestMinutes} minutes. First: look whether tasks of its consumer run; ` +
        "if they do, raise scaling.max.",
      metricName: "ApproximateAgeOfOldestMessage",
      threshold: oldestMinutes * 60,
    },
    queueName,
  );
  alarm(
    "dead",
    {
      alarmDescription:
        `${deadName}: a message was received too often without being deleted. First: look into the consumer's log; ` +
        "once it is fixed, move the messages back (aws sqs start-message-move-task).",
      metricName: "ApproximateNumberOfMessagesVisible",
      threshold: 1,
    },
    deadName,
  );
}
