import type { WireValue } from "../../../../drydock/offline/pack";
import { type Entry, granted, type Json, own } from "../entry";
import { arn, region } from "./parts";

const iam = (rest: string): string => `arn:aws:iam::${own}:${rest}`;

const paths = "paths of privilege escalation";
const data = "exfiltration with the service's own functions";
const trail = "evasion of detection";
const ransom = "ransom";

const rows: readonly (readonly [
  name: string,
  from: string,
  action: WireValue,
  on: WireValue,
  Json?,
])[] = [
  ["policy-version", paths, "iam:CreatePolicyVersion", iam("policy/shop")],
  ["policy-default", paths, "iam:SetDefaultPolicyVersion", iam("policy/shop")],
  ["access-key-of-users", paths, "iam:CreateAccessKey", iam("user/*")],
  ["access-key-of-one", paths, "iam:CreateAccessKey", iam("user/deploy")],
  ["login-of-admin", paths, "iam:UpdateLoginProfile", iam("user/admin")],
  ["attach-to-group", paths, "iam:AttachGroupPolicy", iam("group/developers")],
  ["put-in-group", paths, "iam:PutGroupPolicy", iam("group/developers")],
  ["join-group", paths, "iam:AddUserToGroup", iam("group/admins")],
  ["trust-of-deploy", paths, "iam:UpdateAssumeRolePolicy", iam("role/deploy")],
  ["boundary-lifted", paths, "iam:DeleteRolePermissionsBoundary", iam("role/task")],
  ["saml-provider", paths, "iam:UpdateSAMLProvider", iam("saml-provider/staff")],
  ["oidc-provider", paths, "iam:CreateOpenIDConnectProvider", iam("oidc-provider/*")],
  ["mfa-off", paths, "iam:DeactivateMFADevice", iam("user/*")],
  ["service-credential", paths, "iam:CreateServiceSpecificCredential", iam("user/git")],
  ["function-code", paths, "lambda:UpdateFunctionCode", arn("lambda", "function:orders")],
  ["function-layers", paths, "lambda:UpdateFunctionConfiguration", arn("lambda", "function:*")],
  ["function-opened", paths, "lambda:AddPermission", arn("lambda", "function:orders")],
  ["instance-user-data", paths, "ec2:ModifyInstanceAttribute", arn("ec2", "instance/*")],
  ["instance-connect", paths, "ec2-instance-connect:SendSSHPublicKey", arn("ec2", "instance/*")],
  ["instance-session", paths, "ssm:StartSession", arn("ec2", "instance/*")],
  ["build-project", paths, "codebuild:UpdateProject", arn("codebuild", "project/deploy")],
  ["stack-update", paths, "cloudformation:UpdateStack", arn("cloudformation", "stack/*/*")],
  ["identity-pool-roles", paths, "cognito-identity:SetIdentityPoolRoles", "*"],
  ["machine-rewritten", paths, "states:UpdateStateMachine", arn("states", "stateMachine:*")],
  [
    "notebook-url",
    paths,
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    arn("sagemaker", "notebook-instance/*"),
  ],
  ["pass-by-prefix", paths, "iam:PassRole", iam("role/shop-*")],
  [
    "pass-to-anything",
    paths,
    "iam:PassRole",
    iam("role/*"),
    { StringLike: { "iam:PassedToService": "*" } },
  ],
  ["permission-sets", paths, "sso:AttachManagedPolicyToPermissionSet", "*"],
  ["assume-by-prefix", paths, "sts:AssumeRole", iam("role/Org*")],
  ["assume-by-path-of-others", paths, "sts:AssumeRole", "arn:aws:iam::*:role/deploy"],
  ["run-any-task", paths, ["ecs:RegisterTaskDefinition", "ecs:RunTask", "iam:PassRole"], "*"],
  ["exec-in-any-task", paths, "ecs:ExecuteCommand", arn("ecs", "task/*")],

  ["database-snapshot-shared", data, "rds:ModifyDBSnapshotAttribute", arn("rds", "snapshot:*")],
  [
    "disk-snapshot-shared",
    data,
    "ec2:ModifySnapshotAttribute",
    `arn:aws:ec2:${region}::snapshot/*`,
  ],
  ["image-shared", data, "ec2:ModifyImageAttribute", `arn:aws:ec2:${region}::image/*`],
  ["bucket-policy-written", data, "s3:PutBucketPolicy", "arn:aws:s3:::files"],
  ["bucket-replicated", data, "s3:PutReplicationConfiguration", "arn:aws:s3:::files"],
  ["bucket-acl-written", data, "s3:PutBucketAcl", "arn:aws:s3:::files"],
  ["public-block-lifted", data, "s3:PutBucketPublicAccessBlock", "arn:aws:s3:::files"],
  ["repository-policy-written", data, "ecr:SetRepositoryPolicy", arn("ecr", "repository/web")],
  [
    "secret-policy-written",
    data,
    "secretsmanager:PutResourcePolicy",
    arn("secretsmanager", "secret:web-AbCdEf"),
  ],
  ["key-policy-written", data, "kms:PutKeyPolicy", arn("kms", "key/key")],
  ["table-exported", data, "dynamodb:ExportTableToPointInTime", arn("dynamodb", "table/*")],
  ["snapshot-exported", data, "rds:StartExportTask", "*"],
  ["parameters-by-path", data, "ssm:GetParametersByPath", arn("ssm", "parameter/*")],
  ["parameters-of-all", data, "ssm:GetParameter", arn("ssm", "parameter/*")],
  ["database-as-anybody", data, "rds-db:connect", arn("rds-db", "dbuser:*/*")],
  ["data-api-anywhere", data, "rds-data:ExecuteStatement", arn("rds", "cluster:*")],
  ["backups-by-suffix", data, "s3:GetObject", "arn:aws:s3:::*-backups/*"],
  ["logs-forwarded", data, "logs:PutSubscriptionFilter", arn("logs", "log-group:*")],
  ["logs-of-all", data, ["logs:GetLogEvents", "logs:FilterLogEvents"], arn("logs", "log-group:*")],
  ["queue-opened", data, "sqs:AddPermission", arn("sqs", "orders")],
  ["topic-opened", data, "sns:AddPermission", arn("sns", "orders")],
  [
    "file-system-opened",
    data,
    "elasticfilesystem:PutFileSystemPolicy",
    arn("elasticfilesystem", "file-system/fs-1"),
  ],
  ["packets-mirrored", data, "ec2:CreateTrafficMirrorSession", "*"],
  ["names-redirected", data, "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/*"],
  [
    "secrets-listed-and-read",
    data,
    [
      "secretsmanager:BatchGetSecretValue",
      "secretsmanager:ListSecrets",
      "secretsmanager:GetSecretValue",
    ],
    "*",
  ],
  ["messages-of-all-queues", data, "sqs:ReceiveMessage", arn("sqs", "*")],
  [
    "decrypt-via-any-alias",
    data,
    "kms:Decrypt",
    "*",
    { StringLike: { "kms:RequestAlias": "alias/*" } },
  ],

  ["trail-stopped", trail, "cloudtrail:StopLogging", arn("cloudtrail", "trail/*")],
  ["trail-of-one-stopped", trail, "cloudtrail:StopLogging", arn("cloudtrail", "trail/audit")],
  ["detector-deleted", trail, "guardduty:DeleteDetector", arn("guardduty", "detector/*")],
  ["recorder-stopped", trail, "config:StopConfigurationRecorder", "*"],
  ["logs-deleted", trail, "logs:DeleteLogGroup", arn("logs", "log-group:*")],
  ["flow-logs-deleted", trail, "ec2:DeleteFlowLogs", arn("ec2", "vpc-flow-log/*")],

  ["keys-deleted", ransom, "kms:ScheduleKeyDeletion", arn("kms", "key/*")],
  ["key-disabled", ransom, ["kms:DisableKey", "kms:ImportKeyMaterial"], arn("kms", "key/*")],
  ["objects-expired", ransom, "s3:PutLifecycleConfiguration", "arn:aws:s3:::*"],
  ["versions-deleted", ransom, "s3:DeleteObjectVersion", "arn:aws:s3:::*/*"],
  ["retention-bypassed", ransom, "s3:BypassGovernanceRetention", "arn:aws:s3:::*/*"],
  ["backups-deleted", ransom, "backup:DeleteRecoveryPoint", arn("backup", "recovery-point:*")],
  ["tables-deleted", ransom, "dynamodb:DeleteTable", arn("dynamodb", "table/*")],
  ["databases-deleted", ransom, "rds:DeleteDBInstance", arn("rds", "db:*")],
];

/** What a task's role must not hold. */
export const thirdGrants: readonly Entry[] = rows.map(([name, from, action, on, condition]) => ({
  name: `grant-${name}`,
  from,
  change: granted(action, on, condition),
}));
