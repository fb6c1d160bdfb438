import type { Change } from "../../mutation/graph";
import { admitted, foreign, type Json, one, own, trusted } from "../entry";
import { allow, entriesOf, github, region, role } from "../parts";

const deputy = "confused deputy";
const federation = "federation";
const open = "public by a resource policy";

const federated = (provider: string, condition?: Json): Change =>
  role({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::${own}:oidc-provider/${provider}` },
    ...(condition === undefined ? {} : { Condition: condition }),
  });
const aud = { [`${github}:aud`]: "sts.amazonaws.com" };
const gitHub = (condition: Json): Change => federated(github, condition);

/** Documents that let somebody in. */
export const thirdPolicies = entriesOf([
  [
    "trust-scheduler-of-anybody",
    deputy,
    role({ Principal: { Service: "scheduler.amazonaws.com" } }),
  ],
  ["trust-states-of-anybody", deputy, role({ Principal: { Service: "states.amazonaws.com" } })],
  ["trust-events-of-anybody", deputy, role({ Principal: { Service: "events.amazonaws.com" } })],
  ["trust-firehose-of-anybody", deputy, role({ Principal: { Service: "firehose.amazonaws.com" } })],
  [
    "trust-roles-anywhere",
    "IAM Roles Anywhere",
    role({
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Principal: { Service: "rolesanywhere.amazonaws.com" },
    }),
  ],
  [
    "trust-two-services-one-free",
    deputy,
    trusted("task", { Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }),
  ],
  [
    "trust-session-of-stranger",
    "IAM, principals",
    trusted("task", { AWS: `arn:aws:sts::${foreign}:assumed-role/x/y` }),
  ],
  [
    "trust-vendor-by-external-id",
    "third parties",
    role({
      Principal: { AWS: foreign },
      Condition: { StringEquals: { "sts:ExternalId": "shop" } },
    }),
  ],
  [
    "trust-own-by-tag-of-anybody",
    "ABAC",
    role({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } } }),
  ],
  [
    "trust-source-account-list",
    deputy,
    role({
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": [own, foreign] } },
    }),
  ],
  [
    "trust-source-arn-any-account",
    deputy,
    role({
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:*:*` } },
    }),
  ],
  [
    "github-anybody",
    federation,
    gitHub({ StringEquals: aud, StringLike: { [`${github}:sub`]: "repo:*" } }),
  ],
  ["github-no-subject", federation, gitHub({ StringEquals: aud })],
  [
    "github-subject-if-exists",
    federation,
    gitHub({ StringEquals: aud, StringLikeIfExists: { [`${github}:sub`]: "repo:acme/shop:*" } }),
  ],
  [
    "github-subject-for-all",
    federation,
    gitHub({ "ForAllValues:StringLike": { ...aud, [`${github}:sub`]: "repo:acme/shop:*" } }),
  ],
  [
    "github-owner-by-prefix",
    federation,
    gitHub({ StringEquals: aud, StringLike: { [`${github}:sub`]: "repo:acme*" } }),
  ],
  [
    "github-subject-of-jobs",
    federation,
    gitHub({ StringEquals: aud, StringLike: { [`${github}:sub`]: "*:environment:production" } }),
  ],
  [
    "terraform-cloud-any-organization",
    federation,
    federated("app.terraform.io", {
      StringLike: { "app.terraform.io:sub": "organization:*:project:shop:*" },
    }),
  ],
  [
    "eks-any-account",
    federation,
    federated(`oidc.eks.${region}.amazonaws.com/id/ABC`, {
      StringLike: { [`oidc.eks.${region}.amazonaws.com/id/ABC:sub`]: "system:serviceaccount:*:*" },
    }),
  ],
  [
    "saml-without-audience",
    federation,
    role({
      Action: "sts:AssumeRoleWithSAML",
      Principal: { Federated: `arn:aws:iam::${own}:saml-provider/staff` },
    }),
  ],

  [
    "function-for-a-stranger",
    open,
    one("aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: foreign,
    }),
  ],
  [
    "function-for-topics-of-all",
    deputy,
    one("aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "sns.amazonaws.com",
      sourceArn: `arn:aws:sns:${region}:*:orders`,
    }),
  ],
  [
    "function-for-foreign-logs",
    deputy,
    one("aws:lambda/permission:Permission", {
      action: "lambda:*",
      function: "f",
      principal: "logs.amazonaws.com",
      sourceAccount: foreign,
    }),
  ],
  [
    "function-url-for-anybody",
    open,
    one("aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunctionUrl",
      function: "f",
      principal: "*",
      functionUrlAuthType: "NONE",
    }),
  ],
  [
    "registry-for-a-stranger",
    open,
    one("aws:ecr/registryPolicy:RegistryPolicy", {
      policy: allow({
        Principal: { AWS: `arn:aws:iam::${foreign}:root` },
        Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
      }),
    }),
  ],
  [
    "registry-copied-away",
    "exfiltration",
    one("aws:ecr/replicationConfiguration:ReplicationConfiguration", {
      replicationConfiguration: { rules: [{ destinations: [{ region, registryId: foreign }] }] },
    }),
  ],
  [
    "repository-pushed-by-all",
    open,
    admitted("repository-policy", {
      principal: "*",
      action: ["ecr:PutImage", "ecr:InitiateLayerUpload"],
    }),
  ],
  [
    "repository-of-an-organization-by-path",
    open,
    admitted(
      "repository-policy",
      { principal: "*", action: "ecr:BatchGetImage" },
      { StringLike: { "aws:PrincipalOrgID": "o-*" } },
    ),
  ],
  [
    "public-repository",
    open,
    one("aws:ecrpublic/repository:Repository", { repositoryName: "shop" }),
  ],
  [
    "file-system-root-for-all",
    open,
    admitted("file-system-policy", {
      principal: "*",
      action: "elasticfilesystem:ClientRootAccess",
      resource: "*",
    }),
  ],
  [
    "file-system-copied-away",
    "exfiltration",
    one("aws:efs/replicationConfiguration:ReplicationConfiguration", {
      sourceFileSystemId: "fs-1",
      destination: {
        fileSystemId: `arn:aws:elasticfilesystem:${region}:${foreign}:file-system/fs-2`,
        region,
      },
    }),
  ],
  [
    "bus-for-everybody",
    open,
    one("aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
      policy: allow({ Principal: "*", Action: "events:PutEvents" }),
    }),
  ],
  [
    "bus-for-rules-of-a-stranger",
    open,
    one("aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
      policy: allow({
        Principal: { AWS: foreign },
        Action: ["events:PutRule", "events:PutTargets"],
      }),
    }),
  ],
  [
    "topic-by-source-owner-wildcard",
    open,
    one("aws:sns/topicPolicy:TopicPolicy", {
      policy: allow({
        Principal: "*",
        Action: "sns:Publish",
        Condition: { StringLike: { "AWS:SourceOwner": "1111*" } },
      }),
    }),
  ],
  [
    "topic-for-buckets-by-name",
    deputy,
    one("aws:sns/topicPolicy:TopicPolicy", {
      policy: allow({
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sns:Publish",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:*" } },
      }),
    }),
  ],
  [
    "queue-by-referer",
    open,
    one("aws:sqs/queuePolicy:QueuePolicy", {
      policy: allow({
        Principal: "*",
        Action: "sqs:SendMessage",
        Condition: { StringLike: { "aws:Referer": "https://shop.example.com/*" } },
      }),
    }),
  ],
  [
    "queue-not-principal",
    open,
    one("aws:sqs/queuePolicy:QueuePolicy", {
      policy: allow({ NotPrincipal: { AWS: `arn:aws:iam::${own}:root` }, Action: "sqs:*" }),
    }),
  ],
  [
    "stream-of-table-for-a-stranger",
    open,
    one("aws:dynamodb/resourcePolicy:ResourcePolicy", {
      policy: allow({
        Principal: { AWS: `arn:aws:iam::${foreign}:role/etl` },
        Action: "dynamodb:GetRecords",
      }),
    }),
  ],
  [
    "kinesis-for-everybody",
    open,
    one("aws:kinesis/resourcePolicy:ResourcePolicy", {
      policy: allow({ Principal: "*", Action: "kinesis:GetRecords" }),
    }),
  ],
  [
    "access-point-for-everybody",
    open,
    one("aws:s3/accessPoint:AccessPoint", {
      bucket: "files",
      policy: allow({ Principal: "*", Action: "s3:GetObject" }),
    }),
  ],
  [
    "vault-for-a-stranger",
    "exfiltration by backup",
    one("aws:backup/vaultPolicy:VaultPolicy", {
      policy: allow({ Principal: { AWS: foreign }, Action: "backup:CopyFromBackupVault" }),
    }),
  ],
  [
    "sink-for-everybody",
    "CloudWatch, observability access",
    one("aws:oam/sinkPolicy:SinkPolicy", {
      policy: allow({ Principal: "*", Action: "oam:CreateLink" }),
    }),
  ],
  [
    "log-resource-policy-for-anybody",
    open,
    one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
      policyDocument: allow({ Principal: "*", Action: "logs:PutLogEvents" }),
    }),
  ],
  [
    "log-destination-for-anybody",
    open,
    one("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", {
      accessPolicy: allow({ Principal: "*", Action: "logs:PutSubscriptionFilter" }),
    }),
  ],
  [
    "secret-for-a-stranger",
    open,
    one("aws:secretsmanager/secretPolicy:SecretPolicy", {
      policy: allow({
        Principal: { AWS: `arn:aws:iam::${foreign}:root` },
        Action: "secretsmanager:GetSecretValue",
      }),
    }),
  ],
  [
    "bucket-for-any-distribution",
    deputy,
    admitted("files-policy", {
      principal: { Service: "cloudfront.amazonaws.com" },
      action: "s3:GetObject",
      resource: "arn:aws:s3:::files/*",
    }),
  ],
  [
    "bucket-for-distributions-of-all",
    deputy,
    admitted(
      "files-policy",
      {
        principal: { Service: "cloudfront.amazonaws.com" },
        action: "s3:GetObject",
        resource: "arn:aws:s3:::files/*",
      },
      { StringLike: { "aws:SourceArn": "arn:aws:cloudfront::*:distribution/*" } },
    ),
  ],
  [
    "key-by-service-alone",
    "ransom by key",
    admitted(
      "key",
      { principal: "*", action: "kms:*", resource: "*" },
      { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    ),
  ],
  [
    "key-by-caller-wildcard",
    "ransom by key",
    admitted(
      "key",
      { principal: "*", action: "kms:Decrypt", resource: "*" },
      { StringLike: { "kms:CallerAccount": "1111222*" } },
    ),
  ],
  [
    "key-granted-away",
    "ransom by key",
    one("aws:kms/grant:Grant", {
      keyId: "key",
      granteePrincipal: `arn:aws:iam::${foreign}:role/x`,
      operations: ["Decrypt"],
    }),
  ],
  [
    "document-shared",
    "SSM documents",
    one("aws:ssm/document:Document", {
      documentType: "Command",
      content: "{}",
      permissions: { type: "Share", account_ids: "All" },
    }),
  ],
  [
    "endpoint-service-for-everybody",
    "PrivateLink",
    one("aws:ec2/vpcEndpointService:VpcEndpointService", {
      acceptanceRequired: false,
      allowedPrincipals: ["*"],
    }),
  ],
  [
    "share-beyond-organization",
    "RAM",
    one("aws:ram/resourceShare:ResourceShare", { name: "subnets", allowExternalPrincipals: true }),
  ],
  [
    "search-network-public",
    "OpenSearch Serverless",
    one("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", {
      type: "network",
      policy: JSON.stringify([
        {
          Rules: [{ ResourceType: "collection", Resource: ["collection/shop"] }],
          AllowFromPublic: true,
        },
      ]),
    }),
  ],
]);
