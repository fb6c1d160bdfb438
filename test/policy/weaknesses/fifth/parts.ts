import type { WireProperties } from "../../../../drydock/offline/pack";
import { add, all, type Change } from "../../mutation/graph";
import { running, scheduled } from "../../mutation/good-additions";
import { document, type Json, one } from "../entry";
import { arn } from "../parts";

const key = arn("kms", "key/key");
const day = 24 * 60 * 60;

/** The refusal of everything over plain HTTP. */
export const tlsOnly = (queue: string, changes: Json = {}): Json => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: arn("sqs", queue),
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...changes,
});

export const queuePolicy = (queue: string, ...statements: readonly Json[]): Change =>
  add(`${queue}-policy`, "aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: queue,
    policy: document(...statements),
  });

export const queue = (name: string, properties: WireProperties): Change =>
  add(name, "aws:sqs/queue:Queue", {
    id: name,
    url: name,
    name,
    arn: arn("sqs", name),
    kmsMasterKeyId: key,
    ...properties,
  });

export const alarmOf = (name: string, properties: WireProperties): Change =>
  add(name, "aws:cloudwatch/metricAlarm:MetricAlarm", {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    alarmActions: [arn("sns", "alarms")],
    ...properties,
  });

export const redriveAllow = (properties: Json): Change =>
  add("dead-allow", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", {
    queueUrl: "dead",
    redriveAllowPolicy: JSON.stringify(properties),
  });

/** A queue with its dead-letter queue, as AWS's documents have them. */
export const queues: Change = all(
  queue("dead", { messageRetentionSeconds: 14 * day }),
  queuePolicy("dead", tlsOnly("dead")),
  queue("orders", {
    messageRetentionSeconds: 4 * day,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 5 }),
  }),
  queuePolicy("orders", tlsOnly("orders")),
  redriveAllow({ redrivePermission: "byQueue", sourceQueueArns: [arn("sqs", "orders")] }),
  alarmOf("dead-alarm", { dimensions: { QueueName: "dead" } }),
);

/** A database's security group, with one rule that admits the service. */
export const database = (rule: WireProperties): Change =>
  all(
    add("sg-database", "aws:ec2/securityGroup:SecurityGroup", {
      id: "sg-database",
      vpcId: "vpc-1",
      description: "The database of the shop",
    }),
    add("database-in", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      securityGroupId: "sg-database",
      referencedSecurityGroupId: "sg-service",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      description: "The shop's tasks",
      ...rule,
    }),
    one("aws:rds/instance:Instance", {
      kmsKeyId: key,
      storageEncrypted: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      iamDatabaseAuthenticationEnabled: true,
      vpcSecurityGroupIds: ["sg-database"],
    }),
  );

/** Changes on top of what is in order. */
export const onQueues = (...changes: readonly Change[]): Change => all(queues, ...changes);
export const onSchedule = (...changes: readonly Change[]): Change => all(scheduled, ...changes);
export const onMachine = (...changes: readonly Change[]): Change => all(running, ...changes);
