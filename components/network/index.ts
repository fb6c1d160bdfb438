import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { createWorkloadSecurityGroup } from "../internal/workload-security-group";
import { outputsOf } from "../internal/outputs";
import { vpcProblems } from "../model/network";
import { NatGateways, type NetworkArgs } from "./args";
import { createFlowLogs } from "./flow-logs";
import { networkArgs } from "./shape";
import { createVpc } from "./vpc";

export { NatGateways, type NetworkArgs } from "./args";

/**
 * A VPC with a public and a private subnet in each zone, a closed default security group, flow logs, and
 * the security group that all workloads share.
 */
export class Network extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The addresses of the VPC in CIDR notation. */
  readonly cidr: pulumi.Output<string>;
  /** Ids of the public subnets, one for each zone. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Ids of the private subnets, one for each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Ids of all route tables, public and private: gateway endpoints are put into them. */
  readonly routeTableIds: pulumi.Output<string[]>;
  /** Id of the security group of all workloads: no ingress, egress only where something needs it. */
  readonly workloadSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Network ${name}`,
      schema: networkArgs,
      rules: vpcProblems,
      args,
    });
    super("drydock:index:Network", name, unrecorded, opts);
    const { cidr, availabilityZones, natGateways } = settings;

    const vpc = createVpc({ name, parent: this, cidr, availabilityZones, natGateways });
    new aws.ec2.DefaultSecurityGroup(
      `${name}-default`,
      // AWS does not let it be deleted: without rules it admits nothing.
      { vpcId: vpc.vpcId, ingress: [], egress: [] },
      // It is replaced with the VPC, which awsx makes. Protected, it stops that in a preview: no update gets to the end.
      { parent: this, protect: !settings.deletable },
    );
    if (settings.flowLogs) {
      createFlowLogs({
        name: `${name}-flow-logs`,
        parent: this,
        vpcId: vpc.vpcId,
        logGroupName: settings.flowLogGroupName,
        logRetentionDays: settings.logRetentionDays,
        kmsKeyArn: settings.kmsKeyArn,
        permissionsBoundaryArn: settings.permissionsBoundaryArn,
      });
    }
    const workload = createWorkloadSecurityGroup({
      name: `${name}-workload`,
      parent: this,
      vpcId: vpc.vpcId,
      internetPorts: natGateways === NatGateways.None ? [] : settings.egressPorts,
    });

    this.vpcId = vpc.vpcId;
    this.cidr = pulumi.output(cidr);
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.routeTableIds = vpc.routeTables.apply((tables) =>
      pulumi.all(tables.map((table) => table.id)),
    );
    this.workloadSecurityGroupId = workload.id;
    this.registerOutputs(outputsOf(this));
  }
}
