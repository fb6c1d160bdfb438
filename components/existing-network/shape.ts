import { z } from "zod";
import { id } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { cidr } from "../model/cidr";
import { endpointName } from "../model/endpoints";
import { port, several, strict } from "../model/primitives";
import { region } from "../model/region";

export const existingNetworkArgs = argumentType(
  "ExistingNetworkArgs",
  "The arguments of an `ExistingNetwork`.",
  strict({
    vpcId: id.describe("Id of the VPC."),
    cidr: cidr("10.0.0.0/16").describe(
      "The addresses of the VPC in CIDR notation. Workloads may send HTTPS to them, where interface endpoints are.",
    ),
    region: region.describe("The region, such as us-east-2."),
    privateSubnetIds: z.array(id).min(1).describe("Ids of the private subnets, one for each zone."),
    publicSubnetIds: several(id, "Ids of the public subnets."),
    internetPorts: several(port, "TCP ports on which workloads may reach the internet."),
    workloadSecurityGroupId: id
      .optional()
      .describe(
        "A security group of all workloads that exists, with its rules. Defaults to a new one.",
      ),
    gatewayServices: several(
      endpointName,
      "Gateway endpoints that the private subnets have: s3, dynamodb. Workloads may send HTTPS to them.",
    ),
  }),
);
