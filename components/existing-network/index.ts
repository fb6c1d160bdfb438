import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { tcp } from "../internal/tcp";
import { createWorkloadSecurityGroup } from "../internal/workload-security-group";
import { outputsOf } from "../internal/outputs";
import { within } from "../model/check/problem";
import { hostBits } from "../model/cidr";
import { regionProblems } from "../model/region";
import type { ExistingNetworkArgs } from "./args";
import { existingNetworkArgs } from "./shape";

export type { ExistingNetworkArgs } from "./args";

/** The security group that all workloads share, in a VPC that exists; nothing of the VPC itself is changed. */
export class ExistingNetwork extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The addresses of the VPC in CIDR notation. */
  readonly cidr: pulumi.Output<string>;
  /** Ids of the public subnets. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Ids of the private subnets, one for each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Id of the security group of all workloads: no ingress, egress only where something needs it. */
  readonly workloadSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ExistingNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `ExistingNetwork ${name}`,
      schema: existingNetworkArgs,
      rules: (given) => [
        ...within(["region"], regionProblems(given.region)),
        ...within(["cidr"], hostBits(given.cidr)),
      ],
      args,
    });
    super("drydock:index:ExistingNetwork", name, unrecorded, opts);

    const workloadSecurityGroupId =
      settings.workloadSecurityGroupId ?? createWorkloadAccess(name, settings, this);

    this.vpcId = pulumi.output(settings.vpcId);
    this.cidr = pulumi.output(settings.cidr);
    this.publicSubnetIds = pulumi.output(settings.publicSubnetIds);
    this.privateSubnetIds = pulumi.output(settings.privateSubnetIds);
    this.workloadSecurityGroupId = pulumi.output(workloadSecurityGroupId);
    this.registerOutputs(outputsOf(this));
  }
}

/** Creates the group of all workloads, which may reach the VPC's addresses and gateway endpoints by HTTPS. Returns its id. */
function createWorkloadAccess(
  name: string,
  settings: z.output<typeof existingNetworkArgs>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const workload = createWorkloadSecurityGroup({
    name: `${name}-workload`,
    parent,
    vpcId: settings.vpcId,
    internetPorts: settings.internetPorts,
  });
  const egress = (role: string, to: Partial<aws.vpc.SecurityGroupEgressRuleArgs>) =>
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-workload-${role}`,
      { ...tcp(443), securityGroupId: workload.id, ...to },
      { parent },
    );
  egress("vpc", {
    cidrIpv4: settings.cidr,
    description: "HTTPS to the interface endpoints of the VPC",
  });
  for (const service of settings.gatewayServices) {
    const list = aws.ec2.getPrefixListOutput(
      { name: `com.amazonaws.${settings.region}.${service}` },
      { parent },
    );
    egress(service, {
      prefixListId: list.id,
      description: `HTTPS to the ${service} gateway endpoint`,
    });
  }
  return workload.id;
}
