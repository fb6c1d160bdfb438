import type { Statement } from "./document";
import { allowsAction, coversResource } from "./evaluate";
import { namesItsResource, reachOf } from "./reach";
import { stranger } from "./strangers-context";

/** Actions that need more care than others, because of the power they give their holder. */
export interface Power {
  /** The effect of a statement with too much of it, as a clause: "lets every key decrypt". */
  readonly problem: string;
  /** Actions that are too much on any resource, unless a condition bounds them. */
  readonly anywhere: readonly string[];
  /** Actions that are too much on resources which nobody has named. */
  readonly everywhere: readonly string[];
}

/**
 * Ways to become more than one is: https://bishopfox.com/blog/privilege-escalation-in-aws and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html.
 */
export const escalation: Power = {
  problem: "lets its holder become more than it is",
  anywhere: [
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutGroupPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "iam:UpdateSAMLProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:AttachManagedPolicyToPermissionSet",
  ],
  everywhere: [
    "cloudformation:CreateChangeSet",
    "cloudformation:CreateStack",
    "cloudformation:UpdateStack",
    "codebuild:StartBuild",
    "codebuild:UpdateProject",
    "datapipeline:PutPipelineDefinition",
    "ec2-instance-connect:SendSSHPublicKey",
    "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
    "ec2:RunInstances",
    "ecs:ExecuteCommand",
    "ecs:RunTask",
    "eks:CreateAccessEntry",
    "glue:CreateDevEndpoint",
    "glue:CreateJob",
    "glue:UpdateDevEndpoint",
    "glue:UpdateJob",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
    "lambda:AddPermission",
    "lambda:CreateFunction",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "ssm:ResumeSession",
    "ssm:SendCommand",
    "ssm:StartSession",
  ],
};

/** Answers that hold credentials. */
export const credentials: Power = {
  problem: "hands out credentials of any name",
  anywhere: [],
  everywhere: [
    "cognito-identity:GetCredentialsForIdentity",
    "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "iam:CreateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "lightsail:GetRelationalDatabaseMasterUserPassword",
    "rds-db:connect",
    "redshift:GetClusterCredentials",
    "redshift:GetClusterCredentialsWithIAM",
    "redshift-serverless:GetCredentials",
    "secretsmanager:BatchGetSecretValue",
    "secretsmanager:GetSecretValue",
    "sso:GetRoleCredentials",
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:GetFederationToken",
  ],
};

/** Answers that hold stored data, and ways to copy it out. */
export const data: Power = {
  problem: "reads stored data of any name",
  anywhere: [],
  everywhere: [
    "dynamodb:BatchGetItem",
    "dynamodb:ExportTableToPointInTime",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ebs:GetSnapshotBlock",
    "ec2:CreateSnapshot",
    "ec2:ModifySnapshotAttribute",
    "kinesis:GetRecords",
    "rds:ModifyDBSnapshotAttribute",
    "rds:StartExportTask",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:PutReplicationConfiguration",
    "ssm:GetParameter",
    "ssm:GetParameterHistory",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
  ],
};

/** Roles to hand on: who passes any role becomes any role. */
export const passing: Power = {
  problem: "lets every role be passed on",
  anywhere: [],
  everywhere: ["iam:PassRole"],
};

/** Keys to read with. */
export const decryption: Power = {
  problem: "lets every key decrypt",
  anywhere: [],
  everywhere: ["kms:Decrypt", "kms:ReEncryptFrom"],
};

/** Every power that a rule judges. */
export const powers: readonly Power[] = [escalation, credentials, data, passing, decryption];

const broad = powers.flatMap(({ everywhere }) => everywhere);
const careful: ReadonlySet<string> = new Set(
  [...broad, ...escalation.anywhere].map((action) => action.toLowerCase()),
);

/** True for an action that a separate rule judges. */
export function isJudgedApart(action: string): boolean {
  return careful.has(action.toLowerCase());
}

/** The actions of a power that a statement hands out too freely. */
export function excess(statement: Statement, power: Power): readonly string[] {
  if (statement.effect === "Deny" || isForEverything(statement)) return [];
  const bounded = namesItsResource(statement.conditions);
  const anywhere = bounded ? [] : power.anywhere.filter((one) => allowsAction(statement, one));
  const reached = new Set(
    reachOf(statement).flatMap(({ actions }) => actions.map((one) => one.toLowerCase())),
  );
  return [...anywhere, ...power.everywhere.filter((one) => reached.has(one.toLowerCase()))];
}

/** True where a statement allows every action on every resource, however it writes that. */
export function isForEverything(statement: Statement): boolean {
  return allowsAction(statement, "any:Action") && coversResource(statement, anyArn);
}

const anyArn = `arn:aws:any:${stranger.name}:${stranger.account}:${stranger.name}`;
