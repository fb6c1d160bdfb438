import { type Entry, granted, own } from "./entry";

const checkov = (id: string): string => `Checkov ${id}`;

/** Permissions of a task's own role on more than it names, and to become more than it is. */
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
];
