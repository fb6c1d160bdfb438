import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { logGroupArn, regionalArn } from "../internal/arns";
import { getIdentity, getRegion } from "../internal/identity";
import { serviceTrustPolicy } from "../internal/policy-document";
import { createRole, roleSettings, type RoleSettings } from "../internal/role";

/** Inputs for flow logs. */
export interface FlowLogs extends RoleSettings {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly vpcId: pulumi.Input<string>;
  /** Defaults to a generated name. */
  readonly logGroupName?: string;
  readonly logRetentionDays: number;
  /** Defaults to encryption by CloudWatch Logs. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/**
 * Records the accepted and rejected traffic of a VPC in its own log group.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function createFlowLogs(args: FlowLogs): void {
  const { name, parent } = args;
  const scope = { ...getIdentity(parent), region: getRegion(parent) };
  const logGroup = new aws.cloudwatch.LogGroup(
    name,
    { name: args.logGroupName, retentionInDays: args.logRetentionDays, kmsKeyId: args.kmsKeyArn },
    { parent },
  );
  const { role, policies } = createRole({
    name,
    description: "Lets VPC flow logs write into their log group",
    parent,
    trustPolicy: serviceTrustPolicy({
      service: "vpc-flow-logs.amazonaws.com",
      accountId: scope.accountId,
      sourceArn: regionalArn(scope, "ec2", "vpc-flow-log/*"),
    }),
    // No logs:CreateLogGroup: a late record must not bring a deleted log group back.
    grants: [
      {
        // It has no resource type: with an ARN it would grant nothing.
        actions: "logs:DescribeLogGroups",
        resources: "*",
      },
      {
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: pulumi.interpolate`${logGroupArn({ ...scope, name: logGroup.name })}:*`,
      },
    ],
    ...roleSettings(args),
  });
  new aws.ec2.FlowLog(
    name,
    {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
    },
    // A VPC has one flow log of a destination: with another role it can only come after.
    { parent, dependsOn: [...policies], deleteBeforeReplace: true },
  );
}
