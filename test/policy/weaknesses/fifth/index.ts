import { runState } from "../../mutation/good-additions";
import { all, set, unset, without } from "../../mutation/graph";
import { document, type Entry, foreign, granted, own } from "../entry";
import { arn, entriesOf, iam } from "../parts";
import {
  alarmOf,
  database,
  onMachine,
  onQueues,
  onSchedule,
  queuePolicy,
  redriveAllow,
  tlsOnly,
} from "./parts";

export { harmless as fifthHarmless } from "./harmless";

const day = 24 * 60 * 60;
const toOrders = { Effect: "Allow", Resource: arn("sqs", "orders") };
const trustOf = (Service: string, Condition?: Readonly<Record<string, Record<string, string>>>) =>
  document({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service },
    ...(Condition === undefined ? {} : { Condition }),
  });

const queueEntries = entriesOf([
  ["queue-key-of-aws", "CKV2_AWS_73", onQueues(set("orders", "kmsMasterKeyId", "alias/aws/sqs"))],
  ["queue-without-key", "cfn-nag W48", onQueues(unset("orders", "kmsMasterKeyId"))],
  ["dead-letters-without-key", "AVD-AWS-0135", onQueues(unset("dead", "kmsMasterKeyId"))],
  ["queue-in-the-clear", "AwsSolutions-SQS4", onQueues(without("orders-policy"))],
  ["dead-letters-in-the-clear", "AwsSolutions-SQS4", onQueues(without("dead-policy"))],
  [
    "queue-sending-alone-over-tls",
    "SQS, security best practices",
    onQueues(queuePolicy("orders", tlsOnly("orders", { Action: "sqs:SendMessage" }))),
  ],
  [
    "queue-tls-for-the-account-alone",
    "SQS, security best practices",
    onQueues(queuePolicy("orders", tlsOnly("orders", { Principal: { AWS: iam("root") } }))),
  ],
  [
    "queue-tls-the-wrong-way-round",
    "SQS, security best practices",
    onQueues(
      queuePolicy(
        "orders",
        tlsOnly("orders", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ),
    ),
  ],
  [
    "queue-tls-of-another-queue",
    "SQS, security best practices",
    onQueues(queuePolicy("orders", tlsOnly("refunds"))),
  ],
  [
    "queue-every-action-for-a-role",
    "CKV_AWS_72",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        ...toOrders,
        Principal: { AWS: iam("role/shop") },
        Action: "sqs:*",
      }),
    ),
  ],
  [
    "queue-all-but-one-action",
    "cfn-nag W18",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        ...toOrders,
        Principal: { AWS: iam("role/shop") },
        NotAction: "sqs:DeleteQueue",
      }),
    ),
  ],
  [
    "queue-all-but-one-principal",
    "cfn-nag F7",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        ...toOrders,
        NotPrincipal: { AWS: iam("role/shop") },
        Action: "sqs:SendMessage",
      }),
    ),
  ],
  [
    "queue-of-another-account",
    "SQS.3",
    onQueues(
      queuePolicy("orders", tlsOnly("orders"), {
        ...toOrders,
        Principal: { AWS: `arn:aws:iam::${foreign}:root` },
        Action: "sqs:ReceiveMessage",
      }),
    ),
  ],
  ["queue-without-dead-letters", "AwsSolutions-SQS3", onQueues(unset("orders", "redrivePolicy"))],
  [
    "dead-letters-of-any-queue",
    "SQS, redrive allow policy",
    onQueues(redriveAllow({ redrivePermission: "allowAll" })),
  ],
  ["dead-letters-nobody-named", "SQS, redrive allow policy", onQueues(without("dead-allow"))],
  [
    "dead-letters-end-first",
    "SQS, retention of dead letters",
    onQueues(set("dead", "messageRetentionSeconds", day)),
  ],
  [
    "dead-letters-end-with-the-message",
    "SQS, retention of dead letters",
    onQueues(unset("dead", "messageRetentionSeconds")),
  ],
  ["dead-letters-unwatched", "SQS, alarms for dead-letter queues", onQueues(without("dead-alarm"))],
  [
    "dead-letters-watch-another-queue",
    "SQS, alarms for dead-letter queues",
    onQueues(set("dead-alarm", "dimensions", { QueueName: "refunds-dead" })),
  ],
]);

const alarmEntries = entriesOf([
  [
    "alarm-of-no-queue",
    "CloudWatch, dimensions",
    onQueues(alarmOf("oldest", { metricName: "ApproximateAgeOfOldestMessage" })),
  ],
  [
    "alarm-of-empty-dimensions",
    "CloudWatch, dimensions",
    onQueues(alarmOf("oldest", { dimensions: {} })),
  ],
  [
    "alarm-of-queue-switched-off",
    "CloudWatch.17",
    onQueues(set("dead-alarm", "actionsEnabled", false)),
  ],
  ["alarm-of-queue-tells-nobody", "CloudWatch.15", onQueues(set("dead-alarm", "alarmActions", []))],
]);

const scheduleEntries = entriesOf([
  ["schedule-off", "Scheduler, state", onSchedule(set("nightly", "state", "DISABLED"))],
  [
    "schedule-role-for-any-account",
    "Scheduler, confused deputy",
    onSchedule(set("starter", "assumeRolePolicy", trustOf("scheduler.amazonaws.com"))),
  ],
  [
    "schedule-role-for-another-account",
    "Scheduler, confused deputy",
    onSchedule(
      set(
        "starter",
        "assumeRolePolicy",
        trustOf("scheduler.amazonaws.com", { StringEquals: { "aws:SourceAccount": foreign } }),
      ),
    ),
  ],
  [
    "schedule-role-for-groups-of-all",
    "Scheduler, confused deputy",
    onSchedule(
      set(
        "starter",
        "assumeRolePolicy",
        trustOf("scheduler.amazonaws.com", {
          ArnLike: { "aws:SourceArn": "arn:aws:scheduler:*:*:schedule-group/*" },
        }),
      ),
    ),
  ],
  [
    "schedule-role-passes-any",
    "IAM, PassRole",
    onSchedule(set("starter-policy", "policy.json.Statement.1.Resource", "*")),
  ],
  [
    "schedule-role-passes-to-any-service",
    "IAM, PassedToService",
    onSchedule(
      set("starter-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: iam("role/*"),
      }),
    ),
  ],
  [
    "schedule-role-runs-any-task",
    "least privilege",
    onSchedule(
      set("starter-policy", "policy.json.Statement.0", {
        Effect: "Allow",
        Action: "ecs:RunTask",
        Resource: "*",
      }),
    ),
  ],
  [
    "schedule-of-a-foreign-task",
    "exfiltration",
    onSchedule(
      set(
        "nightly",
        "target.ecsParameters.taskDefinitionArn",
        arn("ecs", "task-definition/theirs:1", foreign),
      ),
    ),
  ],
  [
    "schedule-on-a-foreign-cluster",
    "exfiltration",
    onSchedule(set("nightly", "target.arn", arn("ecs", "cluster/theirs", foreign))),
  ],
  [
    "schedule-by-a-foreign-role",
    "exfiltration",
    onSchedule(set("nightly", "target.roleArn", `arn:aws:iam::${foreign}:role/theirs`)),
  ],
  [
    "schedule-task-in-the-default-group",
    "EC2.2",
    onSchedule(unset("nightly", "target.ecsParameters.networkConfiguration.securityGroups")),
  ],
  [
    "schedule-task-of-an-old-platform",
    "ECS.10",
    onSchedule(set("nightly", "target.ecsParameters.platformVersion", "1.3.0")),
  ],
  [
    "schedule-deletes-a-key",
    "Scheduler, universal targets",
    onSchedule(set("nightly", "target.arn", "arn:aws:scheduler:::aws-sdk:kms:scheduleKeyDeletion")),
  ],
]);

const machineEntries = entriesOf([
  ["machine-unlogged", "StepFunctions.1", onMachine(unset("runs", "loggingConfiguration"))],
  ["machine-logs-off", "CKV_AWS_285", onMachine(set("runs", "loggingConfiguration.level", "OFF"))],
  [
    "machine-role-for-any-account",
    "Step Functions, confused deputy",
    onMachine(set("runner", "assumeRolePolicy", trustOf("states.amazonaws.com"))),
  ],
  [
    "machine-role-stops-any-task",
    "least privilege",
    onMachine(unset("runner-policy", "policy.json.Statement.2.Condition")),
  ],
  [
    "machine-role-puts-any-rule",
    "Step Functions, policies for ECS",
    onMachine(set("runner-policy", "policy.json.Statement.3.Resource", "*")),
  ],
  [
    "machine-role-calls-any-function",
    "least privilege",
    onMachine(
      set("runner-policy", "policy.json.Statement.5", {
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: "*",
      }),
    ),
  ],
  [
    "machine-task-public",
    "ECS.2",
    onMachine(
      set("runs", "definition.json.States.Run", {
        ...runState({
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: ["subnet-public-a"], AssignPublicIp: "ENABLED" },
          },
        }),
      }),
    ),
  ],
  [
    "machine-task-of-an-old-platform",
    "ECS.10",
    onMachine(set("runs", "definition.json.States.Run", runState({ PlatformVersion: "1.3.0" }))),
  ],
  [
    "machine-starts-a-foreign-one",
    "exfiltration",
    onMachine(
      set("runs", "definition.json.States.Look", {
        Type: "Task",
        Resource: "arn:aws:states:::states:startExecution",
        Arguments: { StateMachineArn: arn("states", "stateMachine:theirs", foreign) },
        Next: "Run",
      }),
    ),
  ],
  [
    "machine-calls-plain-http",
    "Step Functions, HTTP tasks",
    onMachine(
      set("runs", "definition.json.States.Look", {
        Type: "Task",
        Resource: "arn:aws:states:::http:invoke",
        Arguments: { ApiEndpoint: "http://partner.example.net/orders", Method: "POST" },
        Next: "Run",
      }),
    ),
  ],
]);

const databaseEntries = entriesOf([
  ["database-on-every-port", "cfn-nag W42", database({ ipProtocol: "-1" })],
  ["database-on-all-tcp-ports", "cfn-nag W27", database({ fromPort: 0, toPort: 65535 })],
  ["database-on-high-ports", "cfn-nag W27", database({ fromPort: 1024, toPort: 65535 })],
  ["database-from-port-zero", "cfn-nag W27", database({ fromPort: 0 })],
  [
    "database-for-the-whole-network-on-every-port",
    "cfn-nag W42",
    database({ referencedSecurityGroupId: "", cidrIpv4: "10.0.0.0/16", ipProtocol: "-1" }),
  ],
  [
    "database-for-half-the-world",
    "EC2.19",
    database({ referencedSecurityGroupId: "", cidrIpv4: "0.0.0.0/1" }),
  ],
  [
    "database-for-the-world",
    "EC2.19",
    database({ referencedSecurityGroupId: "", cidrIpv4: "0.0.0.0/0" }),
  ],
  [
    "database-password-only",
    "CKV_AWS_161",
    all(database({}), set("one", "iamDatabaseAuthenticationEnabled", false)),
  ],
  [
    "database-any-user",
    "RDS, IAM authentication",
    granted("rds-db:connect", `arn:aws:rds-db:us-east-2:${own}:dbuser:*/*`),
  ],
  [
    "database-any-user-of-one",
    "RDS, IAM authentication",
    granted("rds-db:connect", `arn:aws:rds-db:us-east-2:${own}:dbuser:db-ABC/*`),
  ],
]);

/** Weaknesses of queues, schedules, state machines and ways to a database, written down before their rules. */
export const fifth: readonly Entry[] = [
  ...queueEntries,
  ...alarmEntries,
  ...scheduleEntries,
  ...machineEntries,
  ...databaseEntries,
];
