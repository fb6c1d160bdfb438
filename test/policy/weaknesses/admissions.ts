import { set } from "../../../scripts/policy/graph";
import { added, admitted, type Entry, foreign, own, trusted } from "./entry";

const oidc = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const web = "sts:AssumeRoleWithWebIdentity";
const aud = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const sub = "token.actions.githubusercontent.com:sub";
const everybody = { principal: "*", action: "kms:Decrypt", resource: "*" };
const files = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };
const images = { principal: "*", action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };
const mounts = {
  principal: { AWS: "*" },
  action: "elasticfilesystem:ClientMount",
  resource: `arn:aws:elasticfilesystem:us-east-2:${own}:file-system/fs-1`,
};
const operators = "IAM, condition operators";

/** Trust and resource policies that let strangers in. */
export const admissions: readonly Entry[] = [
  {
    name: "trust-another-account",
    from: "IAM, confused deputy",
    change: trusted("task", { AWS: `arn:aws:iam::${foreign}:root` }),
  },
  {
    name: "trust-tasks-of-any-source",
    from: "ECS, confused deputy",
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { StringLike: { "aws:SourceAccount": "*" } } },
    ),
  },
  {
    name: "trust-tasks-if-exists",
    from: operators,
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { StringEqualsIfExists: { "aws:SourceAccount": own } } },
    ),
  },
  {
    name: "trust-tasks-of-a-foreign-source",
    from: "ECS, confused deputy",
    change: trusted(
      "execution",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { StringEquals: { "aws:SourceAccount": foreign } } },
    ),
  },
  {
    name: "trust-tasks-of-any-cluster-anywhere",
    from: "ECS, confused deputy",
    change: trusted(
      "execution",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:*:*" } } },
    ),
  },
  {
    name: "trust-tasks-by-resource-account",
    from: "IAM, aws:ResourceAccount",
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { StringEquals: { "aws:ResourceAccount": own } } },
    ),
  },
  {
    name: "trust-tasks-not-of-one",
    from: operators,
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { StringNotEquals: { "aws:SourceAccount": foreign } } },
    ),
  },
  {
    name: "trust-tasks-for-all-values",
    from: operators,
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { "ForAllValues:StringEquals": { "aws:SourceAccount": own } } },
    ),
  },
  {
    name: "trust-tasks-null",
    from: operators,
    change: trusted(
      "task",
      { Service: "ecs-tasks.amazonaws.com" },
      { condition: { Null: { "aws:SourceAccount": "false" } } },
    ),
  },
  {
    name: "trust-everybody-with-external-id",
    from: "IAM, external id",
    change: trusted(
      "task",
      { AWS: "*" },
      { condition: { StringEquals: { "sts:ExternalId": "web" } } },
    ),
  },
  {
    name: "github-without-sub",
    from: "Checkov CKV_AWS_358",
    change: trusted("task", { Federated: oidc }, { action: web, condition: { StringEquals: aud } }),
  },
  {
    name: "github-any-repository",
    from: "Checkov CKV_AWS_358",
    change: trusted(
      "task",
      { Federated: oidc },
      { action: web, condition: { StringEquals: aud, StringLike: { [sub]: "repo:*" } } },
    ),
  },
  {
    name: "github-organization-by-prefix",
    from: "Checkov CKV_AWS_358",
    change: trusted(
      "task",
      { Federated: oidc },
      { action: web, condition: { StringEquals: aud, StringLike: { [sub]: "repo:my-org*" } } },
    ),
  },
  {
    name: "github-sub-if-exists",
    from: "Checkov CKV_AWS_358",
    change: trusted(
      "task",
      { Federated: oidc },
      {
        action: web,
        condition: { StringEquals: aud, StringLikeIfExists: { [sub]: "repo:my-org/app:*" } },
      },
    ),
  },
  {
    name: "federation-of-another-account",
    from: "IAM, OIDC",
    change: trusted(
      "task",
      { Federated: `arn:aws:iam::${foreign}:oidc-provider/example.com` },
      { action: web, condition: { StringEquals: { "example.com:sub": "app" } } },
    ),
  },
  {
    name: "key-for-everybody-in-our-resource-account",
    from: "IAM, aws:ResourceAccount",
    change: admitted("key", everybody, { StringEquals: { "aws:ResourceAccount": own } }),
  },
  {
    name: "key-for-everybody-of-any-caller",
    from: operators,
    change: admitted("key", everybody, { StringLike: { "kms:CallerAccount": "*" } }),
  },
  {
    name: "key-for-everybody-via-a-service",
    from: "KMS, ViaService",
    change: admitted("key", everybody, {
      StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" },
    }),
  },
  {
    name: "key-for-another-account",
    from: "KMS, cross-account",
    change: admitted("key", { ...everybody, principal: { AWS: `arn:aws:iam::${foreign}:root` } }),
  },
  {
    name: "key-for-another-account-by-id",
    from: "KMS, cross-account",
    change: admitted("key", { ...everybody, principal: { AWS: foreign } }),
  },
  {
    name: "key-for-halves-of-the-world",
    from: "S3, meaning of public",
    change: admitted("key", everybody, {
      IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] },
    }),
  },
  {
    name: "key-for-a-quarter-of-the-world",
    from: "S3, meaning of public",
    change: admitted("key", everybody, { IpAddress: { "aws:SourceIp": "64.0.0.0/2" } }),
  },
  {
    name: "key-for-all-but-one",
    from: "IAM, NotPrincipal",
    change: added("key", {
      Effect: "Allow",
      NotPrincipal: { AWS: `arn:aws:iam::${foreign}:root` },
      Action: "kms:*",
      Resource: "*",
    }),
  },
  {
    name: "key-for-a-service-of-anybody",
    from: "KMS, confused deputy",
    change: admitted("key", { ...everybody, principal: { Service: "sns.amazonaws.com" } }),
  },
  {
    name: "grants-on-the-key-when-asked",
    from: "KMS, grants",
    change: admitted(
      "key",
      { ...everybody, action: "kms:CreateGrant", principal: { AWS: `arn:aws:iam::${own}:root` } },
      { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } },
    ),
  },
  {
    name: "grants-on-the-key-for-nobody-of-aws",
    from: "KMS, grants",
    change: admitted(
      "key",
      { ...everybody, action: "kms:Create*", principal: { AWS: `arn:aws:iam::${own}:role/app` } },
      { Bool: { "kms:GrantIsForAWSResource": "false" } },
    ),
  },
  {
    name: "bucket-for-any-organization",
    from: operators,
    change: admitted("files-policy", files, { StringLike: { "aws:PrincipalOrgID": "o-*" } }),
  },
  {
    name: "bucket-for-organization-if-exists",
    from: operators,
    change: admitted("files-policy", files, {
      StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" },
    }),
  },
  {
    name: "bucket-for-any-endpoint",
    from: operators,
    change: admitted("files-policy", files, { StringLike: { "aws:SourceVpce": "vpce-*" } }),
  },
  {
    name: "bucket-for-every-endpoint-but",
    from: operators,
    change: admitted("files-policy", files, {
      StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" },
    }),
  },
  {
    name: "bucket-for-a-referer",
    from: "S3, Referer",
    change: admitted("files-policy", files, {
      StringLike: { "aws:Referer": "https://www.example.com/*" },
    }),
  },
  {
    name: "bucket-for-roles-of-one-name",
    from: operators,
    change: admitted("files-policy", files, {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/web" },
    }),
  },
  {
    name: "bucket-for-a-foreign-account-by-condition",
    from: "IAM, aws:PrincipalAccount",
    change: admitted("files-policy", files, {
      StringEquals: { "aws:PrincipalAccount": [own, foreign] },
    }),
  },
  {
    name: "bucket-for-a-tag-anybody-can-set",
    from: "IAM, aws:PrincipalTag",
    change: admitted("files-policy", files, { StringEquals: { "aws:PrincipalTag/team": "web" } }),
  },
  {
    name: "bucket-for-private-addresses-of-any-vpc",
    from: "IAM, aws:VpcSourceIp",
    change: admitted("files-policy", files, { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } }),
  },
  {
    name: "bucket-for-logging-of-anybody",
    from: "S3, confused deputy",
    change: admitted("files-policy", {
      ...files,
      principal: { Service: "logging.s3.amazonaws.com" },
      action: "s3:PutObject",
    }),
  },
  {
    name: "bucket-tls-refusal-for-one-account",
    from: "S3.5",
    change: set("files-policy", "policy.json.Statement.0.Condition", {
      Bool: { "aws:SecureTransport": "false" },
      StringEquals: { "aws:PrincipalAccount": foreign },
    }),
  },
  {
    name: "bucket-tls-refusal-but-for-one",
    from: "IAM, NotPrincipal",
    change: set("files-policy", "policy.json.Statement.0", {
      Effect: "Deny",
      NotPrincipal: { AWS: `arn:aws:iam::${own}:role/app` },
      Action: "s3:*",
      Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  },
  {
    name: "bucket-tls-refusal-backwards",
    from: "S3.5",
    change: set("files-policy", "policy.json.Statement.0.Condition", {
      Bool: { "aws:SecureTransport": ["true"] },
    }),
  },
  {
    name: "images-for-another-account",
    from: "ECR, repository policies",
    change: admitted("repository-policy", {
      ...images,
      principal: { AWS: `arn:aws:iam::${foreign}:root` },
    }),
  },
  {
    name: "images-for-everybody-over-tls",
    from: "Checkov CKV_AWS_32",
    change: admitted("repository-policy", images, { Bool: { "aws:SecureTransport": "true" } }),
  },
  {
    name: "images-for-everybody-until-2099",
    from: "Checkov CKV_AWS_32",
    change: admitted("repository-policy", images, {
      DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" },
    }),
  },
  {
    name: "files-for-another-account",
    from: "EFS, file system policies",
    change: admitted("file-system-policy", {
      ...mounts,
      principal: { AWS: `arn:aws:iam::${foreign}:root` },
    }),
  },
  {
    name: "files-for-everybody-not-by-mount",
    from: "EFS, public access",
    change: admitted("file-system-policy", mounts, {
      Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" },
    }),
  },
  {
    name: "files-for-everybody-if-mounted",
    from: operators,
    change: admitted("file-system-policy", mounts, {
      BoolIfExists: { "elasticfilesystem:AccessedViaMountTarget": "true" },
    }),
  },
  {
    name: "file-system-tls-refusal-disarmed",
    from: "EFS, in transit",
    change: set("file-system-policy", "policy.json.Statement.1.Condition.StringEquals", {
      "aws:PrincipalTag/legacy": "yes",
    }),
  },
  {
    name: "file-system-root-by-pattern",
    from: "EFS.3",
    change: admitted("file-system-policy", {
      ...mounts,
      principal: { AWS: `arn:aws:iam::${own}:role/task` },
      action: "ELASTICFILESYSTEM:client*",
    }),
  },
  {
    name: "endpoint-to-every-bucket",
    from: "VPC, endpoint policies",
    change: set("endpoint-s3", "policy.json.Statement.0.Resource", "arn:aws:s3:::*"),
  },
  {
    name: "endpoint-to-every-object",
    from: "VPC, endpoint policies",
    change: set("endpoint-s3", "policy.json.Statement.0.Resource", ["arn:aws:s3:::*/*"]),
  },
  {
    name: "endpoint-for-everybody-if-exists",
    from: operators,
    change: set("endpoint-secrets", "policy.json.Statement.0.Condition", {
      StringEqualsIfExists: { "aws:PrincipalAccount": own },
    }),
  },
  {
    name: "endpoint-for-everybody-but-one",
    from: operators,
    change: set("endpoint-kms", "policy.json.Statement.0.Condition", {
      StringNotEquals: { "aws:PrincipalAccount": foreign },
    }),
  },
];
