import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { policyDocument, tlsOnly } from "../internal/policy-document";
import { outputsOf } from "../internal/outputs";
import { createQueueAlarms } from "./alarms";
import { queueNames } from "../model/queues";
import type { QueueArgs } from "./args";
import { queueArgs } from "./shape";

export * from "./args";

const day = 24 * 60 * 60;

/** An encrypted SQS queue with its dead-letter queue, reached over TLS only, and alarms for both. */
export class Queue extends pulumi.ComponentResource {
  /** URL of the queue: what messages are sent to and received from. */
  public readonly queueUrl: pulumi.Output<string>;
  /** ARN of the queue. */
  public readonly queueArn: pulumi.Output<string>;
  /** Name of the queue in AWS. */
  public readonly queueName: pulumi.Output<string>;
  /** URL of the queue of messages that were received too often. */
  public readonly deadLetterQueueUrl: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError with everything that is wrong with the arguments. */
  constructor(name: string, args: QueueArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Queue "${name}"`,
      schema: queueArgs,
      rules: () => [],
      args,
    });
    super("drydock:index:Queue", name, unrecorded, opts);
    const { fifo, kmsKeyArn, tags } = settings;
    const { own: queueName, dead: deadName } = queueNames(settings.queueName, fifo);
    const kind = fifo ? { fifoQueue: true } : {};
    const encryption =
      kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn };
    const create = (role: string, given: aws.sqs.QueueArgs): aws.sqs.Queue => {
      const queue = new aws.sqs.Queue(
        `${name}${role}`,
        { ...given, ...kind, ...encryption, tags },
        // Another queue has another name, so both can exist until the services use the new one.
        { parent: this, deleteBeforeReplace: false },
      );
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
      new aws.sqs.QueuePolicy(
        `${name}${role}`,
        { queueUrl: queue.url, policy: policyDocument([tlsOnly("sqs:*", queue.arn)]) },
        { parent: this },
      );
      return queue;
    };

    const dead = create("-dead", { name: deadName, messageRetentionSeconds: 14 * day });
    const queue = create("", {
      name: queueName,
      visibilityTimeoutSeconds: settings.visibilitySeconds,
      messageRetentionSeconds: settings.retentionDays * day,
      // A sender may give an id of its own, which then counts instead of the body.
      ...(fifo ? { contentBasedDeduplication: true } : {}),
      // Waits for a message instead of answering that there is none: fewer calls, for receivers that do not say so themselves.
      receiveWaitTimeSeconds: 20,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: dead.arn,
        maxReceiveCount: settings.maxReceives,
      }),
    });
    new aws.sqs.RedriveAllowPolicy(
      `${name}-dead`,
      {
        queueUrl: dead.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [queue.arn],
        }),
      },
      { parent: this },
    );
    const { oldestMinutes, alarmActions: actions } = settings;
    createQueueAlarms({ name, parent: this, queueName, deadName, oldestMinutes, actions, tags });

    this.queueUrl = queue.url;
    this.queueArn = queue.arn;
    this.queueName = queue.name;
    this.deadLetterQueueUrl = dead.url;
    this.registerOutputs(outputsOf(this));
  }
}
