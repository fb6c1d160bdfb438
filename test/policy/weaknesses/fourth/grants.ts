import type { WireValue } from "../../../../drydock/offline/pack";
import { type Change, set } from "../../mutation/graph";
import { foreign, granted, type Json, one } from "../entry";
import { allow, arn, entriesOf, iam, type Row, statements } from "../parts";

const paths = "paths of privilege escalation";
const data = "exfiltration with the service's own functions";
const evasion = "evasion of detection";
const ransom = "ransom and destruction";
const evaluation = "IAM, policy elements";

const grant = (
  name: string,
  from: string,
  ...[action, on, condition]: readonly [WireValue, WireValue, Json?]
): Row => [name, from, granted(action, on, condition)];

const policyAsObject = (statement: Json): Change =>
  set("task-policy", "policy", { Version: "2012-10-17", Statement: statement });

const managed = (policy: string): Change => one("aws:iam/policy:Policy", { name: "p", policy });

/** What a role must not hold. */
export const grants = entriesOf([
  [
    "runner-service-with-a-role",
    paths,
    statements(
      ["apprunner:CreateService", "*"],
      [
        "iam:PassRole",
        iam("role/admin"),
        { StringEquals: { "iam:PassedToService": "tasks.apprunner.amazonaws.com" } },
      ],
    ),
  ],
  grant(
    "code-interpreter",
    paths,
    ["bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:InvokeCodeInterpreter"],
    "*",
  ),
  grant("glue-job-rewritten", paths, "glue:UpdateJob", arn("glue", "job/*")),
  grant("glue-endpoint-key", paths, "glue:UpdateDevEndpoint", arn("glue", "devEndpoint/etl")),
  grant("pipeline-definition", paths, "datapipeline:PutPipelineDefinition", "*"),
  grant(
    "studio-url",
    paths,
    "sagemaker:CreatePresignedDomainUrl",
    arn("sagemaker", "user-profile/*"),
  ),
  grant("association-on-instances", paths, "ssm:CreateAssociation", "*"),
  grant("signing-certificate", paths, "iam:UploadSigningCertificate", iam("user/*")),
  grant("boundary-replaced", paths, "iam:PutRolePermissionsBoundary", iam("role/*")),
  grant("federation-token", paths, "sts:GetFederationToken", "*"),
  grant("organization-left", evasion, "organizations:LeaveOrganization", "*"),
  grant("organization-policy-detached", evasion, "organizations:DetachPolicy", "*"),
  grant(
    "change-set-executed",
    paths,
    "cloudformation:ExecuteChangeSet",
    arn("cloudformation", "stack/*/*"),
  ),
  grant("pipeline-rewritten", paths, "codepipeline:UpdatePipeline", arn("codepipeline", "deploy")),
  grant(
    "deployment-created",
    paths,
    "codedeploy:CreateDeployment",
    arn("codedeploy", "deploymentgroup:*"),
  ),
  grant(
    "package-published",
    "supply chain",
    "codeartifact:PublishPackageVersion",
    arn("codeartifact", "package/*"),
  ),
  grant(
    "image-pushed-anywhere",
    "supply chain",
    ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart"],
    arn("ecr", "repository/*"),
  ),
  grant("services-updated", paths, "ecs:UpdateService", arn("ecs", "service/*")),
  grant(
    "agent-impersonated",
    "ECScape",
    ["ecs:RegisterContainerInstance", "ecs:Poll", "ecs:DiscoverPollEndpoint"],
    "*",
  ),
  grant(
    "profile-replaced",
    paths,
    "ec2:ReplaceIamInstanceProfileAssociation",
    arn("ec2", "instance/*"),
  ),
  [
    "instance-with-a-role",
    paths,
    statements(["ec2:RunInstances", "*"], ["iam:PassRole", iam("role/admin")]),
  ],
  [
    "schedule-with-a-role",
    paths,
    statements(
      ["scheduler:CreateSchedule", arn("scheduler", "schedule/default/*")],
      [
        "iam:PassRole",
        iam("role/*"),
        { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      ],
    ),
  ],
  grant("rule-targets", paths, ["events:PutRule", "events:PutTargets"], arn("events", "rule/*")),
  grant("batch-jobs", paths, ["batch:RegisterJobDefinition", "batch:SubmitJob"], "*"),
  grant(
    "cluster-steps",
    paths,
    "elasticmapreduce:AddJobFlowSteps",
    arn("elasticmapreduce", "cluster/*"),
  ),
  grant(
    "customer-password",
    "account takeover",
    "cognito-idp:AdminSetUserPassword",
    arn("cognito-idp", "userpool/*"),
  ),
  grant(
    "warehouse-credentials",
    "credential exposure",
    "redshift:GetClusterCredentials",
    arn("redshift", "dbuser:*/*"),
  ),
  grant("database-password-reset", paths, "rds:ModifyDBInstance", arn("rds", "db:*")),
  grant(
    "windows-passwords",
    "credential exposure",
    "ec2:GetPasswordData",
    arn("ec2", "instance/*"),
  ),
  grant("artifacts-overwritten", "supply chain", "s3:PutObject", "arn:aws:s3:::*-artifacts/*"),
  grant(
    "trust-anchor",
    paths,
    ["rolesanywhere:CreateTrustAnchor", "rolesanywhere:CreateProfile"],
    "*",
  ),
  grant(
    "certificates-issued",
    paths,
    "acm-pca:IssueCertificate",
    arn("acm-pca", "certificate-authority/*"),
  ),
  grant(
    "certificate-exported",
    "credential exposure",
    "acm:ExportCertificate",
    arn("acm", "certificate/*"),
  ),
  grant("transfer-key", paths, "transfer:ImportSshPublicKey", arn("transfer", "user/*")),
  grant("group-membership", paths, "identitystore:CreateGroupMembership", "*"),
  grant("grants-of-any-key", paths, "kms:CreateGrant", arn("kms", "key/*")),
  grant(
    "secrets-overwritten",
    ransom,
    ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"],
    arn("secretsmanager", "secret:*"),
  ),
  grant(
    "secrets-replicated",
    data,
    "secretsmanager:ReplicateSecretToRegions",
    arn("secretsmanager", "secret:*"),
  ),
  grant(
    "delivery-redirected",
    data,
    "firehose:UpdateDestination",
    arn("firehose", "deliverystream/*"),
  ),
  grant("stream-opened", data, "kinesis:PutResourcePolicy", arn("kinesis", "stream/orders")),
  grant("table-opened", data, "dynamodb:PutResourcePolicy", arn("dynamodb", "table/orders")),
  grant("subscribed-to-all", data, "sns:Subscribe", arn("sns", "*")),
  grant("queue-attributes", data, "sqs:SetQueueAttributes", arn("sqs", "*")),
  grant("topic-attributes", data, "sns:SetTopicAttributes", arn("sns", "orders")),
  grant("batch-copy", data, "s3:CreateJob", "*"),
  grant("notification-written", data, "s3:PutBucketNotification", "arn:aws:s3:::files"),
  grant("inventory-written", data, "s3:PutInventoryConfiguration", "arn:aws:s3:::files"),
  grant("website-written", data, "s3:PutBucketWebsite", "arn:aws:s3:::files"),
  grant("access-point-policy", data, "s3:PutAccessPointPolicy", arn("s3", "accesspoint/files")),
  grant(
    "distribution-rewritten",
    data,
    "cloudfront:UpdateDistribution",
    `arn:aws:cloudfront::111122223333:distribution/*`,
  ),
  grant("domain-transferred", data, "route53domains:TransferDomain", "*"),
  grant(
    "resolver-rule",
    data,
    ["route53resolver:CreateResolverRule", "route53resolver:AssociateResolverRule"],
    "*",
  ),
  grant(
    "peering",
    data,
    ["ec2:CreateVpcPeeringConnection", "ec2:AcceptVpcPeeringConnection", "ec2:CreateRoute"],
    "*",
  ),
  grant("group-opened", data, "ec2:AuthorizeSecurityGroupIngress", arn("ec2", "security-group/*")),
  grant("endpoint-policy-written", data, "ec2:ModifyVpcEndpoint", arn("ec2", "vpc-endpoint/*")),
  grant(
    "listener-rewritten",
    "traffic theft",
    ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"],
    "*",
  ),
  grant("share-created", data, "ram:CreateResourceShare", "*"),
  grant("log-export", data, "logs:CreateExportTask", arn("logs", "log-group:*")),
  grant("account-subscription", data, "logs:PutAccountPolicy", "*"),
  grant("web-acl-taken-off", evasion, "wafv2:DisassociateWebACL", "*"),
  grant("retention-of-a-day", evasion, "logs:PutRetentionPolicy", arn("logs", "log-group:*")),
  grant("streams-deleted", evasion, "logs:DeleteLogStream", arn("logs", "log-group:*")),
  grant("trail-selectors", evasion, "cloudtrail:PutEventSelectors", arn("cloudtrail", "trail/*")),
  grant(
    "alarms-silenced",
    evasion,
    ["cloudwatch:DisableAlarmActions", "cloudwatch:DeleteAlarms"],
    arn("cloudwatch", "alarm:*"),
  ),
  grant("rules-disabled", evasion, "events:DisableRule", arn("events", "rule/*")),
  grant("findings-filtered", evasion, "guardduty:CreateFilter", arn("guardduty", "detector/*")),
  grant("hub-disabled", evasion, "securityhub:DisableSecurityHub", "*"),
  grant(
    "analyzer-deleted",
    evasion,
    "access-analyzer:DeleteAnalyzer",
    arn("access-analyzer", "analyzer/*"),
  ),
  grant("object-encryption-changed", ransom, "s3:PutEncryptionConfiguration", "arn:aws:s3:::*"),
  grant("disks-deleted", ransom, "ec2:DeleteSnapshot", `arn:aws:ec2:us-east-2::snapshot/*`),
  grant(
    "file-systems-deleted",
    ransom,
    "elasticfilesystem:DeleteFileSystem",
    arn("elasticfilesystem", "file-system/*"),
  ),
  grant(
    "images-deleted",
    ransom,
    ["ecr:BatchDeleteImage", "ecr:DeleteRepository"],
    arn("ecr", "repository/*"),
  ),
  grant(
    "recovery-switched-off",
    ransom,
    "dynamodb:UpdateContinuousBackups",
    arn("dynamodb", "table/*"),
  ),
  grant(
    "vault-unlocked",
    ransom,
    "backup:DeleteBackupVaultLockConfiguration",
    arn("backup", "backup-vault:*"),
  ),
  grant(
    "secrets-deleted",
    ransom,
    "secretsmanager:DeleteSecret",
    arn("secretsmanager", "secret:*"),
  ),
  grant("stacks-deleted", ransom, "cloudformation:DeleteStack", arn("cloudformation", "stack/*/*")),
  grant(
    "cluster-snapshots-deleted",
    ransom,
    "rds:DeleteDBClusterSnapshot",
    arn("rds", "cluster-snapshot:*"),
  ),
  grant("zones-deleted", ransom, "route53:DeleteHostedZone", "arn:aws:route53:::hostedzone/*"),
  grant("account-closed", ransom, "account:CloseAccount", "*"),

  grant("odd-case-of-actions", evaluation, ["IAM:pASSrOLE"], "*"),
  grant("odd-case-decrypt", evaluation, "KMS:DECRYPT", "*"),
  grant("one-letter-wild", evaluation, "sts:Assume?ole", iam("role/*")),
  grant("all-reads-of-storage", evaluation, "s3:G*t*", "arn:aws:s3:::?*"),
  grant("partition-wild", evaluation, "sts:AssumeRole", "arn:*:iam::*:role/*"),
  grant("allow-all-but-identity", evaluation, "*", "*", {
    StringNotEquals: { "aws:RequestedRegion": "eu-west-1" },
  }),
  grant("secrets-if-tag-exists", evaluation, "secretsmanager:GetSecretValue", "*", {
    StringEqualsIfExists: { "aws:ResourceTag/team": "shop" },
  }),
  grant("secrets-for-all-tags", evaluation, "secretsmanager:GetSecretValue", "*", {
    "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
  }),
  grant("keys-without-a-tag", evaluation, "kms:Decrypt", "*", {
    Null: { "aws:ResourceTag/secret": "true" },
  }),
  grant("roles-not-like", evaluation, "sts:AssumeRole", "*", {
    ArnNotLike: { "aws:PrincipalArn": iam("role/x") },
  }),
  [
    "policy-as-an-object",
    evaluation,
    policyAsObject({ Effect: "Allow", Action: "iam:*", Resource: "*" }),
  ],
  [
    "policy-of-a-user",
    "IAM.2",
    one("aws:iam/userPolicy:UserPolicy", {
      user: "deploy",
      policy: allow({ Action: "iam:CreateAccessKey" }),
    }),
  ],
  [
    "managed-policy-with-escalation",
    paths,
    managed(allow({ Action: ["iam:AttachRolePolicy", "iam:PutRolePolicy"] })),
  ],
  [
    "not-action-but-two",
    evaluation,
    managed(allow({ NotAction: ["organizations:*", "account:*"] })),
  ],
  [
    "not-resource",
    evaluation,
    managed(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          NotResource: arn("secretsmanager", "secret:root-*"),
        },
      }),
    ),
  ],
  grant(
    "role-of-a-stranger",
    "confused deputy",
    "sts:AssumeRole",
    `arn:aws:iam::${foreign}:role/*`,
  ),
]);
