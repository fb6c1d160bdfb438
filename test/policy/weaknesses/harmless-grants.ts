import { added, type Entry, granted, own } from "./entry";

const key = `arn:aws:kms:us-east-2:${own}:key`;

/** Grants that look like weaknesses and are none. */
export const harmlessGrants: readonly Entry[] = [
  {
    name: "metrics-of-one-namespace",
    from: "CloudWatch",
    change: granted("cloudwatch:PutMetricData", "*", {
      StringEquals: { "cloudwatch:namespace": "web" },
    }),
  },
  { name: "metrics", from: "CloudWatch", change: granted("cloudwatch:PutMetricData", "*") },
  { name: "translation", from: "Translate", change: granted("translate:TranslateText", "*") },
  {
    name: "traces",
    from: "X-Ray",
    change: granted(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
  },
  {
    name: "mail-from-one-address",
    from: "SES",
    change: granted("ses:SendEmail", "*", {
      StringEquals: { "ses:FromAddress": "shop@example.com" },
    }),
  },
  {
    name: "keys-by-alias",
    from: "KMS",
    change: granted("kms:Decrypt", `${key}/*`, {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/web" },
    }),
  },
  {
    name: "keys-through-secrets-manager",
    from: "KMS",
    change: granted("kms:Decrypt", `${key}/*`, {
      StringEquals: { "kms:ViaService": "secretsmanager.us-east-2.amazonaws.com" },
    }),
  },
  {
    name: "one-queue",
    from: "SQS",
    change: granted(
      ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
      `arn:aws:sqs:us-east-2:${own}:orders`,
    ),
  },
  {
    name: "queues-of-one-prefix",
    from: "SQS",
    change: granted("sqs:SendMessage", `arn:aws:sqs:us-east-2:${own}:orders-*`),
  },
  {
    name: "objects-below-a-prefix",
    from: "S3",
    change: granted(
      ["s3:GetObject", "s3:PutObject"],
      "arn:aws:s3:::uploads-of-the-shop/incoming/*",
    ),
  },
  {
    name: "list-one-bucket",
    from: "S3",
    change: granted("s3:ListBucket", "arn:aws:s3:::uploads-of-the-shop"),
  },
  {
    name: "a-table-and-its-indexes",
    from: "DynamoDB",
    change: granted(
      ["dynamodb:Query", "dynamodb:GetItem"],
      [
        `arn:aws:dynamodb:us-east-2:${own}:table/orders`,
        `arn:aws:dynamodb:us-east-2:${own}:table/orders/index/*`,
      ],
    ),
  },
  {
    name: "parameters-below-a-path",
    from: "SSM",
    change: granted("ssm:GetParametersByPath", `arn:aws:ssm:us-east-2:${own}:parameter/shop/web/*`),
  },
  {
    name: "pass-one-role-to-tasks",
    from: "IAM",
    change: granted("iam:PassRole", `arn:aws:iam::${own}:role/worker`, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  },
  {
    name: "assume-one-role",
    from: "STS",
    change: granted("sts:AssumeRole", `arn:aws:iam::${own}:role/reader`),
  },
  {
    name: "refuse-all-but-one-resource",
    from: "IAM, NotResource",
    change: added("task-policy", {
      Effect: "Deny",
      Action: "s3:*",
      NotResource: "arn:aws:s3:::files/*",
    }),
  },
  {
    name: "refuse-everything-outside-a-region",
    from: "IAM, NotAction",
    change: added("task-policy", {
      Effect: "Deny",
      NotAction: "iam:*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-2" } },
    }),
  },
  {
    name: "models-of-bedrock",
    from: "Bedrock",
    change: granted(
      "bedrock:InvokeModel",
      "arn:aws:bedrock:us-east-2::foundation-model/anthropic.claude-sonnet-4-v1:0",
    ),
  },
];
