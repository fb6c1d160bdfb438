import { add, set, unset, without } from "../../mutation/graph";
import { document, own } from "../entry";
import { arn, entriesOf, iam } from "../parts";
import {
  alarmOf,
  database,
  onMachine,
  onQueues,
  onSchedule,
  queue,
  queuePolicy,
  redriveAllow,
  tlsOnly,
} from "./parts";

const day = 24 * 60 * 60;
const toDead = JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 5 });

/** What is like a weakness of queues, schedules, state machines and databases, and is none. */
export const harmless = entriesOf([
  ["queues-in-order", "SQS", onQueues()],
  [
    "queue-policy-inline",
    "SQS",
    onQueues(without("orders-policy"), set("orders", "policy", document(tlsOnly("orders")))),
  ],
  [
    "queue-tls-for-every-action-of-all",
    "SQS",
    onQueues(queuePolicy("orders", tlsOnly("orders", { Action: "*" }))),
  ],
  [
    "queue-tls-by-resource-star",
    "SQS",
    onQueues(queuePolicy("orders", tlsOnly("orders", { Resource: "*" }))),
  ],
  [
    "queue-tls-for-aws-star",
    "SQS",
    onQueues(queuePolicy("orders", tlsOnly("orders", { Principal: { AWS: "*" } }))),
  ],
  [
    "queue-tls-and-a-topic",
    "SQS",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn("sqs", "orders"),
        Condition: { ArnEquals: { "aws:SourceArn": arn("sns", "orders") } },
      }),
    ),
  ],
  [
    "queue-for-one-role",
    "SQS",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        Effect: "Allow",
        Principal: { AWS: iam("role/shop") },
        Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
        Resource: arn("sqs", "orders"),
      }),
    ),
  ],
  ["queue-key-by-alias", "SQS", onQueues(set("orders", "kmsMasterKeyId", "alias/shop"))],
  [
    "queue-dead-letters-of-another-stack",
    "SQS",
    onQueues(
      set(
        "orders",
        "redrivePolicy",
        JSON.stringify({ deadLetterTargetArn: arn("sqs", "drop"), maxReceiveCount: 5 }),
      ),
    ),
  ],
  [
    "queue-redrive-apart",
    "SQS",
    onQueues(
      unset("orders", "redrivePolicy"),
      add("orders-redrive", "aws:sqs/redrivePolicy:RedrivePolicy", {
        queueUrl: "orders",
        redrivePolicy: toDead,
      }),
    ),
  ],
  [
    "dead-letters-of-two-queues",
    "SQS",
    onQueues(
      queue("refunds", {
        messageRetentionSeconds: 4 * day,
        redrivePolicy: toDead,
      }),
      queuePolicy("refunds", tlsOnly("refunds")),
      redriveAllow({
        redrivePermission: "byQueue",
        sourceQueueArns: [arn("sqs", "orders"), arn("sqs", "refunds")],
      }),
    ),
  ],
  [
    "dead-letters-allowed-inline",
    "SQS",
    onQueues(
      without("dead-allow"),
      set(
        "dead",
        "redriveAllowPolicy",
        JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn("sqs", "orders")] }),
      ),
    ),
  ],
  [
    "dead-letters-watched-by-a-query",
    "CloudWatch",
    onQueues(
      without("dead-alarm"),
      alarmOf("dead-query", {
        namespace: "",
        metricName: "",
        metricQueries: [
          {
            id: "dead",
            returnData: true,
            metric: {
              namespace: "AWS/SQS",
              metricName: "ApproximateNumberOfMessagesVisible",
              dimensions: { QueueName: "dead" },
              period: 60,
              stat: "Maximum",
            },
          },
        ],
      }),
    ),
  ],
  [
    "dead-letters-as-long-as-short-messages",
    "SQS",
    onQueues(
      set("orders", "messageRetentionSeconds", day),
      set("dead", "messageRetentionSeconds", 4 * day),
    ),
  ],
  [
    "alarm-of-an-own-metric",
    "CloudWatch",
    alarmOf("sales", { namespace: "Shop", metricName: "Sales" }),
  ],
  [
    "alarm-over-others",
    "CloudWatch",
    add("composite", "aws:cloudwatch/compositeAlarm:CompositeAlarm", {
      alarmName: "any",
      alarmRule: "ALARM(web-cpu)",
      alarmActions: [arn("sns", "alarms")],
    }),
  ],
  ["schedule-in-order", "Scheduler", onSchedule()],
  ["schedule-that-says-it-is-on", "Scheduler", onSchedule(set("nightly", "state", "ENABLED"))],
  [
    "schedule-without-retries",
    "Scheduler",
    onSchedule(set("nightly", "target.retryPolicy.maximumRetryAttempts", 0)),
  ],
  [
    "schedule-in-a-window",
    "Scheduler",
    onSchedule(
      set("nightly", "flexibleTimeWindow", { mode: "FLEXIBLE", maximumWindowInMinutes: 15 }),
    ),
  ],
  ["machine-in-order", "Step Functions", onMachine()],
  [
    "machine-logs-everything",
    "Step Functions",
    onMachine(set("runs", "loggingConfiguration.level", "ALL")),
  ],
  ["database-in-order", "RDS", database({})],
  ["database-on-two-ports", "RDS", database({ fromPort: 5432, toPort: 5433 })],
  ["database-on-its-own-port", "RDS", database({ fromPort: 15432, toPort: 15432 })],
  [
    "database-for-an-office",
    "RDS",
    database({ referencedSecurityGroupId: "", cidrIpv4: "10.8.0.0/24" }),
  ],
  ["database-pings", "RDS", database({ ipProtocol: "icmp", fromPort: 8, toPort: 0 })],
  [
    "machine-in-another-own-region",
    "Step Functions",
    onMachine(
      set("runs", "definition.json.States.Look.Arguments", {
        StateMachineArn: `arn:aws:states:us-east-2:${own}:stateMachine:nightly`,
      }),
    ),
  ],
]);
