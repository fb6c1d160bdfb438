import { z } from "zod";
import { argumentType } from "../model/check/argument-type";
import { offByDefault, port, several, severalNamed, strict } from "../model/primitives";
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

/** What services and jobs have beside their task. */
export const workloadArguments = argumentType(
  "WorkloadArgs",
  "Where the tasks of a service or a job run, what they reach, and who hears of alarms.",
  strict({
    clusterArn: id.describe("The cluster's ARN."),
    vpcId: id.describe("The VPC."),
    subnetIds: late(z.array(z.string()).min(1)).describe(
      "The subnets tasks get their addresses in.",
    ),
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
    connectsTo: severalNamed(
      connection,
      "Services this one calls, by name: each gets the one security-group rule, before a task starts.",
    ),
    reaches: z
      .record(z.string().min(1), reached)
      .default({})
      .describe(
        "Databases and anything else that tasks reach, by a name that becomes part of the rules' names. Defaults to none.",
      ),
    alarmActions: several(id, "ARNs of the SNS topics that hear of its alarms."),
  }),
);
