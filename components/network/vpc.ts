// Not the whole package: it loads Docker's and all of AWS's.
import { SubnetAllocationStrategy, SubnetType, Vpc } from "@pulumi/awsx/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { subnetMasks } from "../facts/subnet-masks";
import type { NatGateways } from "./args";
import { natGatewayStrategies } from "./nat-gateways";

/** Inputs for a VPC. */
export interface VpcPlan {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly cidr: string;
  readonly availabilityZones: number;
  readonly natGateways: NatGateways;
}

/** A VPC with a private and a public subnet in each zone, laid out so that a zone can be added. */
export function createVpc(args: VpcPlan): Vpc {
  const { name, parent, cidr, availabilityZones } = args;
  const masks = subnetMasks(Number(cidr.split("/")[1]), availabilityZones);
  // awsx runs in a plugin: without this it would use its own AWS provider.
  const provider = parent.getProvider("aws:ec2/vpc:Vpc");
  return new Vpc(
    name,
    {
      cidrBlock: cidr,
      numberOfAvailabilityZones: availabilityZones,
      availabilityZoneCidrMask: masks.zone,
      subnetStrategy: SubnetAllocationStrategy.Auto,
      subnetSpecs: [
        { type: SubnetType.Private, cidrMask: masks.private },
        { type: SubnetType.Public, cidrMask: masks.public },
      ],
      natGateways: { strategy: natGatewayStrategies[args.natGateways] },
      // Private names of endpoints and of EFS need both.
      enableDnsHostnames: true,
      enableDnsSupport: true,
    },
    { parent, providers: provider === undefined ? {} : { aws: provider } },
  );
}
