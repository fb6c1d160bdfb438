import { admitted, foreign, type Json, one, own, trusted } from "../entry";
import { allow, arn, entriesOf, iam, permission, region, role } from "../parts";
import { set } from "../../mutation/graph";

const deputy = "confused deputy";
const open = "public by a resource policy";
const federation = "federation";
const shared = "exfiltration by sharing";

const service = (name: string, Condition?: Json) =>
  role({ Principal: { Service: name }, ...(Condition === undefined ? {} : { Condition }) });
const federated = (provider: string, Condition: Json) =>
  role({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: provider },
    Condition,
  });
const everybody = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };

/** Documents that let somebody in. */
export const documents = entriesOf([
  ["trust-pipes-of-anybody", deputy, service("pipes.amazonaws.com")],
  ["trust-bedrock-of-anybody", deputy, service("bedrock.amazonaws.com")],
  ["trust-transfer-of-anybody", deputy, service("transfer.amazonaws.com")],
  ["trust-flow-logs-of-anybody", deputy, service("vpc-flow-logs.amazonaws.com")],
  ["trust-builds-of-anybody", deputy, service("codebuild.amazonaws.com")],
  [
    "trust-scheduler-of-foreign-group",
    deputy,
    service("scheduler.amazonaws.com", {
      ArnLike: { "aws:SourceArn": arn("scheduler", "schedule-group/shop", foreign) },
    }),
  ],
  [
    "trust-scheduler-if-exists",
    deputy,
    service("scheduler.amazonaws.com", { StringEqualsIfExists: { "aws:SourceAccount": own } }),
  ],
  [
    "trust-states-for-all-values",
    deputy,
    service("states.amazonaws.com", {
      "ForAllValues:StringEquals": { "aws:SourceAccount": [own] },
    }),
  ],
  [
    "trust-events-any-rule-anywhere",
    deputy,
    service("events.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:events:*:*:rule/*" } }),
  ],
  [
    "trust-execution-for-lambda-too",
    deputy,
    trusted("execution", { Service: ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"] }),
  ],
  [
    "trust-deployer-and-tasks",
    "ECS, infrastructure role",
    trusted(
      "task",
      { Service: ["ecs-tasks.amazonaws.com", "ecs.amazonaws.com"] },
      { condition: { StringEquals: { "aws:SourceAccount": own } } },
    ),
  ],
  [
    "trust-pool-guests",
    federation,
    federated("cognito-identity.amazonaws.com", {
      StringEquals: { "cognito-identity.amazonaws.com:aud": `${region}:pool` },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
    }),
  ],
  [
    "trust-gitlab-group-prefix",
    federation,
    federated(iam("oidc-provider/gitlab.com"), {
      StringLike: { "gitlab.com:sub": "project_path:acme*/*" },
    }),
  ],
  [
    "trust-google-any-client",
    federation,
    federated("accounts.google.com", { StringLike: { "accounts.google.com:aud": "*" } }),
  ],
  [
    "trust-bitbucket-any-repository",
    federation,
    federated(
      iam("oidc-provider/api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc"),
      {
        StringLike: {
          "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub": "*",
        },
      },
    ),
  ],
  [
    "trust-roles-of-a-name-anywhere",
    deputy,
    role({
      Principal: "*",
      Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } },
    }),
  ],
  [
    "trust-org-path-of-anybody",
    deputy,
    role({
      Principal: "*",
      Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-*/ou-*" } },
    }),
  ],
  [
    "trust-until-a-date",
    deputy,
    role({
      Principal: "*",
      Condition: { DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } },
    }),
  ],
  [
    "trust-by-user-agent",
    deputy,
    role({
      Principal: { AWS: "*" },
      Condition: { StringLike: { "aws:UserAgent": "*terraform*" } },
    }),
  ],
  [
    "trust-not-principal",
    "IAM, NotPrincipal",
    role({ NotPrincipal: { AWS: `arn:aws:iam::${foreign}:root` } }),
  ],

  [
    "bucket-for-services-of-anybody",
    deputy,
    admitted("files-policy", everybody, { Bool: { "aws:PrincipalIsAWSService": "true" } }),
  ],
  [
    "bucket-by-object-tag",
    open,
    admitted("files-policy", everybody, {
      StringEquals: { "s3:ExistingObjectTag/public": "true" },
    }),
  ],
  [
    "bucket-by-acl-header",
    open,
    admitted(
      "files-policy",
      { ...everybody, action: "s3:PutObject" },
      { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    ),
  ],
  [
    "bucket-by-access-point-of-anybody",
    open,
    admitted(
      "files-policy",
      { ...everybody, action: "*" },
      { StringLike: { "s3:DataAccessPointAccount": "*" } },
    ),
  ],
  [
    "bucket-by-vpc-address",
    open,
    admitted("files-policy", everybody, { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }),
  ],
  [
    "bucket-listed-by-anybody",
    open,
    admitted("files-policy", {
      principal: { AWS: ["*"] },
      action: "s3:ListBucketVersions",
      resource: "arn:aws:s3:::files",
    }),
  ],
  [
    "bucket-by-not-account",
    open,
    admitted("files-policy", everybody, { StringNotEquals: { "aws:PrincipalAccount": foreign } }),
  ],
  [
    "bucket-by-two-conditions-of-nothing",
    open,
    admitted("files-policy", everybody, {
      Bool: { "aws:SecureTransport": "true" },
      NumericGreaterThanEquals: { "s3:TlsVersion": 1.2 },
    }),
  ],
  [
    "bucket-policy-as-object",
    open,
    set("files-policy", "policy", {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
      },
    }),
  ],
  [
    "key-through-services-of-anybody",
    "ransom by key",
    admitted(
      "key",
      { principal: { AWS: "*" }, action: ["kms:Decrypt", "kms:GenerateDataKey"], resource: "*" },
      { Bool: { "aws:ViaAWSService": "true" } },
    ),
  ],
  [
    "key-by-context-alone",
    "ransom by key",
    admitted(
      "key",
      { principal: { AWS: "*" }, action: "kms:Decrypt", resource: "*" },
      { StringEquals: { "kms:EncryptionContext:app": "shop" } },
    ),
  ],
  [
    "key-for-foreign-service-source",
    deputy,
    admitted(
      "key",
      { principal: { Service: "s3.amazonaws.com" }, action: "kms:GenerateDataKey", resource: "*" },
      { StringEquals: { "aws:SourceAccount": [own, foreign] } },
    ),
  ],
  [
    "secret-by-tag-of-caller",
    open,
    one("aws:secretsmanager/secretPolicy:SecretPolicy", {
      policy: allow({
        Principal: "*",
        Action: "secretsmanager:GetSecretValue",
        Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } },
      }),
    }),
  ],
  [
    "topic-inline-for-everybody",
    open,
    set(
      "topic",
      "policy",
      allow({ Principal: { AWS: "*" }, Action: ["sns:Subscribe", "sns:Receive"] }),
    ),
  ],
  [
    "repository-by-source-ip",
    open,
    admitted(
      "repository-policy",
      { principal: "*", action: "ecr:BatchGetImage" },
      { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
    ),
  ],

  [
    "private-api-for-everybody",
    "API Gateway, resource policies",
    one("aws:apigateway/restApiPolicy:RestApiPolicy", {
      restApiId: "api",
      policy: allow({
        Principal: "*",
        Action: "execute-api:Invoke",
        Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      }),
    }),
  ],
  [
    "api-for-everybody-inline",
    "API Gateway, resource policies",
    one("aws:apigateway/restApi:RestApi", {
      name: "shop",
      policy: allow({ Principal: "*", Action: "execute-api:Invoke" }),
    }),
  ],
  [
    "lattice-service-for-everybody",
    "VPC Lattice, auth policies",
    one("aws:vpclattice/authPolicy:AuthPolicy", {
      resourceIdentifier: "svc",
      policy: allow({ Principal: "*", Action: "vpc-lattice-svcs:Invoke" }),
    }),
  ],
  [
    "lattice-shared-with-a-stranger",
    shared,
    one("aws:vpclattice/resourcePolicy:ResourcePolicy", {
      resourceArn: arn("vpc-lattice", "servicenetwork/sn-1"),
      policy: allow({
        Principal: { AWS: foreign },
        Action: "vpc-lattice:CreateServiceNetworkVpcAssociation",
      }),
    }),
  ],
  [
    "search-domain-by-address-of-all",
    open,
    one("aws:opensearch/domainPolicy:DomainPolicy", {
      domainName: "shop",
      accessPolicies: allow({
        Principal: { AWS: "*" },
        Action: "es:*",
        Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      }),
    }),
  ],
  [
    "identity-mail-by-anybody",
    "SES, sending authorization",
    one("aws:ses/identityPolicy:IdentityPolicy", {
      identity: "shop.example.com",
      policy: allow({ Principal: "*", Action: "ses:SendEmail" }),
    }),
  ],
  [
    "packages-for-everybody",
    open,
    one("aws:codeartifact/domainPermissions:DomainPermissions", {
      domain: "shop",
      policyDocument: allow({ Principal: "*", Action: "codeartifact:ReadFromRepository" }),
    }),
  ],
  [
    "catalog-for-a-stranger",
    shared,
    one("aws:glue/resourcePolicy:ResourcePolicy", {
      policy: allow({ Principal: { AWS: `arn:aws:iam::${foreign}:root` }, Action: "glue:*" }),
    }),
  ],
  [
    "kafka-for-a-stranger",
    shared,
    one("aws:msk/clusterPolicy:ClusterPolicy", {
      clusterArn: arn("kafka", "cluster/shop/1"),
      policy: allow({ Principal: { AWS: foreign }, Action: "kafka:CreateVpcConnection" }),
    }),
  ],
  [
    "topics-of-subscription-by-protocol",
    open,
    one("aws:sns/topicPolicy:TopicPolicy", {
      policy: allow({
        Principal: "*",
        Action: "sns:Subscribe",
        Condition: { StringEquals: { "sns:Protocol": "https" } },
      }),
    }),
  ],
  [
    "queue-by-arn-of-any-topic-name",
    deputy,
    one("aws:sqs/queuePolicy:QueuePolicy", {
      policy: allow({
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Condition: { ArnLike: { "aws:SourceArn": `arn:aws:sns:${region}:*:orders` } },
      }),
    }),
  ],
  [
    "queue-for-rules-without-source",
    deputy,
    one("aws:sqs/queue:Queue", {
      sqsManagedSseEnabled: true,
      policy: allow({ Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" }),
    }),
  ],
  [
    "disk-snapshot-to-a-stranger",
    shared,
    one("aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", {
      snapshotId: "snap-1",
      accountId: foreign,
    }),
  ],
  [
    "image-to-everybody",
    shared,
    one("aws:ec2/amiLaunchPermission:AmiLaunchPermission", { imageId: "ami-1", group: "all" }),
  ],
  [
    "endpoint-service-principal-star",
    shared,
    one("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", {
      vpcEndpointServiceId: "vpce-svc-1",
      principalArn: "*",
    }),
  ],
  [
    "subnets-to-a-stranger",
    shared,
    one("aws:ram/principalAssociation:PrincipalAssociation", {
      principal: foreign,
      resourceShareArn: arn("ram", "resource-share/1"),
    }),
  ],
  [
    "bus-permission-for-all",
    open,
    one("aws:cloudwatch/eventPermission:EventPermission", { principal: "*", statementId: "all" }),
  ],
  [
    "warehouse-to-a-stranger",
    shared,
    one("aws:redshift/endpointAuthorization:EndpointAuthorization", {
      account: foreign,
      clusterIdentifier: "shop",
    }),
  ],
  [
    "lake-for-everybody",
    open,
    one("aws:lakeformation/permissions:Permissions", {
      principal: "IAM_ALLOWED_PRINCIPALS",
      permissions: ["ALL"],
      database: { name: "shop" },
    }),
  ],
  [
    "objects-granted-to-a-stranger",
    shared,
    one("aws:s3control/accessGrant:AccessGrant", {
      accessGrantsLocationId: "default",
      permission: "READ",
      grantee: { granteeType: "IAM", granteeIdentifier: `arn:aws:iam::${foreign}:role/x` },
    }),
  ],
  [
    "function-for-api-of-anybody",
    deputy,
    permission({
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:${region}:*:*/*/*`,
    }),
  ],
  [
    "function-for-rules-without-source",
    deputy,
    permission({
      principal: "events.amazonaws.com",
    }),
  ],
  [
    "function-for-schedules-of-a-stranger",
    deputy,
    permission({
      principal: "scheduler.amazonaws.com",
      sourceArn: arn("scheduler", "schedule/default/x", foreign),
    }),
  ],
  [
    "endpoint-policy-any-principal-of-any-organization",
    "endpoint policies",
    set("endpoint-s3", "policy.json.Statement.9", {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::*/*",
      Condition: { StringEqualsIfExists: { "aws:ResourceOrgID": "o-abcdefghij" } },
    }),
  ],
  [
    "endpoint-policy-absent",
    "endpoint policies",
    set("endpoint-secrets", "policy", allow({ Principal: "*", Action: "*" })),
  ],
  [
    "account-logs-policy-away",
    shared,
    one("aws:cloudwatch/logAccountPolicy:LogAccountPolicy", {
      policyName: "all",
      policyType: "SUBSCRIPTION_FILTER_POLICY",
      policyDocument: JSON.stringify({
        DestinationArn: arn("logs", "destination:x", foreign),
        FilterPattern: "",
      }),
    }),
  ],
]);
