import { add, all, set } from "../mutation/graph";
import { admitted, document, type Entry, own, trusted } from "./entry";

const account = { AWS: `arn:aws:iam::${own}:root` };
const files = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };
const everybody = { principal: { AWS: "*" }, action: "kms:Decrypt", resource: "*" };
const oidc = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const web = "sts:AssumeRoleWithWebIdentity";
const container = "containerDefinitions.json.0";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Policies and settings that look like weaknesses and are none. */
export const harmlessSettings: readonly Entry[] = [
  {
    name: "trust-tasks-of-a-cluster",
    from: "ECS",
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      {
        condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-2:${own}:*` },
          StringEquals: { "aws:SourceAccount": own },
        },
      },
    ),
  },
  {
    name: "trust-tasks-by-strings",
    from: "ECS",
    change: trusted(
      "task",
      { Service: ["ecs-tasks.amazonaws.com"] },
      { condition: { StringLike: { "AWS:SourceAccount": [own] } } },
    ),
  },
  {
    name: "deployer-from-one-repository",
    from: "GitHub",
    change: add("deployer", "aws:iam/role:Role", {
      name: "deployer",
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: web,
        Principal: { Federated: oidc },
        Condition: {
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop/web:*" },
        },
      }),
    }),
  },
  {
    name: "bucket-for-our-organization",
    from: "S3",
    change: admitted("files-policy", files, {
      StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" },
    }),
  },
  {
    name: "bucket-for-organization-present",
    from: "IAM, Null",
    change: admitted("files-policy", files, {
      StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" },
      Null: { "aws:PrincipalOrgID": "false" },
    }),
  },
  {
    name: "bucket-for-one-endpoint",
    from: "S3",
    change: admitted("files-policy", files, {
      StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" },
    }),
  },
  {
    name: "bucket-for-the-office",
    from: "S3",
    change: admitted("files-policy", files, {
      IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.16/28"] },
    }),
  },
  {
    name: "bucket-for-all-and-refused-to-strangers",
    from: "S3",
    change: all(
      admitted("files-policy", files),
      set("files-policy", "policy.json.Statement.98", {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
        Condition: { StringNotEquals: { "aws:PrincipalAccount": own } },
      }),
    ),
  },
  {
    name: "bucket-tls-by-numbers",
    from: "S3",
    change: set("files-policy", "policy.json.Statement.0.Condition", {
      BoolIfExists: { "aws:SecureTransport": [false] },
    }),
  },
  {
    name: "key-for-callers-of-this-account",
    from: "KMS",
    change: admitted("key", everybody, {
      StringEquals: {
        "kms:CallerAccount": own,
        "kms:ViaService": "elasticfilesystem.us-east-2.amazonaws.com",
      },
    }),
  },
  {
    name: "key-for-the-account-of-the-resource",
    from: "IAM, variables",
    change: admitted("key", everybody, {
      StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" },
    }),
  },
  {
    name: "key-grants-by-the-account",
    from: "KMS",
    change: admitted(
      "key",
      { principal: account, action: "kms:CreateGrant", resource: "*" },
      { Bool: { "kms:GrantIsForAWSResource": true } },
    ),
  },
  {
    name: "topic-for-alarms-of-this-account",
    from: "SNS",
    change: set(
      "topic",
      "policy",
      document({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": own } },
      }),
    ),
  },
  {
    name: "function-for-one-bucket",
    from: "Lambda",
    change: add("permission", "aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::files",
      sourceAccount: own,
    }),
  },
  {
    name: "redirect-found",
    from: "ELB",
    change: set("http", "defaultActions.0.redirect.statusCode", "HTTP_302"),
  },
  {
    name: "https-in-capitals-of-another-kind",
    from: "ELB",
    change: set("https", "protocol", "https"),
  },
  {
    name: "group-for-private-halves",
    from: "EC2",
    change: all(
      add("half-1", ingress, {
        securityGroupId: "sg-endpoints",
        cidrIpv4: "10.0.0.0/17",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "VPC",
      }),
      add("half-2", ingress, {
        securityGroupId: "sg-endpoints",
        cidrIpv4: "10.0.128.0/17",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "VPC",
      }),
    ),
  },
  {
    name: "container-user-in-capitals-of-keys",
    from: "provider, key case",
    change: set("definition", `${container}.User`, "1000"),
  },
  {
    name: "file-system-key-of-an-alias",
    from: "EFS",
    change: set("file-system", "kmsKeyId", `arn:aws:kms:us-east-2:${own}:alias/files`),
  },
];
