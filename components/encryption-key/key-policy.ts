import * as pulumi from "@pulumi/pulumi";
import { type ArnScope, logGroupArn, topicArn } from "../internal/arns";
import type { PolicyStatement } from "../internal/policy-document";

/** Where the key is and whom it serves. */
export interface KeyScope extends ArnScope {
  readonly region: string;
  /** Whether alarms and rules may publish to topics that it encrypts. */
  readonly encryptsAlerts: boolean;
  /** Whether senders and receivers of this account use it through Amazon SQS. */
  readonly encryptsQueues: boolean;
}

/** Services that use the key on behalf of a principal of this account. */
const servicesOnBehalf = ["ecr", "elasticfilesystem", "s3", "secretsmanager"] as const;

/** In a key policy the key itself is the only resource: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
const thisKey = "*";

/**
 * Returns the statements of the key policy. The account administers the key; using it takes an identity policy and the
 * way that each statement names.
 */
export function keyPolicy(scope: KeyScope): PolicyStatement[] {
  const account = { AWS: pulumi.interpolate`arn:${scope.partition}:iam::${scope.accountId}:root` };
  const forAccount = { principals: account, resources: thisKey };
  return [
    {
      sid: "AdministeredByTheAccount",
      ...forAccount,
      actions: administration,
    },
    {
      sid: "UsedThroughServices",
      ...forAccount,
      actions: use,
      conditions: viaServices(scope),
    },
    {
      // Amazon ECR and Amazon EFS hold a grant for as long as the repository or file system lives.
      sid: "GrantedToServices",
      ...forAccount,
      actions: ["kms:CreateGrant"],
      conditions: {
        ...viaServices({ ...scope, encryptsQueues: false }),
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
    {
      // Both ends of an ECS Exec session call AWS KMS themselves, always with the session's id.
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
      sid: "UsedByExecSessions",
      ...forAccount,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } },
    },
    {
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      sid: "UsedForLogGroups",
      principals: { Service: `logs.${scope.region}.amazonaws.com` },
      actions: use,
      resources: thisKey,
      conditions: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn({ ...scope, name: "*" }) },
      },
    },
    ...(scope.encryptsAlerts ? [usedForAlerts(scope)] : []),
  ];
}

/**
 * Amazon SNS calls AWS KMS for whoever publishes, and always with the topic's ARN. For EventBridge that is the only way to
 * confine it: a condition on aws:SourceAccount would keep its messages from encrypted topics.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function usedForAlerts(scope: KeyScope): PolicyStatement {
  return {
    sid: "UsedForAlerts",
    principals: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: thisKey,
    conditions: {
      ArnLike: {
        "kms:EncryptionContext:aws:sns:topicArn": topicArn({ ...scope, topicName: "*" }),
      },
    },
  };
}

const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/**
 * Actions that administer the key, without its use. PutKeyPolicy must be among them, or nobody could fix the policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RetireGrant",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

function viaServices({ region, encryptsQueues }: Pick<KeyScope, "region" | "encryptsQueues">) {
  const services = [...servicesOnBehalf, ...(encryptsQueues ? ["sqs"] : [])];
  return {
    StringEquals: {
      "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
    },
  };
}
