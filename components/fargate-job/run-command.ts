import * as pulumi from "@pulumi/pulumi";

/** Inputs for the command that runs a job. */
export interface RunTarget {
  readonly region: string;
  readonly clusterArn: pulumi.Input<string>;
  readonly taskDefinitionArn: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<readonly string[]>;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  readonly assignPublicIp: boolean;
}

/**
 * The command that starts one run, ready to paste. It does not wait for the end of the run.
 * https://docs.aws.amazon.com/cli/latest/reference/ecs/run-task.html
 */
export function runCommand(target: RunTarget): pulumi.Output<string> {
  const { region, assignPublicIp } = target;
  return pulumi
    .all([
      pulumi.output(target.clusterArn),
      pulumi.output(target.taskDefinitionArn),
      pulumi.output(target.subnetIds),
      pulumi.output(target.securityGroupIds),
    ])
    .apply(([cluster, taskDefinition, subnets, securityGroups]) => {
      const network = {
        awsvpcConfiguration: {
          subnets,
          securityGroups,
          assignPublicIp: assignPublicIp ? "ENABLED" : "DISABLED",
        },
      };
      return [
        `aws ecs run-task --region ${region} --cluster ${cluster} --task-definition ${taskDefinition}`,
        `--launch-type FARGATE --network-configuration '${JSON.stringify(network)}'`,
        "--propagate-tags TASK_DEFINITION --enable-ecs-managed-tags",
      ].join(" ");
    });
}
