import { z } from "zod";
import { argumentType } from "../model/check/argument-type";
import { named, port, strict } from "../model/primitives";
import { id } from "./common-arguments";
import { late } from "./late";

const connection = argumentType(
  "ConnectsToArgs",
  "Another service that this one calls.",
  strict({
    securityGroupId: id.describe("The other's security group."),
    port: port.describe("The TCP port it listens on."),
  }),
);

/** Where tasks run. */
export const placementArguments = {
  vpcId: id.describe("The VPC."),
  subnetIds: late(z.array(z.string()).min(1)).describe("The subnets tasks get their addresses in."),
  assignPublicIp: z
    .boolean()
    .default(false)
    .describe("Give each task a public address, in public subnets. Defaults to false."),
  workloadSecurityGroupId: id.describe(
    "The security group all workloads share, with the ways to AWS and to the internet.",
  ),
  publicEgressPorts: z
    .array(port)
    .optional()
    .describe(
      "TCP ports on which tasks with a public address may reach the internet. Defaults to 443.",
    ),
};

/** Services that tasks call. */
export const connectsTo = named(connection)
  .default({})
  .describe(
    "Services this one calls, by name: each gets the one security-group rule, before a task starts. Defaults to none.",
  );
