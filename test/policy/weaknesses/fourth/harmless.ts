import type { WireProperties } from "../../../../drydock/offline/pack";
import { runsTheTask } from "../../mutation/good-additions";
import { add, all, set } from "../../mutation/graph";
import { admitted, document, granted, type Json, one, own, queueInOrder, trusted } from "../entry";
import {
  allow,
  arn,
  cluster,
  connected,
  definition,
  entriesOf,
  iam,
  permission,
  pool,
  region,
  role,
  serviceRole,
  statements,
  volume,
} from "../parts";

const container = "containerDefinitions.json.0";
const runs: WireProperties = {
  taskDefinitionArn: definition,
  launchType: "FARGATE",
  networkConfiguration: {
    assignPublicIp: false,
    subnets: ["subnet-private-a"],
    securityGroups: ["sg-service"],
  },
};
const schedulerRole = (...more: readonly Json[]) =>
  serviceRole(
    {
      name: "schedule",
      key: "schedule-role",
      service: "scheduler.amazonaws.com",
      condition: {
        StringEquals: {
          "aws:SourceAccount": own,
          "aws:SourceArn": arn("scheduler", "schedule-group/shop"),
        },
      },
    },
    [...runsTheTask, ...more],
  );

/** Changes that look alike and weaken nothing. */
export const harmless = entriesOf([
  ["scheduler-role-of-a-job", "EventBridge Scheduler", schedulerRole()],
  [
    "scheduler-role-sends-letters",
    "EventBridge Scheduler",
    schedulerRole({ Effect: "Allow", Action: "sqs:SendMessage", Resource: arn("sqs", "failed") }),
  ],
  [
    "machine-role-runs-tasks-and-waits",
    "Step Functions, ECS",
    serviceRole(
      {
        name: "machine",
        key: "machine-role",
        service: "states.amazonaws.com",
        condition: {
          StringEquals: { "aws:SourceAccount": own },
          ArnLike: { "aws:SourceArn": arn("states", "stateMachine:nightly") },
        },
      },
      [
        {
          Effect: "Allow",
          Action: "ecs:RunTask",
          Resource: arn("ecs", "task-definition/web:*"),
        },
        {
          Effect: "Allow",
          Action: ["ecs:StopTask", "ecs:DescribeTasks"],
          Resource: arn("ecs", "task/main/*"),
        },
        {
          Effect: "Allow",
          Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
          Resource: arn("events", "rule/StepFunctionsGetEventsForECSTaskRule"),
        },
        {
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: [iam("role/task"), iam("role/execution")],
          Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
      ],
    ),
  ],
  [
    "schedule-of-a-private-task",
    "EventBridge Scheduler",
    one("aws:scheduler/schedule:Schedule", {
      groupName: "shop",
      kmsKeyArn: arn("kms", "key/key"),
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: "cron(0 3 * * ? *)",
      target: {
        arn: cluster,
        roleArn: iam("role/schedule"),
        ecsParameters: runs,
        deadLetterConfig: { arn: arn("sqs", "failed") },
        input: JSON.stringify({
          containerOverrides: [{ name: "web", command: ["report", "--day", "yesterday"] }],
        }),
      },
    }),
  ],
  [
    "schedule-calls-a-queue",
    "EventBridge Scheduler, universal targets",
    one("aws:scheduler/schedule:Schedule", {
      kmsKeyArn: arn("kms", "key/key"),
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: "rate(1 hour)",
      target: {
        arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
        roleArn: iam("role/schedule"),
        deadLetterConfig: { arn: arn("sqs", "failed") },
        input: JSON.stringify({
          QueueUrl: `https://sqs.${region}.amazonaws.com/${own}/orders`,
          MessageBody: "tick",
        }),
      },
    }),
  ],
  [
    "machine-runs-a-private-task",
    "Step Functions, ECS",
    one("aws:sfn/stateMachine:StateMachine", {
      loggingConfiguration: { level: "ERROR", includeExecutionData: false },
      definition: JSON.stringify({
        StartAt: "Run",
        States: {
          Run: {
            Type: "Task",
            End: true,
            TimeoutSeconds: 600,
            Resource: "arn:aws:states:::ecs:runTask.sync",
            Parameters: {
              Cluster: cluster,
              TaskDefinition: definition,
              LaunchType: "FARGATE",
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ["subnet-private-a"],
                  SecurityGroups: ["sg-service"],
                  AssignPublicIp: "DISABLED",
                },
              },
            },
            Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }],
          },
        },
      }),
    }),
  ],
  [
    "machine-secure-call",
    "Step Functions",
    one("aws:sfn/stateMachine:StateMachine", {
      loggingConfiguration: { level: "ALL", includeExecutionData: false },
      definition: JSON.stringify({
        StartAt: "Call",
        States: {
          Call: {
            Type: "Task",
            End: true,
            Resource: "arn:aws:states:::http:invoke",
            Parameters: {
              ApiEndpoint: "https://api.example.com/orders",
              Method: "POST",
              Authentication: { ConnectionArn: arn("events", "connection/api/1") },
            },
          },
        },
      }),
    }),
  ],
  [
    "event-runs-a-private-task",
    "EventBridge",
    one("aws:cloudwatch/eventTarget:EventTarget", {
      rule: "nightly",
      arn: cluster,
      roleArn: iam("role/events"),
      deadLetterConfig: { arn: arn("sqs", "failed") },
      ecsTarget: runs,
    }),
  ],
  [
    "pipe-between-own-queues",
    "EventBridge Pipes",
    one("aws:pipes/pipe:Pipe", {
      source: arn("sqs", "orders"),
      target: arn("states", "stateMachine:orders"),
      roleArn: iam("role/pipe"),
      kmsKeyIdentifier: arn("kms", "key/key"),
      logConfiguration: {
        level: "ERROR",
        cloudwatchLogsLogDestination: { logGroupArn: arn("logs", "log-group:/ecs/web") },
      },
    }),
  ],
  [
    "event-to-own-log-group",
    "EventBridge",
    one("aws:cloudwatch/eventTarget:EventTarget", {
      rule: "all",
      arn: arn("logs", "log-group:/ecs/web"),
    }),
  ],

  [
    "blue-green-in-order",
    "ECS, deployment strategies",
    all(
      serviceRole(
        {
          name: "infrastructure",
          service: "ecs.amazonaws.com",
          condition: { StringEquals: { "aws:SourceAccount": own } },
        },
        [
          {
            Effect: "Allow",
            Action: [
              "elasticloadbalancing:DescribeListeners",
              "elasticloadbalancing:DescribeRules",
              "elasticloadbalancing:DescribeTargetGroups",
              "elasticloadbalancing:DescribeTargetHealth",
            ],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Action: [
              "elasticloadbalancing:RegisterTargets",
              "elasticloadbalancing:DeregisterTargets",
            ],
            Resource: [
              arn("elasticloadbalancing", "targetgroup/web/*"),
              arn("elasticloadbalancing", "targetgroup/web-green/*"),
            ],
          },
          {
            Effect: "Allow",
            Action: "elasticloadbalancing:ModifyRule",
            Resource: arn("elasticloadbalancing", "listener-rule/app/web/1/2/3"),
          },
        ],
      ),
      add("green", "aws:lb/targetGroup:TargetGroup", {
        id: arn("elasticloadbalancing", "targetgroup/web-green/1"),
        arn: arn("elasticloadbalancing", "targetgroup/web-green/1"),
        vpcId: "vpc-1",
        targetType: "ip",
        port: 8080,
        protocol: "HTTPS",
        deregistrationDelay: 30,
        healthCheck: { path: "/healthz", protocol: "HTTPS" },
      }),
      set("listener-rule", "actions", [
        {
          type: "forward",
          forward: {
            targetGroups: [
              { arn: arn("elasticloadbalancing", "targetgroup/web/1"), weight: 1 },
              { arn: arn("elasticloadbalancing", "targetgroup/web-green/1"), weight: 0 },
            ],
          },
        },
      ]),
      set("service", "deploymentConfiguration", {
        strategy: "BLUE_GREEN",
        bakeTimeInMinutes: "10",
      }),
      set("service", "loadBalancers.0.advancedConfiguration", {
        alternateTargetGroupArn: arn("elasticloadbalancing", "targetgroup/web-green/1"),
        productionListenerRule: arn("elasticloadbalancing", "listener-rule/app/web/1/2/3"),
        roleArn: iam("role/infrastructure"),
      }),
      set("service", "alarms", { enable: true, rollback: true, alarmNames: ["web-cpu"] }),
    ),
  ],
  [
    "alarms-roll-back",
    "ECS, deployment alarms",
    set("service", "alarms", { enable: true, rollback: true, alarmNames: ["web-cpu"] }),
  ],
  ["volume-own-key", "ECS, EBS volumes", volume({ kmsKeyId: arn("kms", "key/key") })],
  [
    "connect-with-tls",
    "Service Connect, TLS",
    connected({
      services: [
        {
          portName: "http",
          clientAlias: [{ port: 443 }],
          tls: {
            roleArn: iam("role/infrastructure"),
            kmsKey: arn("kms", "key/key"),
            issuerCertAuthority: { awsPcaAuthorityArn: arn("acm-pca", "certificate-authority/1") },
          },
        },
      ],
    }),
  ],
  [
    "versions-resolved",
    "ECS, versionConsistency",
    set("definition", `${container}.versionConsistency`, "enabled"),
  ],
  [
    "tls-checks-on",
    "ECS",
    set("definition", `${container}.environment.9`, {
      name: "NODE_TLS_REJECT_UNAUTHORIZED",
      value: "1",
    }),
  ],
  [
    "database-with-tls",
    "ECS",
    set("definition", `${container}.environment.9`, {
      name: "DATABASE_OPTIONS",
      value: "host=db.internal sslmode=verify-full",
    }),
  ],
  [
    "node-options-of-memory",
    "ECS",
    set("definition", `${container}.environment.9`, {
      name: "NODE_OPTIONS",
      value: "--max-old-space-size=384 --enable-source-maps",
    }),
  ],
  [
    "script-with-variables",
    "ECS",
    set("definition", `${container}.command`, [
      "sh",
      "-c",
      'exec node server.js --port "$PORT" --token-file /run/secrets/token',
    ]),
  ],
  [
    "health-check-over-http-to-itself",
    "ECS",
    set("definition", `${container}.healthCheck`, {
      command: ["CMD-SHELL", "curl -fsS http://localhost:8080/healthz || exit 1"],
      interval: 30,
      retries: 3,
    }),
  ],
  ["user-by-name", "ECS", set("definition", `${container}.user`, "node:node")],

  [
    "events-of-one-rule",
    "EventBridge",
    granted(["events:EnableRule", "events:DescribeRule"], arn("events", "rule/shop-nightly")),
  ],
  [
    "stop-own-machine",
    "Step Functions",
    granted(
      ["states:StopExecution", "states:DescribeExecution"],
      arn("states", "execution:orders:*"),
    ),
  ],
  [
    "send-task-success",
    "Step Functions, callbacks",
    granted(["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"], "*"),
  ],
  [
    "write-one-prefix-with-tags",
    "S3",
    granted(
      ["s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload"],
      "arn:aws:s3:::files/uploads/*",
    ),
  ],
  [
    "own-secrets-by-tag-and-path",
    "IAM, ABAC",
    granted("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:shop/web/*"), {
      StringEquals: { "aws:ResourceTag/service": "web" },
    }),
  ],
  [
    "one-task-protection",
    "ECS, scale-in protection",
    granted(["ecs:UpdateTaskProtection", "ecs:GetTaskProtection"], arn("ecs", "task/main/*")),
  ],
  [
    "two-statements-of-one-queue",
    "SQS",
    statements(
      ["sqs:ReceiveMessage", arn("sqs", "orders")],
      [["sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], arn("sqs", "orders")],
    ),
  ],
  [
    "own-stream",
    "Kinesis",
    granted(["kinesis:PutRecord", "kinesis:PutRecords"], arn("kinesis", "stream/orders")),
  ],
  [
    "own-delivery",
    "Firehose",
    granted("firehose:PutRecordBatch", arn("firehose", "deliverystream/orders")),
  ],
  [
    "deny-with-not-principal",
    "IAM, NotPrincipal",
    admitted("files-policy", {
      principal: iam("role/task"),
      action: "s3:GetObject",
      resource: "arn:aws:s3:::files/*",
    }),
  ],

  [
    "trust-pipe-of-the-account",
    "confused deputy",
    role({
      Principal: { Service: "pipes.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": own, "aws:SourceArn": arn("pipes", "pipe/orders") },
      },
    }),
  ],
  [
    "trust-infrastructure",
    "ECS, infrastructure role",
    role({
      Principal: { Service: "ecs.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": own } },
    }),
  ],
  [
    "trust-builds-of-the-account",
    "CodeBuild",
    role({
      Principal: { Service: "codebuild.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": arn("codebuild", "project/shop") } },
    }),
  ],
  [
    "trust-tasks-by-account-in-lower-case",
    "IAM, keys ignore case",
    trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { stringequals: { "AWS:sourceaccount": own } } },
    ),
  ],
  [
    "trust-pool-members",
    "Cognito",
    role({
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": `${region}:pool` },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
      },
    }),
  ],
  [
    "lattice-for-own-organization",
    "VPC Lattice",
    one("aws:vpclattice/authPolicy:AuthPolicy", {
      resourceIdentifier: "svc",
      policy: allow({
        Principal: "*",
        Action: "vpc-lattice-svcs:Invoke",
        Condition: { StringEquals: { "aws:PrincipalAccount": own } },
      }),
    }),
  ],
  [
    "private-api-for-own-endpoint",
    "API Gateway",
    one("aws:apigateway/restApiPolicy:RestApiPolicy", {
      restApiId: "api",
      policy: document({
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "execute-api:/*",
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
      }),
    }),
  ],
  [
    "queue-for-own-rule",
    "SQS",
    queueInOrder({
      name: "failed",
      arn: arn("sqs", "failed"),
      policy: document(
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arn("sqs", "failed"),
          Condition: { ArnEquals: { "aws:SourceArn": arn("events", "rule/nightly") } },
        },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: arn("sqs", "failed"),
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    }),
  ],
  [
    "function-for-own-api",
    "Lambda",
    permission({
      principal: "apigateway.amazonaws.com",
      sourceArn: arn("execute-api", "api/*/*/*"),
    }),
  ],
  [
    "function-for-own-schedule",
    "Lambda",
    permission({
      principal: "scheduler.amazonaws.com",
      sourceArn: arn("scheduler", "schedule/shop/nightly"),
    }),
  ],
  [
    "policy-as-a-careful-object",
    "IAM",
    set("task-policy", "policy", {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "sqs:SendMessage", Resource: arn("sqs", "orders") },
    }),
  ],
  [
    "distribution-of-files",
    "CloudFront",
    one("aws:cloudfront/originAccessControl:OriginAccessControl", {
      name: "files",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    }),
  ],
  ["pool-in-order", "Cognito", pool({})],
  [
    "certificate-in-order",
    "ACM",
    one("aws:acm/certificate:Certificate", {
      domainName: "shop.example.com",
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
    }),
  ],
  [
    "name-of-a-verification",
    "Route 53",
    one("aws:route53/record:Record", {
      name: "_acme-challenge.shop.example.com",
      type: "TXT",
      ttl: 60,
      zoneId: "Z1",
      records: ["aBcD3fGh1jKlMn0pQrStUvWxYz123456789_-AbCdEf"],
    }),
  ],
  [
    "mail-by-one-sender",
    "SPF",
    one("aws:route53/record:Record", {
      name: "shop.example.com",
      type: "TXT",
      ttl: 300,
      zoneId: "Z1",
      records: ["v=spf1 include:amazonses.com -all"],
    }),
  ],
  [
    "domain-modern-tls",
    "API Gateway",
    one("aws:apigateway/domainName:DomainName", {
      domainName: "api.example.com",
      securityPolicy: "TLS_1_2",
      regionalCertificateArn: arn("acm", "certificate/1"),
    }),
  ],
  [
    "snapshots-blocked",
    "EC2",
    one("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", {
      state: "block-all-sharing",
    }),
  ],
  [
    "export-to-own-bucket",
    "RDS",
    one("aws:rds/exportTask:ExportTask", {
      exportTaskIdentifier: "x",
      sourceArn: arn("rds", "snapshot:s"),
      s3BucketName: "files",
      iamRoleArn: iam("role/export"),
      kmsKeyId: arn("kms", "key/key"),
    }),
  ],
  [
    "replicated-to-own-bucket",
    "S3",
    one("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      bucket: "files",
      role: iam("role/replication"),
      rules: [
        {
          status: "Enabled",
          destination: {
            bucket: "arn:aws:s3:::log-bucket",
            account: own,
            encryptionConfiguration: { replicaKmsKeyId: arn("kms", "key/key") },
          },
        },
      ],
    }),
  ],
  [
    "rotation-by-own-function",
    "Secrets Manager",
    set("rotation", "rotationLambdaArn", arn("lambda", "function:rotate")),
  ],
  [
    "alarm-of-composites",
    "CloudWatch",
    one("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
      alarmName: "all",
      alarmRule: "ALARM(web-cpu)",
      alarmActions: [arn("sns", "alarms")],
    }),
  ],
  ["logs-for-ten-years", "CloudWatch", set("logs", "retentionInDays", 3653)],
  ["flow-log-of-everything", "EC2", set("flow-log", "maxAggregationInterval", 60)],
  [
    "subscription-with-a-filter",
    "SNS",
    set("subscription", "filterPolicy", JSON.stringify({ severity: ["high", "critical"] })),
  ],
]);
