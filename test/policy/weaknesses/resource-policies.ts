import { set } from "../mutation/graph";
import { admitted, type Entry, foreign, own } from "./entry";

const files = { principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::files/*" };
const images = { principal: "*", action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };
const mounts = {
  principal: { AWS: "*" },
  action: "elasticfilesystem:ClientMount",
  resource: `arn:aws:elasticfilesystem:us-east-2:${own}:file-system/fs-1`,
};
const operators = "IAM, condition operators";

/** Policies of buckets, repositories, file systems and endpoints that let strangers in. */
export const resourcePolicies: readonly Entry[] = [
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
