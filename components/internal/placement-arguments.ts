import { z } from "zod";
import { argumentType } from "../model/check/argument-type";
import { offByDefault, port, severalNamed, strict } from "../model/primitives";
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

const reached = argumentType(
  "ReachesArgs",
  "Something that is no service here and that tasks reach.",
  strict({
    securityGroupId: id.optional().describe("Its security group; this or cidr."),
    cidr: z.string().optional().describe("Its addresses in CIDR notation."),
    port: port.describe("The TCP port."),
    admits: z
      .boolean()
      .default(false)
      .describe(
        "Whether its security group gets a rule that admits the tasks. Defaults to false: they are let out only.",
      ),
  }),
);

/** Where tasks run. */
export const placementArguments = {
  vpcId: id.describe("The VPC."),
  subnetIds: late(z.array(z.string()).min(1)).describe("The subnets tasks get their addresses in."),
  assignPublicIp: offByDefault("Give each task a public address, in public subnets."),
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
export const connectsTo = severalNamed(
  connection,
  "Services this one calls, by name: each gets the one security-group rule, before a task starts.",
);

/** Anything else that tasks reach. */
export const reaches = z
  .record(z.string().min(1), reached)
  .default({})
  .describe(
    "Databases and anything else that tasks reach, by a name that becomes part of the rules' names. Defaults to none.",
  );
