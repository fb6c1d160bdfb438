/** Reads from the subnets, route tables and endpoints of a VPC how tasks would use it. */
import type { RouteTable, Subnet, Vpc, VpcEndpoint } from "@aws-sdk/client-ec2";
import { UsageError } from "../../errors";
import type { FoundPart } from "./found";

/** A VPC as AWS describes it. */
export interface SeenNetwork {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly endpoints: readonly VpcEndpoint[];
}

/** Where a subnet's default route leads: an internet gateway, anything else, or nowhere. */
type Way = "internet" | "nat" | "none";

interface Place {
  readonly id: string;
  readonly zone: string;
  readonly free: number;
  readonly way: Way;
  readonly routeTableId: string | undefined;
}

/** As many as drydock:existing takes. */
const mostSubnets = 6;

/** @throws UsageError if no subnet of the VPC is private */
export function networkOf({ vpc, subnets, routeTables, endpoints }: SeenNetwork): FoundPart {
  const vpcId = vpc.VpcId ?? "";
  const usable = subnets.filter(isOfRegion).map((subnet) => placeOf(subnet, routeTables));
  const way = usable.some((place) => place.way === "nat") ? "nat" : "none";
  const inside = onePerZone(usable.filter((place) => place.way === way));
  const outside = onePerZone(usable.filter((place) => place.way === "internet"));
  if (inside.chosen.length === 0) {
    throw new UsageError(
      `${vpcId} has no private subnet for tasks: each one routes to an internet gateway, or there is none. ` +
        "Add a subnet without such a route in each zone.",
    );
  }
  const reached = endpointsOf(endpoints, inside.chosen);
  const further = (vpc.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock }) =>
    CidrBlock === undefined || CidrBlock === vpc.CidrBlock ? [] : [CidrBlock],
  );
  const cutOff = usable.filter((place) => place.way === "none" && way === "nat");
  return {
    part: "network",
    facts: [
      { key: "vpcId", value: vpcId },
      {
        key: "cidr",
        value: vpc.CidrBlock ?? "",
        notes: further.map((cidr) => `The VPC also has ${cidr}, which takes no part here.`),
      },
      {
        key: "privateSubnetIds",
        value: inside.chosen.map(({ id }) => id),
        notes: [
          ...inside.notes,
          ...cutOff.map(({ id, zone }) => `Not ${id} in ${zone}: no default route.`),
          ...subnets
            .filter((subnet) => !isOfRegion(subnet))
            .map(
              ({ SubnetId, AvailabilityZone }) =>
                `Not ${SubnetId ?? ""} in ${AvailabilityZone ?? ""}: an Outpost, Local Zone or Wavelength Zone.`,
            ),
        ],
      },
      {
        key: "publicSubnetIds",
        value: outside.chosen.map(({ id }) => id),
        notes: outside.notes,
      },
      { key: "internet", value: way },
      { key: "endpoints", value: reached.names, notes: reached.notes },
    ],
    unknown: [
      "Not looked at: network ACLs, firewalls behind the routes, and policies and security groups of the endpoints.",
      "workloadSecurityGroupId: write one here if tasks have to use a security group that exists.",
    ],
  };
}

/** AWS Fargate runs in the zones of a region. */
function isOfRegion({ OutpostArn, AvailabilityZone = "" }: Subnet): boolean {
  return OutpostArn === undefined && /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/.test(AvailabilityZone);
}

function placeOf(subnet: Subnet, routeTables: readonly RouteTable[]): Place {
  const {
    SubnetId: id = "",
    AvailabilityZone: zone = "",
    AvailableIpAddressCount: free = 0,
  } = subnet;
  const table = tableOf(id, routeTables);
  return { id, zone, free, way: wayOf(table), routeTableId: table?.RouteTableId };
}

/** The route table of a subnet: its own, or else the main one of the VPC. */
export function tableOf(
  subnetId: string,
  routeTables: readonly RouteTable[],
): RouteTable | undefined {
  const leads = (is: (one: { SubnetId?: string; Main?: boolean }) => boolean) =>
    routeTables.find(({ Associations }) => Associations?.some(is));
  return leads(({ SubnetId }) => SubnetId === subnetId) ?? leads(({ Main }) => Main === true);
}

export function wayOf(table: RouteTable | undefined): Way {
  const route = table?.Routes?.find(
    ({ DestinationCidrBlock, State }) =>
      DestinationCidrBlock === "0.0.0.0/0" && State !== "blackhole",
  );
  if (route === undefined) return "none";
  return route.GatewayId?.startsWith("igw-") === true ? "internet" : "nat";
}

/** Chooses the subnet with the most free addresses of each zone. */
function onePerZone(places: readonly Place[]): { chosen: Place[]; notes: string[] } {
  const best = new Map<string, Place>();
  const ranked = [...places].sort((a, b) => b.free - a.free || (a.id < b.id ? -1 : 1));
  for (const place of ranked) if (!best.has(place.zone)) best.set(place.zone, place);
  const chosen = [...best.values()]
    .sort((a, b) => (a.zone < b.zone ? -1 : 1))
    .slice(0, mostSubnets);
  const notes = ranked
    .filter((place) => !chosen.includes(place))
    .map(({ id, zone }) => `Not ${id} in ${zone}: another subnet there has more free addresses.`);
  return { chosen, notes: notes.sort() };
}

/** The endpoints that all of these subnets reach by AWS's own names. */
function endpointsOf(
  endpoints: readonly VpcEndpoint[],
  places: readonly Place[],
): { names: string[]; notes: string[] } {
  const names = new Set<string>();
  const notes: string[] = [];
  for (const endpoint of endpoints) {
    const { ServiceName = "", State, VpcEndpointId = "", VpcEndpointType } = endpoint;
    const name = /^(?:com\.amazonaws|aws\.api)\.[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/.exec(
      ServiceName,
    )?.[1];
    if (name === undefined || (VpcEndpointType !== "Interface" && VpcEndpointType !== "Gateway")) {
      continue;
    }
    const lacks = State?.toLowerCase() === "available" ? lackOf(endpoint, places) : "not available";
    if (lacks === undefined) names.add(name);
    else notes.push(`Not ${name} (${VpcEndpointId}): ${lacks}.`);
  }
  return { names: [...names].sort(), notes: notes.sort() };
}

function lackOf(endpoint: VpcEndpoint, places: readonly Place[]): string | undefined {
  if (endpoint.VpcEndpointType === "Interface") {
    return endpoint.PrivateDnsEnabled === true ? undefined : "private DNS is off";
  }
  const tables = endpoint.RouteTableIds ?? [];
  const without = places.filter(
    ({ routeTableId }) => routeTableId === undefined || !tables.includes(routeTableId),
  );
  return without.length === 0
    ? undefined
    : `no route from ${without.map(({ id }) => id).join(", ")}`;
}
