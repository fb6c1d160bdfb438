import { keptByObject } from "../kept";
import {
  changesIdentities,
  expandAction,
  isWholeService,
  managesPermissions,
  namesNoResource,
  weakensWatchers,
} from "./actions";
import type { Statement } from "./document";
import { allowsAction, coversResource } from "./evaluate";
import { hasWildcard } from "./patterns";
import { namesItsResource, reachOf } from "./reach";
import { stranger } from "./strangers-context";

/** Actions that need more care than others, because of the power they give their holder. */
export interface Power {
  /** The effect of a statement with too much of it, as a clause: "lets every key decrypt". */
  readonly problem: string;
  /** Actions that are too much on any resource, unless a condition bounds them. Defaults to none. */
  readonly anywhere?: readonly string[];
  /** The same, by what AWS says of an action. */
  readonly isAnywhere?: (action: string) => boolean;
  /** Actions that are too much on resources which nobody has named. Defaults to none. */
  readonly everywhere?: readonly string[];
}

/**
 * Ways to become more than one is: https://bishopfox.com/blog/privilege-escalation-in-aws and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html.
 */
export const escalation: Power = {
  problem: "lets its holder become more than it is",
  anywhere: ["cognito-identity:SetIdentityPoolRoles"],
  isAnywhere: changesIdentities,
  everywhere: [
    "apprunner:CreateService",
    "batch:RegisterJobDefinition",
    "bedrock-agentcore:CreateAgentRuntime",
    "bedrock-agentcore:CreateCodeInterpreter",
    "bedrock-agentcore:InvokeCodeInterpreter",
    "cloudformation:ActivateType",
    "cloudformation:CreateChangeSet",
    "cloudformation:CreateResource",
    "cloudformation:CreateStack",
    "cloudformation:CreateStackSet",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:RegisterType",
    "cloudformation:UpdateResource",
    "cloudformation:UpdateStack",
    "codebuild:ImportSourceCredentials",
    "codebuild:StartBuild",
    "codebuild:UpdateProject",
    "codedeploy:CreateDeployment",
    "codepipeline:UpdatePipeline",
    "datapipeline:PutPipelineDefinition",
    "ec2-instance-connect:SendSSHPublicKey",
    "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
    "ec2:AssociateIamInstanceProfile",
    "ec2:ReplaceIamInstanceProfileAssociation",
    "ec2:RunInstances",
    "ecs:DiscoverPollEndpoint",
    "ecs:ExecuteCommand",
    "ecs:RegisterContainerInstance",
    "ecs:RunTask",
    "ecs:UpdateService",
    "eks:CreateAccessEntry",
    "elasticmapreduce:AddJobFlowSteps",
    "elasticmapreduce:RunJobFlow",
    "events:PutTargets",
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
    "sagemaker:CreatePresignedDomainUrl",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "scheduler:CreateSchedule",
    "ssm:CreateActivation",
    "ssm:CreateAssociation",
    "ssm:ResumeSession",
    "ssm:SendCommand",
    "ssm:StartSession",
    "states:CreateStateMachine",
    "states:UpdateStateMachine",
  ],
};

/** Whom a resource's own policy admits is for the program's owner to say, not for the program. */
export const sharing: Power = {
  problem: "lets its holder decide who may use a resource",
  // Calls that take a policy, or accounts, among other settings.
  anywhere: [
    "ec2:ModifyVpcEndpoint",
    "elasticmapreduce:PutBlockPublicAccessConfiguration",
    "es:UpdateDomainConfig",
    "es:UpdateElasticsearchDomainConfig",
    "ram:AssociateResourceShare",
    "ram:CreateResourceShare",
    "ram:UpdateResourceShare",
    "route53domains:RetrieveDomainAuthCode",
    "route53domains:TransferDomain",
    "route53domains:TransferDomainToAnotherAwsAccount",
    "route53domains:UpdateDomainNameservers",
    "sns:SetTopicAttributes",
    "sqs:SetQueueAttributes",
  ],
  isAnywhere: (action) => managesPermissions(action) && !changesIdentities(action),
};

/**
 * Ways to be unseen, and to take away what brings data back: https://attack.mitre.org/techniques/T1562/008/ and
 * https://attack.mitre.org/techniques/T1490/.
 */
export const undoing: Power = {
  problem: "lets its holder stop records or destroy keys and backups",
  anywhere: [
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DeleteRecoveryPoint",
    "ec2:DeleteFlowLogs",
    "ec2:DisableEbsEncryptionByDefault",
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ecr:PutRegistryScanningConfiguration",
    "kms:DeleteImportedKeyMaterial",
    "kms:DisableKey",
    "kms:ScheduleKeyDeletion",
    "s3:BypassGovernanceRetention",
  ],
  isAnywhere: weakensWatchers,
};

/** Answers that hold credentials. */
export const credentials: Power = {
  problem: "hands out credentials of any name",
  everywhere: [
    "acm:ExportCertificate",
    "cognito-identity:GetCredentialsForIdentity",
    "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "iam:CreateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "ec2:GetPasswordData",
    "lightsail:DownloadDefaultKeyPair",
    "lightsail:GetInstanceAccessDetails",
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

/** Settings that copy what a resource holds to somebody else from then on. */
export const copying: Power = {
  problem: "lets its holder have data copied to other accounts",
  anywhere: [
    "cloudwatch:PutMetricStream",
    "dynamodb:EnableKinesisStreamingDestination",
    "ecr:PutReplicationConfiguration",
    "ec2:CreateTrafficMirrorSession",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "firehose:UpdateDestination",
    "logs:PutAccountPolicy",
    "logs:PutDeliveryDestination",
    "logs:PutDestination",
    "logs:PutSubscriptionFilter",
    "rds:ModifyDBClusterSnapshotAttribute",
    "rds:ModifyDBSnapshotAttribute",
    "s3:CreateJob",
    "s3:PutAnalyticsConfiguration",
    "s3:PutBucketLogging",
    "s3:PutBucketNotification",
    "s3:PutBucketWebsite",
    "s3:PutInventoryConfiguration",
    "s3:PutReplicationConfiguration",
  ],
};

/** Answers that hold stored data, and ways to copy it out. */
export const data: Power = {
  problem: "reads stored data of any name",
  everywhere: [
    "dynamodb:BatchGetItem",
    "dynamodb:ExportTableToPointInTime",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ebs:GetSnapshotBlock",
    "ec2:CreateSnapshot",
    "kinesis:GetRecords",
    "rds:StartExportTask",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "ssm:GetParameter",
    "ssm:GetParameterHistory",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
  ],
};

/** Roles to hand on: who passes any role becomes any role. */
export const passing: Power = {
  problem: "lets every role be passed on",
  everywhere: ["iam:PassRole"],
};

/** Keys to read with. */
export const decryption: Power = {
  problem: "lets every key decrypt",
  everywhere: ["kms:Decrypt", "kms:ReEncryptFrom"],
};

/** Every power that a rule judges. */
export const powers: readonly Power[] = [
  escalation,
  sharing,
  undoing,
  credentials,
  data,
  copying,
  passing,
  decryption,
];

const careful: ReadonlySet<string> = new Set(
  powers
    .flatMap(({ anywhere = [], everywhere = [] }) => [...anywhere, ...everywhere])
    .map((action) => action.toLowerCase()),
);

/** True for an action that a separate rule judges. */
export function isJudgedApart(action: string): boolean {
  return (
    careful.has(action.toLowerCase()) ||
    powers.some(({ isAnywhere }) => isAnywhere?.(action) === true)
  );
}

/** What every power asks of a statement, answered once. */
interface Granted {
  /** The statement without whole services, which are for another rule to name, but for those that decide who is who. */
  readonly precise: Statement;
  /** The services of its actions; undefined where it may be about any. */
  readonly services: ReadonlySet<string> | undefined;
  /** True where conditions name the resource. */
  readonly bounded: boolean;
  /** The actions that reach further than named resources, in small letters. */
  readonly reached: ReadonlySet<string>;
}

/** Nothing for a refusal, and for a statement that another rule says everything about. */
const grantedBy = keptByObject(newGranted);

function newGranted(statement: Statement): Granted | undefined {
  if (statement.effect === "Deny" || isForEverything(statement)) return undefined;
  const actions = statement.actions.filter(
    (pattern) => !isWholeService(pattern) || expandAction(pattern).some(changesIdentities),
  );
  const reached = reachOf(statement).flatMap((reach) => reach.actions);
  const prefixes = [...actions, ...reached].map(serviceOf);
  const isAny = statement.notActions.length > 0 || prefixes.some(hasWildcard);
  return {
    precise: { ...statement, actions },
    services: isAny ? undefined : new Set(prefixes),
    bounded: namesItsResource(statement.conditions),
    reached: new Set(reached.map((one) => one.toLowerCase())),
  };
}

function serviceOf(action: string): string {
  return (action.split(":")[0] ?? "").toLowerCase();
}

/** The actions of a power that a statement hands out too freely. */
export function excess(statement: Statement, power: Power): readonly string[] {
  const granted = grantedBy(statement);
  if (granted === undefined) return [];
  const { precise, services, bounded, reached } = granted;
  const isAsked = (action: string): boolean => services?.has(serviceOf(action)) !== false;
  const { anywhere: named = [], isAnywhere, everywhere = [] } = power;
  const anywhere = bounded
    ? []
    : [
        ...named.filter((one) => isAsked(one) && allowsAction(precise, one)),
        ...precise.actions.filter(
          (one) => isAnywhere !== undefined && expandAction(one).some(isAnywhere),
        ),
      ];
  const open = everywhere.filter(
    (one) =>
      isAsked(one) &&
      (reached.has(one.toLowerCase()) ||
        // What lets no resource be named is granted on all there are.
        (!bounded && allowsAction(precise, one) && namesNoResource(one))),
  );
  return [...anywhere, ...open];
}

/** True where a statement allows every action on every resource, however it writes that. */
export function isForEverything(statement: Statement): boolean {
  return allowsAction(statement, "any:Action") && coversResource(statement, anyArn);
}

const anyArn = `arn:aws:any:${stranger.name}:${stranger.account}:${stranger.name}`;
