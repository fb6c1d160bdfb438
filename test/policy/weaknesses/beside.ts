import type { WireProperties } from "../../../drydock/offline/pack";
import { add, all, type Change, set } from "../mutation/graph";
import {
  admitted,
  document,
  type Entry,
  foreign,
  granted,
  type Json,
  one,
  own,
  queueInOrder,
} from "./entry";

const container = "containerDefinitions.json.0";
const region = `us-east-2:${own}`;
const database: WireProperties = {
  kmsKeyId: `arn:aws:kms:${region}:key/1`,
  storageEncrypted: true,
  backupRetentionPeriod: 14,
  deletionProtection: true,
};
const rds = (changes: WireProperties): Change =>
  one("aws:rds/instance:Instance", { ...database, ...changes });
const permission = (properties: WireProperties): Change =>
  one("aws:lambda/permission:Permission", {
    action: "lambda:InvokeFunction",
    function: "shop",
    ...properties,
  });
const queuePolicy = (...statements: readonly Json[]): Change =>
  one("aws:sqs/queuePolicy:QueuePolicy", { policy: document(...statements) });
const topicPolicy = (...statements: readonly Json[]): Change =>
  one("aws:sns/topicPolicy:TopicPolicy", { policy: document(...statements) });
const scheduled = (parameters: WireProperties, more: WireProperties = {}): Change =>
  one("aws:scheduler/schedule:Schedule", { target: { ecsParameters: parameters, ...more } });
const machine = (state: WireProperties): Change =>
  one("aws:sfn/stateMachine:StateMachine", {
    loggingConfiguration: { level: "ALL" },
    definition: JSON.stringify({
      StartAt: "Run",
      States: { Run: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask", ...state } },
    }),
  });
const networkBalancer = (changes: WireProperties, listener: WireProperties): Change =>
  all(
    add("nlb", "aws:lb/loadBalancer:LoadBalancer", {
      id: "nlb",
      arn: "nlb",
      loadBalancerType: "network",
      securityGroups: ["sg-balancer"],
      subnets: ["subnet-public-a", "subnet-public-b"],
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-bucket" },
      ...changes,
    }),
    add("nlb-listener", "aws:lb/listener:Listener", {
      loadBalancerArn: "nlb",
      port: 443,
      protocol: "TLS",
      certificateArn: `arn:aws:acm:${region}:certificate/1`,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      ...listener,
    }),
  );
const password = ["hunter", "22!"].join("");
const accessKey = ["AKIA", "Q7ZX4MBN2VCT6WPD"].join("");

/** Weaknesses of what stands beside the tasks, from AWS's documentation and write-ups of attacks, before their rules. */
export const beside: readonly Entry[] = [
  { name: "rds-public", from: "RDS.2", change: rds({ publiclyAccessible: true }) },
  { name: "rds-public-as-text", from: "RDS.2", change: rds({ publiclyAccessible: "true" }) },
  { name: "rds-unencrypted", from: "RDS.3", change: rds({ storageEncrypted: false }) },
  { name: "rds-no-backups", from: "RDS.11", change: rds({ backupRetentionPeriod: 0 }) },
  { name: "rds-deletable", from: "RDS.8", change: rds({ deletionProtection: false }) },
  {
    name: "rds-no-final-snapshot",
    from: "RDS, deleting",
    change: rds({ skipFinalSnapshot: true }),
  },
  {
    name: "rds-foreign-key",
    from: "ransom by key",
    change: rds({ kmsKeyId: `arn:aws:kms:us-east-2:${foreign}:key/1` }),
  },
  {
    name: "rds-password-in-program",
    from: "CKV_SECRET",
    change: rds({ username: "root", password }),
  },
  {
    name: "rds-open-to-the-world",
    from: "EC2.19",
    change: add("one", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      securityGroupId: "sg-service",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      description: "x",
    }),
  },
  {
    name: "aurora-unencrypted",
    from: "RDS.27",
    change: one("aws:rds/cluster:Cluster", { backupRetentionPeriod: 14, deletionProtection: true }),
  },
  {
    name: "aurora-member-public",
    from: "RDS.2",
    change: one("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: true }),
  },
  {
    name: "documentdb-unencrypted",
    from: "DocumentDB.1",
    change: one("aws:docdb/cluster:Cluster", { ...database, storageEncrypted: false }),
  },
  {
    name: "neptune-deletable",
    from: "Neptune.4",
    change: one("aws:neptune/cluster:Cluster", { ...database, deletionProtection: false }),
  },
  {
    name: "snapshot-for-everybody",
    from: "RDS.1",
    change: one("aws:rds/snapshot:Snapshot", { sharedAccounts: ["all"] }),
  },
  {
    name: "snapshot-for-a-stranger",
    from: "exfiltration by snapshot",
    change: one("aws:rds/snapshot:Snapshot", { sharedAccounts: [foreign] }),
  },
  {
    name: "snapshot-of-cluster-for-everybody",
    from: "RDS.1",
    change: one("aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["all"] }),
  },
  {
    name: "redshift-public",
    from: "Redshift.1",
    change: one("aws:redshift/cluster:Cluster", { encrypted: true, publiclyAccessible: true }),
  },
  {
    name: "redis-without-tls",
    from: "ElastiCache.5",
    change: one("aws:elasticache/replicationGroup:ReplicationGroup", {
      atRestEncryptionEnabled: true,
    }),
  },
  {
    name: "redis-unencrypted",
    from: "ElastiCache.4",
    change: one("aws:elasticache/replicationGroup:ReplicationGroup", {
      transitEncryptionEnabled: true,
    }),
  },
  {
    name: "redis-password-in-program",
    from: "CKV_SECRET",
    change: one("aws:elasticache/replicationGroup:ReplicationGroup", {
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      authToken: `${password}${password}`,
    }),
  },
  {
    name: "opensearch-for-everybody",
    from: "Opensearch.2",
    change: one("aws:opensearch/domain:Domain", {
      encryptAtRest: { enabled: true },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true },
      accessPolicies: document({
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "es:*",
        Resource: "*",
      }),
    }),
  },
  {
    name: "opensearch-plain",
    from: "Opensearch.8",
    change: one("aws:opensearch/domain:Domain", {
      encryptAtRest: { enabled: true },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: false },
    }),
  },
  {
    name: "kafka-plain",
    from: "MSK.1",
    change: one("aws:msk/cluster:Cluster", {
      encryptionInfo: { encryptionInTransit: { clientBroker: "PLAINTEXT" } },
    }),
  },
  {
    name: "mq-public",
    from: "MQ",
    change: one("aws:mq/broker:Broker", { publiclyAccessible: true }),
  },
  { name: "volume-unencrypted", from: "EC2.3", change: one("aws:ebs/volume:Volume", { size: 10 }) },
  {
    name: "table-without-recovery",
    from: "DynamoDB.2",
    change: one("aws:dynamodb/table:Table", { deletionProtectionEnabled: true }),
  },
  {
    name: "table-deletable",
    from: "DynamoDB.6",
    change: one("aws:dynamodb/table:Table", { pointInTimeRecovery: { enabled: true } }),
  },
  {
    name: "table-for-a-stranger",
    from: "DynamoDB, resource policies",
    change: one("aws:dynamodb/resourcePolicy:ResourcePolicy", {
      policy: document({
        Effect: "Allow",
        Principal: { AWS: foreign },
        Action: "dynamodb:Scan",
        Resource: "*",
      }),
    }),
  },
  {
    name: "table-foreign-key",
    from: "ransom by key",
    change: one("aws:dynamodb/table:Table", {
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      serverSideEncryption: { enabled: true, kmsKeyArn: `arn:aws:kms:us-east-2:${foreign}:key/1` },
    }),
  },
  {
    name: "queue-for-everybody",
    from: "SQS.3",
    change: queuePolicy({
      Effect: "Allow",
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource: "*",
    }),
  },
  {
    name: "queue-for-any-topic",
    from: "confused deputy",
    change: queuePolicy({
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "*",
    }),
  },
  {
    name: "queue-for-topics-by-wildcard",
    from: "confused deputy",
    change: queuePolicy({
      Effect: "Allow",
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:orders" } },
    }),
  },
  {
    name: "queue-unencrypted",
    from: "SQS.1",
    change: one("aws:sqs/queue:Queue", { sqsManagedSseEnabled: false }),
  },
  {
    name: "queue-policy-inline",
    from: "SQS.3",
    change: one("aws:sqs/queue:Queue", {
      policy: document({
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "sqs:*",
        Resource: "*",
      }),
    }),
  },
  {
    name: "queue-foreign-dead-letters",
    from: "exfiltration",
    change: one("aws:sqs/queue:Queue", {
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-2:${foreign}:drop`,
        maxReceiveCount: 1,
      }),
    }),
  },
  {
    name: "topic-for-subscribers",
    from: "SNS.4",
    change: topicPolicy({
      Effect: "Allow",
      Principal: "*",
      Action: ["sns:Subscribe", "sns:Publish"],
      Resource: "*",
    }),
  },
  {
    name: "topic-for-a-protocol",
    from: "SNS, conditions",
    change: topicPolicy({
      Effect: "Allow",
      Principal: "*",
      Action: "sns:Subscribe",
      Resource: "*",
      Condition: { StringEquals: { "sns:Protocol": "https" } },
    }),
  },
  {
    name: "subscription-over-http",
    from: "SNS, security",
    change: one("aws:sns/topicSubscription:TopicSubscription", {
      topic: `arn:aws:sns:${region}:orders`,
      protocol: "http",
      endpoint: "http://example.com",
    }),
  },
  {
    name: "subscription-to-a-stranger",
    from: "exfiltration",
    change: one("aws:sns/topicSubscription:TopicSubscription", {
      topic: `arn:aws:sns:${region}:orders`,
      protocol: "sqs",
      endpoint: `arn:aws:sqs:us-east-2:${foreign}:drop`,
    }),
  },
  { name: "function-for-everybody", from: "Lambda.1", change: permission({ principal: "*" }) },
  {
    name: "function-for-any-bucket",
    from: "confused deputy",
    change: permission({ principal: "s3.amazonaws.com" }),
  },
  {
    name: "function-for-a-bucket-name",
    from: "bucket squatting",
    change: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*" }),
  },
  {
    name: "function-for-any-api",
    from: "confused deputy",
    change: permission({
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:*:*:*/*/*/*",
    }),
  },
  {
    name: "function-url-open",
    from: "CKV_AWS_258",
    change: one("aws:lambda/functionUrl:FunctionUrl", {
      functionName: "shop",
      authorizationType: "NONE",
    }),
  },
  {
    name: "function-secret",
    from: "CKV_AWS_45",
    change: one("aws:lambda/function:Function", {
      runtime: "nodejs24.x",
      environment: { variables: { UPLOAD: accessKey } },
    }),
  },
  {
    name: "function-old",
    from: "Lambda.2",
    change: one("aws:lambda/function:Function", { runtime: "python3.6" }),
  },
  {
    name: "function-foreign-layer",
    from: "supply chain",
    change: one("aws:lambda/function:Function", {
      runtime: "nodejs24.x",
      layers: [`arn:aws:lambda:us-east-2:${foreign}:layer:helper:1`],
    }),
  },
  {
    name: "layer-for-everybody",
    from: "CKV_AWS_364",
    change: one("aws:lambda/layerVersionPermission:LayerVersionPermission", {
      principal: "*",
      action: "lambda:GetLayerVersion",
      layerName: "x",
      versionNumber: 1,
    }),
  },
  {
    name: "bus-for-everybody",
    from: "EventBridge.3",
    change: one("aws:cloudwatch/eventPermission:EventPermission", {
      principal: "*",
      statementId: "all",
    }),
  },
  {
    name: "event-to-a-stranger",
    from: "exfiltration",
    change: one("aws:cloudwatch/eventTarget:EventTarget", {
      rule: "all",
      arn: `arn:aws:events:us-east-2:${foreign}:event-bus/theirs`,
    }),
  },
  {
    name: "event-task-public",
    from: "ECS.2",
    change: one("aws:cloudwatch/eventTarget:EventTarget", {
      ecsTarget: {
        launchType: "FARGATE",
        networkConfiguration: { subnets: ["subnet-private-a"], assignPublicIp: true },
      },
    }),
  },
  {
    name: "event-task-exec",
    from: "ECS Exec",
    change: one("aws:cloudwatch/eventTarget:EventTarget", {
      ecsTarget: {
        launchType: "FARGATE",
        enableExecuteCommand: true,
        networkConfiguration: { subnets: ["subnet-private-a"] },
      },
    }),
  },
  {
    name: "schedule-task-public",
    from: "ECS.2",
    change: scheduled({
      networkConfiguration: { subnets: ["subnet-private-a"], assignPublicIp: "true" },
    }),
  },
  {
    name: "schedule-task-in-public-subnet",
    from: "ECS.16",
    change: scheduled({ networkConfiguration: { subnets: ["subnet-public-a"] } }),
  },
  {
    name: "schedule-task-old-platform",
    from: "ECS.10",
    change: scheduled({
      platformVersion: "1.3.0",
      networkConfiguration: { subnets: ["subnet-private-a"] },
    }),
  },
  {
    name: "schedule-secret",
    from: "ECS.8",
    change: scheduled(
      {},
      {
        input: JSON.stringify({
          containerOverrides: [
            { name: "web", environment: [{ name: "API_TOKEN", value: password }] },
          ],
        }),
      },
    ),
  },
  { name: "schedule-exec", from: "ECS Exec", change: scheduled({ enableExecuteCommand: true }) },
  {
    name: "state-task-public",
    from: "ECS.2",
    change: machine({
      Parameters: {
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "ENABLED", Subnets: [] } },
      },
    }),
  },
  {
    name: "state-task-secret",
    from: "ECS.8",
    change: machine({
      Parameters: {
        Overrides: {
          ContainerOverrides: [
            { Name: "web", Environment: [{ Name: "DB_PASSWORD", Value: password }] },
          ],
        },
      },
    }),
  },
  {
    name: "state-machine-silent",
    from: "StepFunctions.1",
    change: one("aws:sfn/stateMachine:StateMachine", { definition: "{}" }),
  },
  {
    name: "state-foreign-role",
    from: "exfiltration",
    change: machine({ Credentials: { RoleArn: `arn:aws:iam::${foreign}:role/theirs` } }),
  },
  {
    name: "network-balancer-without-group",
    from: "NLB, security groups",
    change: networkBalancer({ securityGroups: [] }, {}),
  },
  {
    name: "network-balancer-plain",
    from: "CKV_AWS_2",
    change: networkBalancer({}, { port: 80, protocol: "TCP" }),
  },
  {
    name: "network-balancer-old-tls",
    from: "ELB.17",
    change: networkBalancer({}, { sslPolicy: "ELBSecurityPolicy-2016-08" }),
  },
  {
    name: "network-balancer-deletable",
    from: "ELB.6",
    change: networkBalancer({ enableDeletionProtection: false }, {}),
  },
  {
    name: "secret-in-command",
    from: "ECS.8",
    change: set("definition", `${container}.command`, ["app", `--db-password=${password}`]),
  },
  {
    name: "secret-in-health-check",
    from: "ECS.8",
    change: set("definition", `${container}.healthCheck.command`, [
      "CMD-SHELL",
      `mysqladmin ping -p${password}`,
    ]),
  },
  {
    name: "secret-in-label",
    from: "ECS.8",
    change: set("definition", `${container}.dockerLabels`, { "com.example.token": password }),
  },
  {
    name: "secret-in-environment-by-case",
    from: "ECS.8",
    change: set("definition", `${container}.Environment`, [{ Name: "KEY", Value: accessKey }]),
  },
  {
    name: "secret-in-build",
    from: "docker history",
    change: one("docker-build:index:Image", { buildArgs: { NPM_TOKEN: password } }),
  },
  {
    name: "provider-insecure",
    from: "provider, insecure",
    change: one("pulumi:providers:aws", { insecure: "true" }),
  },
  {
    name: "provider-key",
    from: "CKV_AWS_41",
    change: one("pulumi:providers:aws", { accessKey, secretKey: password }),
  },
  {
    name: "provider-endpoints",
    from: "provider, endpoints",
    change: one("pulumi:providers:aws", { endpoints: '[{"sts":"http://collector.example.com"}]' }),
  },
  {
    name: "grant-read-every-table",
    from: "exfiltration",
    change: granted("dynamodb:Query", `arn:aws:dynamodb:${region}:table/*`),
  },
  {
    name: "grant-share-snapshots",
    from: "exfiltration",
    change: granted("rds:ModifyDBSnapshotAttribute", "*"),
  },
  {
    name: "grant-function-code",
    from: "privilege escalation",
    change: granted("lambda:UpdateFunctionCode", `arn:aws:lambda:${region}:function:*`),
  },
  {
    name: "grant-pass-and-run",
    from: "privilege escalation",
    change: granted(["iam:PassRole", "ecs:RunTask"], "*"),
  },
  {
    name: "grant-connect-as-anybody",
    from: "RDS, IAM authentication",
    change: granted("rds-db:connect", `arn:aws:rds-db:${region}:dbuser:*/*`),
  },
  {
    name: "grant-disable-key",
    from: "ransom by key",
    change: granted(["kms:ScheduleKeyDeletion", "kms:DisableKey"], `arn:aws:kms:${region}:key/*`),
  },
  {
    name: "grant-empty-queues",
    from: "destruction",
    change: granted("sqs:PurgeQueue", `arn:aws:sqs:${region}:*`),
  },
  {
    name: "grant-stop-logging",
    from: "covering tracks",
    change: granted(["cloudtrail:StopLogging", "logs:DeleteLogGroup"], "*"),
  },
  {
    name: "key-for-a-stranger-by-grant",
    from: "ransom by key",
    change: admitted("key", {
      principal: { AWS: foreign },
      action: "kms:CreateGrant",
      resource: "*",
    }),
  },
];

/** Settings of the same kinds that are in order. */
export const besideHarmless: readonly Entry[] = [
  { name: "rds-private", from: "RDS", change: rds({}) },
  {
    name: "rds-managed-password",
    from: "RDS",
    change: rds({ manageMasterUserPassword: true, kmsKeyId: `arn:aws:kms:${region}:key/1` }),
  },
  {
    name: "rds-replica",
    from: "RDS",
    change: rds({ replicateSourceDb: "main" }),
  },
  {
    name: "snapshot-of-our-own",
    from: "RDS",
    change: one("aws:rds/snapshot:Snapshot", { sharedAccounts: [own] }),
  },
  {
    name: "redis-in-order",
    from: "ElastiCache",
    change: one("aws:elasticache/replicationGroup:ReplicationGroup", {
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
    }),
  },
  { name: "queue-by-default", from: "SQS", change: queueInOrder({}) },
  {
    name: "queue-for-one-topic",
    from: "SQS",
    change: queuePolicy({
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:${region}:orders` } },
    }),
  },
  {
    name: "queue-own-dead-letters",
    from: "SQS",
    change: queueInOrder({
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:${region}:dead`,
        maxReceiveCount: 5,
      }),
    }),
  },
  {
    name: "subscription-of-a-queue",
    from: "SNS",
    change: one("aws:sns/topicSubscription:TopicSubscription", {
      protocol: "sqs",
      endpoint: `arn:aws:sqs:${region}:orders`,
    }),
  },
  {
    name: "function-for-one-bucket",
    from: "Lambda",
    change: permission({
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::files",
      sourceAccount: own,
    }),
  },
  {
    name: "function-url-for-iam",
    from: "Lambda",
    change: one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
  },
  {
    name: "function-in-order",
    from: "Lambda",
    change: one("aws:lambda/function:Function", {
      runtime: "python3.13",
      environment: {
        variables: {
          TABLE: "orders",
          SECRET_ARN: `arn:aws:secretsmanager:${region}:secret:db-AbCdEf`,
        },
      },
    }),
  },
  {
    name: "schedule-in-order",
    from: "Scheduler",
    change: scheduled({
      launchType: "FARGATE",
      networkConfiguration: { subnets: ["subnet-private-a"], assignPublicIp: false },
    }),
  },
  {
    name: "state-in-order",
    from: "Step Functions",
    change: machine({
      Parameters: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } } },
    }),
  },
  { name: "network-balancer-in-order", from: "NLB", change: networkBalancer({}, {}) },
  {
    name: "network-balancer-private",
    from: "NLB",
    change: networkBalancer(
      { internal: true, securityGroups: [] },
      { port: 5432, protocol: "TCP" },
    ),
  },
  {
    name: "provider-of-a-region",
    from: "provider",
    change: one("pulumi:providers:aws", { region: "us-west-2" }),
  },
  {
    name: "command-with-a-reference",
    from: "ECS",
    change: set("definition", `${container}.command`, [
      "sh",
      "-c",
      "exec app --password $DB_PASSWORD",
    ]),
  },
  {
    name: "grant-one-table",
    from: "DynamoDB",
    change: granted(
      ["dynamodb:Query", "dynamodb:PutItem"],
      `arn:aws:dynamodb:${region}:table/orders`,
    ),
  },
  {
    name: "grant-run-one-task",
    from: "ECS",
    change: granted("ecs:RunTask", `arn:aws:ecs:${region}:task-definition/nightly:*`),
  },
];
