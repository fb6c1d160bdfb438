import * as pulumi from "@pulumi/pulumi";

/** Inputs for the command that opens a shell. */
export interface ExecTarget {
  readonly region: string;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly containerName: string;
}

/**
 * The command that opens a shell in one running task of the service, ready to paste. It needs the AWS CLI with the
 * Session Manager plugin: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function execCommand(target: ExecTarget): pulumi.Output<string> {
  const at = pulumi.interpolate`--region ${target.region} --cluster ${target.clusterName}`;
  const task = pulumi.interpolate`$(aws ecs list-tasks ${at} --service-name ${target.serviceName} --desired-status RUNNING --query 'taskArns[0]' --output text)`;
  return pulumi.interpolate`aws ecs execute-command ${at} --task "${task}" --container ${target.containerName} --interactive --command /bin/sh`;
}
