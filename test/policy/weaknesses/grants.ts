import { add, all, set } from "../../../scripts/policy/graph";
import { added, document, type Entry, foreign, granted, own } from "./entry";

const key = `arn:aws:kms:us-east-2:${own}:key`;
const queue = `arn:aws:sqs:us-east-2:${own}:orders`;
const checkov = (id: string): string => `Checkov ${id}`;

/** Permissions of a task's own role that reach too far. */
export const grants: readonly Entry[] = [
  {
    name: "every-object-of-every-bucket",
    from: checkov("CKV_AWS_288"),
    change: granted("s3:GetObject", "arn:aws:s3:::*/*"),
  },
  {
    name: "every-object-of-every-bucket-short",
    from: checkov("CKV_AWS_288"),
    change: granted("s3:GetObject", "arn:aws:s3:::*"),
  },
  {
    name: "every-bucket-one-key",
    from: "S3 user guide, ARNs",
    change: granted("s3:GetObject", "arn:aws:s3:::*/config.json"),
  },
  {
    name: "buckets-of-one-letter",
    from: "least privilege",
    change: granted("s3:GetObject", "arn:aws:s3:::a*/*"),
  },
  {
    name: "write-every-bucket",
    from: checkov("CKV_AWS_290"),
    change: granted(["s3:PutObject", "s3:DeleteObject"], "arn:aws:s3:::*/*"),
  },
  {
    name: "buckets-by-suffix",
    from: "S3 names are global",
    change: granted("s3:PutObject", "arn:aws:s3:::*-backups/*"),
  },
  {
    name: "every-secret-by-arn",
    from: checkov("CKV_AWS_287"),
    change: granted(
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:us-east-2:${own}:secret:*`,
    ),
  },
  {
    name: "every-secret-any-region",
    from: checkov("CKV_AWS_287"),
    change: granted("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:*:${own}:secret:*`),
  },
  {
    name: "every-secret-lower-case",
    from: "IAM actions ignore case",
    change: granted(
      "SECRETSMANAGER:getsecretvalue",
      `arn:aws:secretsmanager:us-east-2:${own}:secret:*`,
    ),
  },
  {
    name: "secrets-by-pattern-of-actions",
    from: checkov("CKV_AWS_287"),
    change: granted("secretsmanager:Get*", `arn:aws:secretsmanager:us-east-2:${own}:secret:*`),
  },
  {
    name: "every-parameter",
    from: checkov("CKV_AWS_288"),
    change: granted("ssm:GetParametersByPath", `arn:aws:ssm:us-east-2:${own}:parameter/*`),
  },
  {
    name: "every-parameter-any-account",
    from: checkov("CKV_AWS_288"),
    change: granted("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/*"),
  },
  {
    name: "assume-any-role",
    from: checkov("CKV_AWS_287"),
    change: granted("sts:AssumeRole", `arn:aws:iam::${own}:role/*`),
  },
  {
    name: "assume-role-in-any-account",
    from: "Rhino, cross-account pivot",
    change: granted("sts:AssumeRole", "arn:aws:iam::*:role/deploy"),
  },
  {
    name: "assume-admin-like-roles",
    from: "least privilege",
    change: granted("sts:AssumeRole", `arn:aws:iam::${own}:role/*Admin*`),
  },
  {
    name: "write-any-roles-policy",
    from: checkov("CKV_AWS_286"),
    change: granted("iam:PutRolePolicy", `arn:aws:iam::${own}:role/*`),
  },
  {
    name: "write-own-roles-policy",
    from: "Rhino privilege escalation 10",
    change: granted("iam:PutRolePolicy", `arn:aws:iam::${own}:role/task`),
  },
  {
    name: "attach-policy-to-own-role",
    from: "Rhino privilege escalation 9",
    change: granted("iam:AttachRolePolicy", `arn:aws:iam::${own}:role/task`),
  },
  {
    name: "new-version-of-a-policy",
    from: "Rhino privilege escalation 1",
    change: granted("iam:CreatePolicyVersion", `arn:aws:iam::${own}:policy/app`),
  },
  {
    name: "set-default-version",
    from: "Rhino privilege escalation 2",
    change: granted("iam:SetDefaultPolicyVersion", `arn:aws:iam::${own}:policy/app`),
  },
  {
    name: "access-key-for-a-user",
    from: "Rhino privilege escalation 4",
    change: granted("iam:CreateAccessKey", `arn:aws:iam::${own}:user/admin`),
  },
  {
    name: "login-profile-for-a-user",
    from: "Rhino privilege escalation 5",
    change: granted(
      ["iam:CreateLoginProfile", "iam:UpdateLoginProfile"],
      `arn:aws:iam::${own}:user/admin`,
    ),
  },
  {
    name: "join-the-admin-group",
    from: "Rhino privilege escalation 13",
    change: granted("iam:AddUserToGroup", `arn:aws:iam::${own}:group/admins`),
  },
  {
    name: "rewrite-a-trust",
    from: "Rhino privilege escalation 14",
    change: granted("iam:UpdateAssumeRolePolicy", `arn:aws:iam::${own}:role/deploy`),
  },
  {
    name: "drop-the-boundary",
    from: "IAM, permissions boundaries",
    change: granted("iam:DeleteRolePermissionsBoundary", `arn:aws:iam::${own}:role/task`),
  },
  {
    name: "iam-by-pattern",
    from: checkov("CKV_AWS_286"),
    change: granted("iam:Put*", `arn:aws:iam::${own}:role/task`),
  },
  {
    name: "pass-any-role",
    from: "Rhino, PassRole",
    change: granted("iam:PassRole", `arn:aws:iam::${own}:role/*`),
  },
  {
    name: "pass-any-role-of-any-account",
    from: "Rhino, PassRole",
    change: granted("iam:PassRole", "arn:aws:iam::*:role/*"),
  },
  {
    name: "pass-any-role-to-tasks",
    from: "Rhino, PassRole to ECS",
    change: granted("iam:PassRole", "*", {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  },
  {
    name: "pass-roles-of-a-path",
    from: "least privilege",
    change: granted("iam:PassRole", `arn:aws:iam::${own}:role/?*`),
  },
  {
    name: "decrypt-with-any-key",
    from: "Security Hub KMS.1",
    change: granted("kms:Decrypt", `${key}/*`),
  },
  {
    name: "decrypt-with-any-key-if-exists",
    from: "IAM, IfExists",
    change: granted("kms:Decrypt", `${key}/*`, {
      StringEqualsIfExists: { "kms:EncryptionContext:app": "web" },
    }),
  },
  {
    name: "decrypt-with-any-key-via-anything",
    from: "KMS, ViaService",
    change: granted("kms:Decrypt", `${key}/*`, { StringLike: { "kms:ViaService": "*" } }),
  },
  {
    name: "decrypt-keys-of-any-account",
    from: "Security Hub KMS.1",
    change: granted("kms:Decrypt", "arn:aws:kms:*:*:key/*", {
      StringEquals: { "aws:ResourceAccount": own },
    }),
  },
  {
    name: "decrypt-tagged-or-untagged",
    from: "IAM, ForAllValues",
    change: granted("kms:Decrypt", `${key}/*`, {
      "ForAllValues:StringEquals": { "aws:ResourceTag/app": "web" },
    }),
  },
  {
    name: "delete-any-key",
    from: "ransom by key",
    change: granted(["kms:ScheduleKeyDeletion", "kms:DisableKey"], `${key}/*`),
  },
  {
    name: "grant-on-any-key",
    from: "ransom by key",
    change: granted("kms:CreateGrant", `${key}/*`),
  },
  {
    name: "shell-on-any-instance",
    from: "Rhino, SSM",
    change: granted("ssm:SendCommand", [
      `arn:aws:ec2:us-east-2:${own}:instance/*`,
      "arn:aws:ssm:us-east-2::document/AWS-RunShellScript",
    ]),
  },
  {
    name: "session-on-any-instance",
    from: "Rhino, SSM",
    change: granted("ssm:StartSession", `arn:aws:ec2:us-east-2:${own}:instance/*`),
  },
  {
    name: "exec-into-any-task",
    from: "ECS Exec",
    change: granted("ecs:ExecuteCommand", `arn:aws:ecs:us-east-2:${own}:task/*`),
  },
  {
    name: "code-of-any-function",
    from: "Rhino privilege escalation 17",
    change: granted("lambda:UpdateFunctionCode", `arn:aws:lambda:us-east-2:${own}:function:*`),
  },
  {
    name: "invoke-any-function",
    from: "least privilege",
    change: granted("lambda:InvokeFunction", `arn:aws:lambda:us-east-2:${own}:function:*`),
  },
  {
    name: "every-queue",
    from: checkov("CKV_AWS_290"),
    change: granted("sqs:ReceiveMessage", `arn:aws:sqs:us-east-2:${own}:*`),
  },
  {
    name: "queue-of-any-account",
    from: checkov("CKV_AWS_290"),
    change: granted("sqs:SendMessage", "arn:aws:sqs:us-east-2:*:orders"),
  },
  {
    name: "every-table",
    from: checkov("CKV_AWS_288"),
    change: granted(
      ["dynamodb:Scan", "dynamodb:GetItem"],
      `arn:aws:dynamodb:us-east-2:${own}:table/*`,
    ),
  },
  {
    name: "any-database-user",
    from: checkov("CKV_AWS_287"),
    change: granted("rds-db:connect", `arn:aws:rds-db:us-east-2:${own}:dbuser:*/*`),
  },
  {
    name: "all-but-one-bucket",
    from: "IAM, NotResource",
    change: added("task-policy", {
      Effect: "Allow",
      Action: "s3:GetObject",
      NotResource: "arn:aws:s3:::private/*",
    }),
  },
  {
    name: "secrets-but-one",
    from: "IAM, NotResource",
    change: added("execution-policy", {
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      NotResource: `arn:aws:secretsmanager:us-east-2:${own}:secret:other`,
    }),
  },
  {
    name: "everything-but-iam-on-a-queue",
    from: "IAM, NotAction",
    change: added("task-policy", { Effect: "Allow", NotAction: "iam:*", Resource: queue }),
  },
  {
    name: "administrator-by-star-of-letters",
    from: checkov("CKV_AWS_62"),
    change: granted("*", ["arn:aws:*:*:*:*", "arn:aws:s3:::*"]),
  },
  {
    name: "administrator-by-question-marks",
    from: checkov("CKV_AWS_63"),
    change: granted("?*", "*"),
  },
  {
    name: "administrator-with-a-vain-condition",
    from: checkov("CKV_AWS_62"),
    change: granted("*:*", "*", { Bool: { "aws:SecureTransport": "true" } }),
  },
  {
    name: "execution-role-reads-secrets-by-prefix",
    from: "least privilege",
    change: added("execution-policy", {
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: `arn:aws:secretsmanager:us-east-2:${own}:secret:web*`,
    }),
  },
  {
    name: "execution-role-reads-secrets-of-an-account",
    from: "least privilege",
    change: added("execution-policy", {
      Effect: "Allow",
      Action: "SecretsManager:GetSecretValue",
      Resource: `arn:aws:secretsmanager:us-east-2:${foreign}:secret:web-AbCdEf`,
    }),
  },
  {
    name: "execution-role-reads-a-folder-of-files",
    from: "least privilege",
    change: added("execution-policy", {
      Effect: "Allow",
      Action: "s3:GetObject*",
      Resource: "arn:aws:s3:::fil*/*",
    }),
  },
  {
    name: "inline-policy-of-a-group",
    from: "IAM.1",
    change: add("group-policy", "aws:iam/groupPolicy:GroupPolicy", {
      group: "dev",
      policy: document({ Effect: "Allow", Action: "iam:CreatePolicyVersion", Resource: "*" }),
    }),
  },
  {
    name: "managed-policy-by-pattern",
    from: checkov("CKV_AWS_289"),
    change: add("wide", "aws:iam/policy:Policy", {
      policy: document({
        Effect: "Allow",
        Action: "iam:Attach*",
        Resource: `arn:aws:iam::${own}:*`,
      }),
    }),
  },
  {
    name: "broad-managed-database-policy",
    from: checkov("CKV_AWS_274"),
    change: add("broad", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "task",
      policyArn: "arn:aws:iam::aws:policy/job-function/SystemAdministrator",
    }),
  },
  {
    name: "broad-managed-admin-for-security",
    from: checkov("CKV_AWS_274"),
    change: add("broad", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "task",
      policyArn: "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator",
    }),
  },
  {
    name: "broad-managed-secrets",
    from: "least privilege",
    change: add("broad", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "task",
      policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadWrite",
    }),
  },
  {
    name: "managed-policy-of-another-account",
    from: "IAM, policies of other accounts",
    change: add("broad", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "task",
      policyArn: `arn:aws:iam::${foreign}:policy/app`,
    }),
  },
  {
    name: "dead-and-open-statement",
    from: "IAM, several statements",
    change: all(
      granted("s3:GetObject", "arn:aws:s3:::files/web.env"),
      set("task-policy", "policy.json.Statement.98", {
        Effect: "Allow",
        Action: ["S3:getobject*"],
        Resource: ["arn:aws:s3:::??*/*"],
      }),
    ),
  },
];
