import { add, all, set } from "../mutation/graph";
import { added, document, type Entry, foreign, granted, own } from "./entry";

const key = `arn:aws:kms:us-east-2:${own}:key`;
const queue = `arn:aws:sqs:us-east-2:${own}:orders`;
const checkov = (id: string): string => `Checkov ${id}`;

/** Permissions on keys, machines and data that reach too far, and those of other roles. */
export const grantsOnMore: readonly Entry[] = [
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
