import { Netmask } from "netmask";
import { quotas } from "drydock-components/facts/quotas";
import { longestVpcPrefixLength } from "drydock-components/facts/subnet-masks";
import { nameList, nearestName } from "drydock-components/model/check/nearest";
import {
  actionPrefixes,
  endpointsFor,
  gatewayServices,
} from "drydock-components/facts/endpoint-services";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { repeated } from "drydock-components/model/check/lists";
import { hostBits } from "./lists";
import { services, type Rule } from "./rule";

/** The VPC's range, its zones and its endpoints. */
export const network: Rule = (config) => {
  const { cidr, availabilityZones, endpointZones, egressPorts, endpoints } = config.network;
  const path = ["network", "cidr"];
  return [
    ...prefixFindings(cidr, availabilityZones),
    ...hostBits(cidr, path),
    ...(endpointZones !== undefined && endpointZones > availabilityZones
      ? [
          {
            path: ["network", "endpointZones"],
            related: [["network", "availabilityZones"]],
            message: `The network has ${availabilityZones} zones.`,
            allowed: `1 to ${availabilityZones}`,
            fix: "Remove it for all zones, or write a smaller number.",
          },
        ]
      : []),
    ...repeated(egressPorts, ["network", "egressPorts"]),
    ...repeated(endpoints, ["network", "endpoints"]),
    ...endpoints.flatMap((name, index) => endpointName(name, ["network", "endpoints", index])),
    ...services(config).flatMap(({ service, path: at }) => [
      ...repeated(service.awsServices, [...at, "awsServices"]),
      ...service.awsServices.flatMap((name, index) =>
        endpointName(name, [...at, "awsServices", index]),
      ),
    ]),
  ];
};

function prefixFindings(cidr: string, availabilityZones: number): ModelProblem[] {
  const prefix = Number(cidr.split("/")[1]);
  const smallest = quotas.vpc.smallestPrefixLength;
  const longest = longestVpcPrefixLength(availabilityZones);
  if (prefix >= smallest && prefix <= longest) return [];
  const [address = ""] = cidr.split("/");
  return [
    {
      path: ["network", "cidr"],
      related: [["network", "availabilityZones"]],
      message:
        prefix < smallest
          ? `AWS does not make a VPC larger than /${smallest}.`
          : `This is too small for ${availabilityZones} zones with a public subnet that holds a load balancer.`,
      allowed: `/${smallest} to /${longest} with ${availabilityZones} zones`,
      fix: `Write ${new Netmask(address, Math.min(Math.max(prefix, smallest), longest)).toString()}.`,
    },
  ];
}

const KNOWN_ENDPOINTS = [
  ...new Set([
    ...Object.keys(actionPrefixes),
    ...gatewayServices,
    ...Object.values(endpointsFor).flat(),
  ]),
].sort();

/**
 * AWS has hundreds of endpoints and adds more, so an unknown name passes; one that nearly is a common name is a slip.
 * Short names are too near to each other to judge.
 */
function endpointName(name: string, path: Path): ModelProblem[] {
  if (KNOWN_ENDPOINTS.includes(name) || name.length < 5) return [];
  const near = nearestName(
    name,
    KNOWN_ENDPOINTS.filter((known) => known.length >= 5),
  );
  if (near === undefined || Math.abs(near.length - name.length) > 2) return [];
  return [
    {
      path,
      message: "AWS has no endpoint of this name.",
      allowed: `the last part of an endpoint's name, such as ${nameList(KNOWN_ENDPOINTS)}`,
      fix: `Did you mean ${near}?`,
    },
  ];
}
