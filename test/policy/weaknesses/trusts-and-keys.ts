import { added, admitted, type Entry, foreign, own, trusted } from "./entry";

const oidc = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const web = "sts:AssumeRoleWithWebIdentity";
const aud = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const sub = "token.actions.githubusercontent.com:sub";
const everybody = { principal: "*", action: "kms:Decrypt", resource: "*" };
const operators = "IAM, condition operators";

/** Trust policies and key policies that let strangers in. */
export const trustsAndKeys: readonly Entry[] = [
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
];
