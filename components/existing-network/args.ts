// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of an `ExistingNetwork`. */
export interface ExistingNetworkArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The addresses of the VPC in CIDR notation. Workloads may send HTTPS to them, where interface endpoints are. */
  cidr: string;
  /** The region, such as us-east-2. */
  region: string;
  /** Ids of the private subnets, one for each zone. */
  privateSubnetIds: pulumi.Input<string>[];
  /** Ids of the public subnets. Defaults to none. */
  publicSubnetIds?: pulumi.Input<string>[];
  /** TCP ports on which workloads may reach the internet. Defaults to none. */
  internetPorts?: number[];
  /** A security group of all workloads that exists, with its rules. Defaults to a new one. */
  workloadSecurityGroupId?: pulumi.Input<string>;
  /** Gateway endpoints that the private subnets have: s3, dynamodb. Workloads may send HTTPS to them. Defaults to none. */
  gatewayServices?: string[];
}
