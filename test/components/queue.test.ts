// What a queue is made of. Not proved here: what AWS does with it.
import * as assert from "node:assert/strict";
import { Queue, type QueueArgs } from "drydock-components";
import { registerInBothModes, type Registered } from "../support";

const made = async (args: Partial<QueueArgs> = {}): Promise<Registered> => {
  const { update } = await registerInBothModes(
    () => new Queue("orders", { queueName: "shop-orders", ...args }),
  );
  return update;
};

describe("Queue", () => {
  it("is two queues with their policies, and two alarms", async () => {
    const queue = await made();
    assert.deepEqual(
      queue.names.filter((name) => name.startsWith("aws:")),
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm orders-dead",
        "aws:cloudwatch/metricAlarm:MetricAlarm orders-oldest",
        "aws:sqs/queue:Queue orders",
        "aws:sqs/queue:Queue orders-dead",
        "aws:sqs/queuePolicy:QueuePolicy orders",
        "aws:sqs/queuePolicy:QueuePolicy orders-dead",
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy orders-dead",
      ],
    );
    const dead = queue.one("sqs/queue:Queue", "orders-dead");
    const own = queue.one("sqs/queue:Queue", "orders");
    assert.deepEqual(dead.inputs, {
      name: "shop-orders-dead",
      messageRetentionSeconds: 1209600,
      sqsManagedSseEnabled: true,
    });
    const { redrivePolicy: _, ...others } = own.inputs;
    assert.deepEqual(others, {
      name: "shop-orders",
      visibilityTimeoutSeconds: 60,
      messageRetentionSeconds: 345600,
      receiveWaitTimeSeconds: 20,
      sqsManagedSseEnabled: true,
    });
    assert.deepEqual(queue.json(own, "redrivePolicy"), {
      deadLetterTargetArn: dead.outputs["arn"],
      maxReceiveCount: 5,
    });
    assert.deepEqual(queue.json(queue.one("RedriveAllowPolicy"), "redriveAllowPolicy"), {
      redrivePermission: "byQueue",
      sourceQueueArns: [own.outputs["arn"]],
    });
  });

  it("is two FIFO queues, by name and by setting, which its alarms watch", async () => {
    const queue = await made({ fifo: true });
    const [own, dead] = ["orders", "orders-dead"].map(
      (name) => queue.one("sqs/queue:Queue", name).inputs,
    );
    assert.deepEqual(
      [own, dead].map((inputs) => [
        inputs?.["name"],
        inputs?.["fifoQueue"],
        inputs?.["contentBasedDeduplication"],
      ]),
      [
        ["shop-orders.fifo", true, true],
        ["shop-orders-dead.fifo", true, undefined],
      ],
    );
    assert.deepEqual(
      queue.all("MetricAlarm").map(({ inputs }) => inputs["dimensions"]),
      [{ QueueName: "shop-orders.fifo" }, { QueueName: "shop-orders-dead.fifo" }],
    );
  });

  it("refuses every request without TLS, and allows none", async () => {
    const queue = await made();
    for (const name of ["orders", "orders-dead"]) {
      assert.deepEqual(queue.json(queue.one("QueuePolicy", name), "policy"), {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DenyUnencryptedTransport",
            Effect: "Deny",
            Principal: "*",
            Action: ["sqs:*"],
            Resource: [queue.one("sqs/queue:Queue", name).outputs["arn"]],
            Condition: { Bool: { "aws:SecureTransport": ["false"] } },
          },
        ],
      });
    }
  });

  it("is encrypted with the customer's key where there is one", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/k";
    for (const { inputs } of (await made({ kmsKeyArn })).all("sqs/queue:Queue")) {
      assert.equal(inputs["kmsMasterKeyId"], kmsKeyArn);
      assert.equal(inputs["sqsManagedSseEnabled"], undefined);
    }
  });

  it("tells of a message that waits too long, and of one that nobody could work on", async () => {
    const queue = await made({ oldestMinutes: 30, alarmActions: ["arn:topic"] });
    const alarms = queue.all("MetricAlarm").map(({ inputs }) => inputs);
    assert.deepEqual(
      alarms.map(({ metricName, threshold, dimensions, alarmActions, treatMissingData }) => [
        metricName,
        threshold,
        dimensions,
        alarmActions,
        treatMissingData,
      ]),
      [
        [
          "ApproximateAgeOfOldestMessage",
          1800,
          { QueueName: "shop-orders" },
          ["arn:topic"],
          "notBreaching",
        ],
        [
          "ApproximateNumberOfMessagesVisible",
          1,
          { QueueName: "shop-orders-dead" },
          ["arn:topic"],
          "notBreaching",
        ],
      ],
    );
  });
});
