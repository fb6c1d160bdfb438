import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";
import { NatGateways } from "./nat-gateways";
import { longestVpcPrefixLength } from "../facts/subnet-masks";

/** What of the arguments decides whether a network can be made. */
export interface NetworkDecisions {
  readonly cidr: string;
  readonly availabilityZones: number;
  readonly natGateways: string;
  readonly egressPorts: readonly number[];
}

/** Everything that is wrong with a network's arguments, by argument name. */
export function networkProblems(args: NetworkDecisions): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const natGatewayChoices = Object.values<string>(NatGateways);
  if (!natGatewayChoices.includes(args.natGateways)) {
    problems.push({
      propertyPath: "natGateways",
      reason: `"${args.natGateways}" is not a choice; use one of ${natGatewayChoices.join(", ")}.`,
    });
  }
  if (!isBetween(args.availabilityZones, 2, 6)) {
    problems.push({
      propertyPath: "availabilityZones",
      reason: `${args.availabilityZones} is not possible; use a whole number from 2 to 6. A load balancer needs two zones.`,
    });
  }
  const prefixLength = prefixLengthOf(args.cidr);
  const longest = longestVpcPrefixLength(args.availabilityZones);
  if (!isBetween(prefixLength, quotas.vpc.smallestPrefixLength, longest)) {
    problems.push({
      propertyPath: "cidr",
      reason:
        `"${args.cidr}" is not an IPv4 range from /${quotas.vpc.smallestPrefixLength} to /${longest}, ` +
        `which ${args.availabilityZones} zones need; use a range such as 10.0.0.0/16.`,
    });
  }
  const badPorts = args.egressPorts.filter((port) => !isBetween(port, 1, 65535));
  if (badPorts.length > 0) {
    problems.push({
      propertyPath: "egressPorts",
      reason: `${badPorts.join(", ")} is not a TCP port; use whole numbers from 1 to 65535.`,
    });
  }
  return problems;
}

/** The prefix length of an IPv4 range in CIDR notation; NaN where it is none. */
export function prefixLengthOf(cidr: string): number {
  const match = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/.exec(cidr);
  return Number(match?.[1] ?? Number.NaN);
}

function isBetween(value: number, smallest: number, largest: number): boolean {
  return Number.isInteger(value) && value >= smallest && value <= largest;
}
