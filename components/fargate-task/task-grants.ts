import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../internal/policy-document";
import type { TaskSettings } from "./settings";

/** A mounted volume, with what IAM needs to know of it. */
export interface MountedVolume {
  readonly fileSystemArn: pulumi.Input<string>;
  readonly accessPointArn: pulumi.Input<string>;
  readonly writable: boolean;
}

/** The needs of ECS Exec beyond its channel. */
export interface ExecNeeds {
  /** `arn:<partition>:logs:<region>:<account>`: the beginning of the ARNs of log groups. */
  readonly logsArnPrefix: pulumi.Input<string>;
  /** The log group that records sessions, where there is one. */
  readonly logGroupName?: pulumi.Input<string>;
  /** The key that encrypts sessions, where one does. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** Inputs for the task role's grants. */
export interface TaskNeeds {
  readonly volumes: readonly MountedVolume[];
  /** Undefined where ECS Exec is off. */
  readonly exec: ExecNeeds | undefined;
  readonly permissions: TaskSettings["permissions"];
}

/** Returns the permissions of the code in the task: mount its own access points, hold an exec session, and the ones it asked for. */
export function taskGrants(needs: TaskNeeds): PolicyStatement[] {
  return [
    ...needs.volumes.map(mountGrant),
    ...(needs.exec === undefined ? [] : execGrants(needs.exec)),
    ...needs.permissions.map(({ actions, resources, conditions }) => ({
      actions,
      resources,
      ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    })),
  ];
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
function mountGrant(volume: MountedVolume, index: number): PolicyStatement {
  return {
    sid: `MountVolume${index + 1}`,
    actions: volume.writable
      ? ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      : ["elasticfilesystem:ClientMount"],
    resources: volume.fileSystemArn,
    conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": volume.accessPointArn } },
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions */
function execGrants(exec: ExecNeeds): PolicyStatement[] {
  return [
    {
      sid: "OpenExecChannel",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      // These actions have no resource types:
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
      resources: "*",
    },
    ...(exec.logGroupName === undefined
      ? []
      : [
          {
            sid: "FindExecLog",
            actions: "logs:DescribeLogGroups",
            // It has no resource type: with an ARN it would grant nothing.
            resources: "*",
          },
          {
            sid: "WriteExecLog",
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: pulumi.interpolate`${exec.logsArnPrefix}:log-group:${exec.logGroupName}:*`,
          },
        ]),
    ...(exec.kmsKeyArn === undefined
      ? []
      : [
          {
            sid: "DecryptExecSession",
            actions: "kms:Decrypt",
            resources: exec.kmsKeyArn,
            // The agent in the container decrypts by itself, so there is no service to name in kms:ViaService. Its data
            // keys carry the session's id, which nothing else that the key encrypts does.
            conditions: { StringLike: { "kms:EncryptionContext:aws:ssm:SessionId": "*" } },
          },
        ]),
  ];
}
