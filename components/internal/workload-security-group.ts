import * as aws from "./aws";
import type * as pulumi from "@pulumi/pulumi";
import { tcp } from "./tcp";

/** Creates the security group that all workloads of a VPC share, with a way to the internet on the given TCP ports. */
export function createWorkloadSecurityGroup(args: {
  name: string;
  parent: pulumi.Resource;
  vpcId: pulumi.Input<string>;
  internetPorts: readonly number[];
}): aws.ec2.SecurityGroup {
  const { name, parent } = args;
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: args.vpcId, description: "All workloads: what each of them needs to reach" },
    { parent },
  );
  for (const port of args.internetPorts) {
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-internet-${port}`,
      {
        securityGroupId: group.id,
        description: `To the internet on TCP port ${port}`,
        cidrIpv4: "0.0.0.0/0",
        ...tcp(port),
      },
      { parent },
    );
  }
  return group;
}
