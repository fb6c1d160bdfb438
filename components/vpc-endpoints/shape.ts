import { z } from "zod";
import { id } from "../internal/common-arguments";
import { late } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { endpointName } from "../model/endpoints";
import { offByDefault, several, strict } from "../model/primitives";
import { region } from "../model/region";

export const vpcEndpointsArgs = argumentType(
  "VpcEndpointsArgs",
  "The arguments of `VpcEndpoints`.",
  strict({
    vpcId: id.describe("Id of the VPC."),
    region: region.describe("The region, such as us-east-2: it is part of every endpoint's name."),
    subnetIds: z
      .array(id)
      .describe(
        "Ids of the subnets that get an address of each interface endpoint, one for each zone in use.",
      ),
    routeTableIds: late(z.array(z.string())).describe(
      "Ids of the route tables that lead to gateway endpoints.",
    ),
    interfaceServices: several(
      endpointName,
      "Interface endpoints by the last part of their name, such as ecr.api.",
    ),
    gatewayServices: several(endpointName, "Gateway endpoints: s3, dynamodb."),
    workloadSecurityGroupId: id.describe(
      "Id of the security group that may use the endpoints; it gets the egress rules to them.",
    ),
    bucketArns: several(
      id,
      "ARNs of the buckets that may be reached through the S3 endpoint, besides that of image layers.",
    ),
    accountBuckets: offByDefault(
      "Whether the S3 endpoint also admits every other bucket of this account, for principals of this account: those of stacks that come later.",
    ),
    openBucketNames: several(
      z.string().min(1),
      "Names of buckets that every request may reach through the S3 endpoint, without credentials or as another account.",
    ),
  }),
);
