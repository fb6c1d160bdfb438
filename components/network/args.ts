// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** How private subnets reach the internet. */
export const NatGateways = { None: "none", Single: "single", PerZone: "perZone" } as const;
/** How private subnets reach the internet. */
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

/** The arguments of a `Network`. */
export interface NetworkArgs {
  /** The addresses of the VPC in CIDR notation, /16 to /24. Defaults to 10.0.0.0/16. */
  cidr?: string;
  /** How many availability zones get a public and a private subnet, 2 to 6. Defaults to 3. */
  availabilityZones?: number;
  /** none: tasks reach AWS through VPC endpoints only. single: one NAT gateway, cheap, a single point of failure. perZone: one in each zone. Defaults to none. */
  natGateways?: NatGateways;
  /** TCP ports on which workloads may reach the internet where there is a way to it (NAT or public placement). Defaults to 443 only. */
  egressPorts?: number[];
  /** Record rejected and accepted traffic of the VPC in CloudWatch Logs. Defaults to true. */
  flowLogs?: boolean;
  /** Name of the flow logs' log group. Defaults to a generated name. */
  flowLogGroupName?: string;
  /** Days the flow logs are kept. Defaults to 365. */
  logRetentionDays?: number;
  /** True lets the VPC be deleted or replaced, as another address range does; false protects it. Defaults to false. */
  deletable?: boolean;
  /** ARN of the IAM policy that bounds every role created here. Defaults to none. */
  permissionsBoundaryArn?: pulumi.Input<string>;
  /** The path of every role created here, such as /apps/. Defaults to /. */
  rolePath?: string;
  /** ARN of the KMS key that encrypts the flow logs. Defaults to encryption by CloudWatch Logs itself. */
  kmsKeyArn?: pulumi.Input<string>;
}
