import { set } from "../../mutation/graph";
import { admitted, type Entry, granted, one, own, queueInOrder, trusted } from "../entry";
import { allow, arn, github, role, type Row } from "../parts";

const container = "containerDefinitions.json.0";

const rows: readonly Row[] = [
  ["send-to-a-queue", "SQS", granted(["sqs:SendMessage", "sqs:GetQueueUrl"], arn("sqs", "orders"))],
  ["publish-to-a-topic", "SNS", granted("sns:Publish", arn("sns", "orders"))],
  [
    "items-of-a-table",
    "DynamoDB",
    granted(
      ["dynamodb:GetItem", "dynamodb:UpdateItem"],
      [arn("dynamodb", "table/orders"), arn("dynamodb", "table/orders/index/*")],
    ),
  ],
  [
    "objects-below-a-prefix",
    "S3",
    granted(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::files/uploads/*"),
  ],
  [
    "list-of-a-bucket",
    "S3",
    granted("s3:ListBucket", "arn:aws:s3:::files", { StringLike: { "s3:prefix": "uploads/*" } }),
  ],
  [
    "events-to-a-bus",
    "EventBridge",
    granted("events:PutEvents", arn("events", "event-bus/orders")),
  ],
  [
    "start-a-machine",
    "Step Functions",
    granted("states:StartExecution", arn("states", "stateMachine:orders")),
  ],
  [
    "invoke-a-function",
    "Lambda",
    granted("lambda:InvokeFunction", arn("lambda", "function:orders")),
  ],
  ["own-parameters", "SSM", granted("ssm:GetParameter", arn("ssm", "parameter/shop/web/*"))],
  [
    "metrics-of-a-namespace",
    "CloudWatch",
    granted("cloudwatch:PutMetricData", "*", { StringEquals: { "cloudwatch:namespace": "Shop" } }),
  ],
  [
    "connect-as-one-user",
    "RDS",
    granted("rds-db:connect", arn("rds-db", "dbuser:cluster-ABC/web")),
  ],
  [
    "run-own-task",
    "ECS",
    granted("ecs:RunTask", arn("ecs", "task-definition/web:*"), {
      ArnEquals: { "ecs:cluster": arn("ecs", "cluster/main") },
    }),
  ],
  [
    "pass-own-role-to-tasks",
    "ECS",
    granted("iam:PassRole", `arn:aws:iam::${own}:role/task`, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ],
  [
    "data-key-of-own-key",
    "KMS",
    granted(["kms:Decrypt", "kms:GenerateDataKey"], arn("kms", "key/key")),
  ],
  [
    "mail-from-one-identity",
    "SES",
    granted("ses:SendEmail", arn("ses", "identity/shop.example.com")),
  ],

  [
    "trust-scheduler-by-group",
    "Scheduler",
    role({
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": own },
        ArnLike: { "aws:SourceArn": arn("scheduler", "schedule-group/shop") },
      },
    }),
  ],
  [
    "trust-machine-by-account",
    "Step Functions",
    role({
      Principal: { Service: "states.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": own } },
    }),
  ],
  ["trust-function", "Lambda", role({ Principal: { Service: "lambda.amazonaws.com" } })],
  [
    "trust-environment",
    "GitHub",
    role({
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: `arn:aws:iam::${own}:oidc-provider/${github}` },
      Condition: {
        StringEquals: {
          [`${github}:aud`]: "sts.amazonaws.com",
          [`${github}:sub`]: "repo:acme/shop:environment:production",
        },
      },
    }),
  ],
  ["trust-own-role", "IAM", role({ Principal: { AWS: `arn:aws:iam::${own}:role/deploy` } })],
  [
    "trust-tasks-by-list-of-clusters",
    "ECS",
    trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      {
        condition: {
          StringEquals: { "aws:SourceAccount": own },
          ArnLike: { "aws:SourceArn": [arn("ecs", "*")] },
        },
      },
    ),
  ],

  [
    "queue-from-own-topic",
    "SQS",
    one("aws:sqs/queuePolicy:QueuePolicy", {
      policy: allow({
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Condition: { ArnEquals: { "aws:SourceArn": arn("sns", "orders") } },
      }),
    }),
  ],
  [
    "topic-from-own-alarms",
    "SNS",
    one("aws:sns/topicPolicy:TopicPolicy", {
      policy: allow({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Condition: { StringEquals: { "aws:SourceAccount": own } },
      }),
    }),
  ],
  [
    "topic-own-owner",
    "SNS, default policy",
    one("aws:sns/topicPolicy:TopicPolicy", {
      policy: allow({
        Principal: { AWS: "*" },
        Action: ["sns:Publish", "sns:Subscribe"],
        Condition: { StringEquals: { "AWS:SourceOwner": own } },
      }),
    }),
  ],
  [
    "function-from-own-rule",
    "Lambda",
    one("aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "events.amazonaws.com",
      sourceArn: arn("events", "rule/nightly"),
    }),
  ],
  [
    "function-from-own-bucket",
    "Lambda",
    one("aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::files",
      sourceAccount: own,
    }),
  ],
  [
    "bucket-for-own-distribution",
    "CloudFront",
    admitted(
      "files-policy",
      {
        principal: { Service: "cloudfront.amazonaws.com" },
        action: "s3:GetObject",
        resource: "arn:aws:s3:::files/*",
      },
      { StringEquals: { "aws:SourceArn": `arn:aws:cloudfront::${own}:distribution/EABC` } },
    ),
  ],
  [
    "bus-for-own-organization",
    "EventBridge",
    one("aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
      policy: allow({
        Principal: "*",
        Action: "events:PutEvents",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      }),
    }),
  ],
  [
    "key-for-queues-of-the-account",
    "KMS",
    admitted(
      "key",
      {
        principal: { Service: "sqs.amazonaws.com" },
        action: ["kms:GenerateDataKey", "kms:Decrypt"],
        resource: "*",
      },
      { StringEquals: { "aws:SourceAccount": own } },
    ),
  ],
  [
    "repository-for-own-functions",
    "ECR",
    admitted(
      "repository-policy",
      {
        principal: { Service: "lambda.amazonaws.com" },
        action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      },
      { ArnLike: { "aws:SourceArn": arn("lambda", "function:*") } },
    ),
  ],
  [
    "table-for-own-role",
    "DynamoDB",
    one("aws:dynamodb/resourcePolicy:ResourcePolicy", {
      policy: allow({
        Principal: { AWS: `arn:aws:iam::${own}:role/task` },
        Action: "dynamodb:Query",
      }),
    }),
  ],

  [
    "distribution-careful",
    "CloudFront",
    one("aws:cloudfront/distribution:Distribution", {
      enabled: true,
      origins: [
        {
          originId: "files",
          domainName: "files.s3.us-east-2.amazonaws.com",
          originAccessControlId: "E1",
        },
      ],
      defaultCacheBehavior: { targetOriginId: "files", viewerProtocolPolicy: "redirect-to-https" },
      viewerCertificate: {
        acmCertificateArn: `arn:aws:acm:us-east-1:${own}:certificate/1`,
        minimumProtocolVersion: "TLSv1.2_2021",
      },
      loggingConfig: { bucket: "log-bucket.s3.amazonaws.com" },
      webAclId: `arn:aws:wafv2:us-east-1:${own}:global/webacl/web/1`,
    }),
  ],
  [
    "sign-in-required",
    "ALB",
    set("https", "defaultActions", [
      {
        type: "authenticate-cognito",
        order: 1,
        authenticateCognito: {
          userPoolArn: arn("cognito-idp", "userpool/us-east-2_1"),
          userPoolClientId: "c",
          userPoolDomain: "shop",
        },
      },
      { type: "fixed-response", order: 2 },
    ]),
  ],
  [
    "acl-with-rules",
    "WAF",
    one("aws:wafv2/webAcl:WebAcl", {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
        metricName: "web",
      },
      rules: [
        {
          name: "common",
          priority: 0,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
          },
        },
      ],
    }),
  ],
  ["queue-own-key", "SQS", queueInOrder({ kmsMasterKeyId: arn("kms", "key/key") })],
  ["queue-managed-key", "SQS", queueInOrder({ kmsMasterKeyId: "alias/aws/sqs" })],
  [
    "schedule-own-target",
    "Scheduler",
    one("aws:scheduler/schedule:Schedule", {
      target: {
        arn: arn("lambda", "function:f"),
        roleArn: `arn:aws:iam::${own}:role/s`,
        deadLetterConfig: { arn: arn("sqs", "dead") },
      },
    }),
  ],
  [
    "machine-own-function",
    "Step Functions",
    one("aws:sfn/stateMachine:StateMachine", {
      loggingConfiguration: { level: "ALL" },
      definition: JSON.stringify({
        StartAt: "A",
        States: {
          A: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            Parameters: { FunctionName: arn("lambda", "function:f") },
            End: true,
          },
        },
      }),
    }),
  ],
  [
    "proxy-with-tls",
    "RDS proxy",
    one("aws:rds/proxy:Proxy", {
      engineFamily: "POSTGRESQL",
      requireTls: true,
      roleArn: `arn:aws:iam::${own}:role/p`,
    }),
  ],
  [
    "parameters-with-tls",
    "RDS",
    one("aws:rds/parameterGroup:ParameterGroup", {
      family: "postgres16",
      parameters: [{ name: "rds.force_ssl", value: "1" }],
    }),
  ],
  [
    "parameter-secure",
    "SSM",
    one("aws:ssm/parameter:Parameter", {
      type: "SecureString",
      name: "/shop/db-password",
      value: "x",
      keyId: arn("kms", "key/key"),
    }),
  ],
  [
    "parameter-plain-setting",
    "SSM",
    one("aws:ssm/parameter:Parameter", { type: "String", name: "/shop/greeting", value: "hello" }),
  ],
  [
    "text-that-names-passwords",
    "words",
    set("definition", `${container}.environment`, [
      { name: "PASSWORD_MIN_LENGTH", value: "12" },
      { name: "SECRET_NAME", value: "shop/db" },
      { name: "TOKEN_URL", value: "https://login.example.com/oauth2/token" },
    ]),
  ],
  [
    "notification-to-own-queue",
    "S3",
    one("aws:s3/bucketNotification:BucketNotification", {
      bucket: "files",
      queues: [{ queueArn: arn("sqs", "orders"), events: ["s3:ObjectCreated:*"] }],
    }),
  ],
];

/** Look-alikes of all that. */
export const thirdHarmless: readonly Entry[] = rows.map(([name, from, change]) => ({
  name: `fine-${name}`,
  from,
  change,
}));
