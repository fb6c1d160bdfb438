// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of `VpcEndpoints`. */
export interface VpcEndpointsArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The region, such as us-east-2: it is part of every endpoint's name. */
  region: string;
  /** Ids of the subnets that get an address of each interface endpoint, one for each zone in use. */
  subnetIds: pulumi.Input<string>[];
  /** Ids of the route tables that lead to gateway endpoints. */
  routeTableIds: pulumi.Input<string[]>;
  /** Interface endpoints by the last part of their name, such as ecr.api. Defaults to none. */
  interfaceServices?: string[];
  /** Gateway endpoints: s3, dynamodb. Defaults to none. */
  gatewayServices?: string[];
  /** Id of the security group that may use the endpoints; it gets the egress rules to them. */
  workloadSecurityGroupId: pulumi.Input<string>;
  /** ARNs of the buckets that may be reached through the S3 endpoint, besides that of image layers. Defaults to none. */
  bucketArns?: pulumi.Input<string>[];
  /** Whether the S3 endpoint also admits every other bucket of this account, for principals of this account: those of stacks that come later. Defaults to false. */
  accountBuckets?: boolean;
  /** Names of buckets that every request may reach through the S3 endpoint, without credentials or as another account. Defaults to none. */
  openBucketNames?: string[];
}
