import { Netmask } from "netmask";
import { z } from "zod";
import { quotas } from "../facts/quotas";
import { regions } from "../facts/regions";
import { longestVpcPrefixLength } from "../facts/subnet-masks";
import { withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { endpointName, endpointNameProblems } from "./endpoints";
import { cidr, hostBits } from "./cidr";
import { repeated } from "./check/lists";
import { matching, onByDefault, port, several, strict, whole } from "./primitives";
import { listLength, words } from "./readings";

const settings = strict({
  cidr: cidr("10.0.0.0/16", 16)
    .default("10.0.0.0/16")
    .describe("The addresses of the VPC in CIDR notation, /16 to /24. Defaults to 10.0.0.0/16."),
  availabilityZones: withReading(whole(2, 6), listLength)
    .default(3)
    .describe(
      "How many availability zones get a public and a private subnet, 2 to 6. Defaults to 3.",
    ),
  natGateways: argumentType(
    "NatGateways",
    "How private subnets reach the internet.",
    withReading(
      z.enum({ None: "none", Single: "single", PerZone: "perZone" }),
      words({
        true: "single",
        "1": "single",
        one: "single",
        false: "none",
        "0": "none",
        "2": "perZone",
        "3": "perZone",
        oneperaz: "perZone",
        "one-per-az": "perZone",
        peraz: "perZone",
        multi: "perZone",
        ha: "perZone",
      }),
    ),
  )
    .default("none")
    .describe(
      "none: tasks reach AWS through VPC endpoints only. single: one NAT gateway, cheap, a single point of " +
        "failure. perZone: one in each zone. Defaults to none.",
    ),
  endpointZones: whole(1, 6)
    .optional()
    .describe(
      "How many zones get an address of each interface endpoint, about 7 USD a month each. Fewer than all " +
        "is cheaper; an outage of those zones then cuts off every task. Defaults to all zones.",
    ),
  endpoints: several(
    endpointName,
    "Interface endpoints wanted besides those derived from the services, by the last part of their name " +
      "(sqs, sts).",
  ),
  endpointBuckets: several(
    matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket"),
    "Buckets, of anyone, that every request may reach through the S3 endpoint: without credentials, signed by another " +
      "account, or as a role of one.",
  ),
  egressPorts: z
    .array(port)
    .default([443])
    .describe(
      "TCP ports on which workloads may reach the internet where there is a way to it (NAT or public placement). " +
        "Defaults to 443 only.",
    ),
  flowLogs: onByDefault("Record rejected and accepted traffic of the VPC in CloudWatch Logs."),
});

/** The network of a stack file: the VPC and its endpoints. */
export const network = settings
  .prefault({})
  .describe("The VPC, its subnets, its ways to AWS and to the internet.");

/** The settings of the VPC alone. */
export const vpcShape = settings.omit({
  endpointZones: true,
  endpoints: true,
  endpointBuckets: true,
}).shape;

type NetworkValue = z.output<typeof settings>;
type VpcValue = Omit<NetworkValue, "endpointZones" | "endpoints" | "endpointBuckets">;

/** Returns the problems of a VPC: the size of its range, and ports given twice. */
export function vpcProblems({ cidr, availabilityZones, egressPorts }: VpcValue): ModelProblem[] {
  return [
    ...sizeProblems(cidr, availabilityZones),
    ...within(["cidr"], hostBits(cidr)),
    ...within(["egressPorts"], repeated(egressPorts)),
  ];
}

function sizeProblems(cidr: string, availabilityZones: number): ModelProblem[] {
  const [address = "", length] = cidr.split("/");
  const prefix = Number(length);
  const smallest = quotas.vpc.smallestPrefixLength;
  const longest = longestVpcPrefixLength(availabilityZones);
  return problemIf(prefix < smallest || prefix > longest, {
    path: ["cidr"],
    related: [["availabilityZones"]],
    message:
      prefix < smallest
        ? `AWS creates no VPC larger than /${smallest}.`
        : `This is too small for ${availabilityZones} zones with a public subnet that holds a load balancer.`,
    allowed: `/${smallest} to /${longest} with ${availabilityZones} zones`,
    fix: `Write ${new Netmask(address, Math.min(Math.max(prefix, smallest), longest)).toString()}.`,
  });
}

/** Returns the problems of an environment's network. */
export function networkProblems(value: NetworkValue): ModelProblem[] {
  const { availabilityZones, endpointZones, endpoints } = value;
  return [
    ...vpcProblems(value),
    ...problemIf(endpointZones !== undefined && endpointZones > availabilityZones, {
      path: ["endpointZones"],
      related: [["availabilityZones"]],
      message: `The network has ${availabilityZones} zones.`,
      allowed: `1 to ${availabilityZones}`,
      fix: "Remove it for all zones, or write a smaller number.",
    }),
    ...within(["endpoints"], endpointNameProblems(endpoints)),
    ...within(["endpointBuckets"], repeated(value.endpointBuckets)),
  ];
}

/** That a region has the zones a network wants. `stated` is false for a number that is the default. */
export function zoneProblems(
  { availabilityZones }: NetworkValue,
  { region, stated }: { readonly region: string; readonly stated: boolean },
): ModelProblem[] {
  const zones = regions.get(region);
  if (zones === undefined || availabilityZones <= (stated ? zones.most : zones.every)) return [];
  const { every, most } = zones;
  return [
    {
      path: ["availabilityZones"],
      message: stated
        ? `The region ${region} has ${most} zones.`
        : `Not every account has ${availabilityZones} zones in ${region}, and that is the default.`,
      allowed: every === most ? `2 to ${most}` : `up to ${every}, in some older accounts ${most}`,
      fix: `Write availabilityZones: ${every}.`,
    },
  ];
}
