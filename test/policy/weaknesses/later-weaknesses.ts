import { add, all, type Change, set } from "../mutation/graph";
import { admitted, document, type Entry, foreign, granted, type Json, own, trusted } from "./entry";

const later = (name: string, change: Change): Entry => ({
  name,
  from: "IAM user guide",
  change,
});
const files = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };
const queue = (statement: Json): Change =>
  add("queue-policy", "aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: "q",
    policy: document({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", ...statement }),
  });

/** Weaknesses that were tried when the rules stood. All but two were caught at once. */
export const laterWeaknesses: readonly Entry[] = [
  later(
    "org-paths-any",
    admitted("files-policy", files, {
      "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-ab12/*" },
    }),
  ),
  later(
    "org-paths-forall",
    admitted("files-policy", files, {
      "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-abcdef1234/*" },
    }),
  ),
  later(
    "principal-arn-not",
    admitted("files-policy", files, {
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/*" },
    }),
  ),
  later(
    "source-arn-any-sns",
    queue({
      Principal: "*",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:us-east-2:*:alarms" } },
    }),
  ),
  later(
    "source-arn-foreign",
    queue({
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:us-east-2:${foreign}:alarms` } },
    }),
  ),
  later(
    "userid-wildcard",
    admitted("files-policy", files, { StringLike: { "aws:userid": "AROA*:app" } }),
  ),
  later("userid-star", admitted("files-policy", files, { StringLike: { "aws:userid": "*:app" } })),
  later(
    "source-vpc-wildcard",
    admitted("files-policy", files, { StringLike: { "aws:SourceVpc": "vpc-*" } }),
  ),
  later(
    "ip-v6-wide",
    admitted("files-policy", files, { IpAddress: { "aws:SourceIp": "2000::/3" } }),
  ),
  later(
    "ip-not",
    admitted("files-policy", files, { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
  ),
  later(
    "service-via-condition-only",
    admitted("files-policy", files, { Bool: { "aws:PrincipalIsAWSService": "true" } }),
  ),
  later(
    "via-aws-service",
    admitted("files-policy", files, { Bool: { "aws:ViaAWSService": "true" } }),
  ),
  later(
    "principal-type",
    admitted("files-policy", files, { StringEquals: { "aws:PrincipalType": "AssumedRole" } }),
  ),
  later("mfa", admitted("files-policy", files, { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  later(
    "region",
    admitted("files-policy", files, { StringEquals: { "aws:RequestedRegion": "us-east-2" } }),
  ),
  later(
    "canonical",
    admitted("files-policy", {
      ...files,
      principal: {
        CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
      },
    }),
  ),
  later(
    "foreign-user",
    admitted("files-policy", { ...files, principal: { AWS: `arn:aws:iam::${foreign}:user/x` } }),
  ),
  later(
    "two-principals",
    admitted("repository-policy", {
      principal: { AWS: [`arn:aws:iam::${own}:root`, "*"] },
      action: "ecr:*",
    }),
  ),
  later(
    "deny-that-does-not-cover",
    all(
      admitted("files-policy", files),
      set("files-policy", "policy.json.Statement.98", {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:PrincipalAccount": own } },
      }),
    ),
  ),
  later(
    "deny-with-other-key",
    all(
      admitted("files-policy", files),
      set("files-policy", "policy.json.Statement.98", {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringNotEqualsIfExists: { "aws:PrincipalTag/x": "y" } },
      }),
    ),
  ),
  later(
    "kms-key-for-cloudwatch",
    admitted("key", {
      principal: { Service: "events.amazonaws.com" },
      action: "kms:Decrypt",
      resource: "*",
    }),
  ),
  later(
    "kms-context-free",
    admitted(
      "key",
      { principal: "*", action: "kms:Decrypt", resource: "*" },
      { StringEquals: { "kms:EncryptionContext:app": "web" } },
    ),
  ),
  later(
    "trust-saml-foreign",
    trusted(
      "task",
      { Federated: `arn:aws:iam::${foreign}:saml-provider/x` },
      { action: "sts:AssumeRoleWithSAML" },
    ),
  ),
  later(
    "gitlab-prefix",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::${own}:oidc-provider/gitlab.com` },
        Condition: { StringLike: { "gitlab.com:sub": "project_path:*:ref_type:branch:ref:main" } },
      }),
    }),
  ),
  later(
    "google",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "accounts.google.com" },
        Condition: { StringEquals: { "accounts.google.com:aud": "x" } },
      }),
    }),
  ),
  later(
    "cognito-no-aud",
    add("d", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: {
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      }),
    }),
  ),
  later(
    "opensearch",
    add("os", "aws:opensearch/domain:Domain", {
      accessPolicies: document({ Effect: "Allow", Principal: "*", Action: "es:*", Resource: "*" }),
    }),
  ),
  later(
    "api",
    add("api", "aws:apigateway/restApiPolicy:RestApiPolicy", {
      policy: document({
        Effect: "Allow",
        Principal: { AWS: foreign },
        Action: "execute-api:Invoke",
        Resource: "*",
      }),
    }),
  ),
  later(
    "replication",
    add("rep", "aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      bucket: "files",
      rules: [{ destination: { bucket: "arn:aws:s3:::theirs", account: foreign } }],
    }),
  ),
  later(
    "replication-bucket",
    add("rep", "aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      bucket: "files",
      rules: [{ destination: { bucket: "arn:aws:s3:::theirs" } }],
    }),
  ),
  later(
    "ecr-replication",
    add("rep", "aws:ecr/replicationConfiguration:ReplicationConfiguration", {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: "us-east-1", registryId: foreign }] }],
      },
    }),
  ),
  later(
    "snapshot-share",
    add("s", "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", {
      snapshotId: "x",
      accountId: foreign,
    }),
  ),
  later(
    "subscription",
    add("s", "aws:sns/topicSubscription:TopicSubscription", {
      topic: "t",
      protocol: "sqs",
      endpoint: `arn:aws:sqs:us-east-2:${foreign}:q`,
    }),
  ),
  later("logs-arn-all", granted("logs:PutLogEvents", "arn:aws:logs:*:*:*")),
  later(
    "kms-generate",
    granted("kms:GenerateDataKey*", "arn:aws:kms:us-east-2:111122223333:key/*"),
  ),
  later("s3-wildcard-in-middle", granted("s3:GetObject", "arn:aws:s3:::*-prod/secret/*")),
  later(
    "ssm-param-root-star",
    granted("ssm:GetParameter*", "arn:aws:ssm:us-east-2:111122223333:parameter*"),
  ),
  later("eventbus-any", granted("events:PutEvents", "*")),
  later("sns-publish-any", granted("sns:Publish", "*")),
  later(
    "assume-in-org",
    granted("sts:AssumeRole", "*", { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } }),
  ),
  later(
    "tag-if-exists",
    granted("dynamodb:Scan", "arn:aws:dynamodb:us-east-2:111122223333:table/*", {
      StringEqualsIfExists: { "aws:ResourceTag/app": "web" },
    }),
  ),
  later(
    "tag-star",
    granted("dynamodb:Scan", "arn:aws:dynamodb:us-east-2:111122223333:table/*", {
      StringLike: { "aws:ResourceTag/app": "*" },
    }),
  ),
  later(
    "tag-not",
    granted("secretsmanager:GetSecretValue", "*", {
      StringNotEquals: { "aws:ResourceTag/app": "admin" },
    }),
  ),
  later(
    "passrole-to-anything-if",
    granted("iam:PassRole", "arn:aws:iam::111122223333:role/*", {
      StringEqualsIfExists: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ),
  later(
    "lambda-update-code-pattern",
    granted("lambda:Update*", "arn:aws:lambda:us-east-2:111122223333:function:*"),
  ),
  later(
    "cfn",
    granted("cloudformation:*Stack", "arn:aws:cloudformation:us-east-2:111122223333:stack/*"),
  ),
  later("iam-star-on-role", granted("iam:*", "arn:aws:iam::111122223333:role/task")),
  later("rds-master", granted("rds:ModifyDBInstance", "*")),
  later("ec2-run", granted("ec2:RunInstances", "*")),
  later("sqs-all-regions", granted("sqs:SendMessage", "arn:aws:sqs:*:111122223333:orders")),
  later("uppercase-arn", granted("s3:GetObject", "arn:aws:s3:::?*/*")),
];
