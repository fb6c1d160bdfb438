/**
 * The children of `awsx.ec2.Vpc`: VPC, internet gateway, and for each zone subnets, route tables, routes, NAT
 * gateways and their addresses.
 * https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/vpc.ts
 */
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { availabilityZones } from "../invokes";
import {
  ChildOutput,
  ChildReference,
  type ComponentPlan,
  type PlannedChild,
  type PlannedValue,
  type RemoteComponent,
} from "./plan";
import { type PlacedSubnet, type SubnetSpec, placeSubnets } from "./subnets";

/** Arguments that the component passes to the VPC unchanged. */
const vpcArguments = [
  "assignGeneratedIpv6CidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "ipv4IpamPoolId",
  "ipv4NetmaskLength",
  "ipv6CidrBlock",
  "ipv6CidrBlockNetworkBorderGroup",
  "ipv6IpamPoolId",
  "ipv6NetmaskLength",
  "region",
];

const vpcKey = "vpc";
const gatewayKey = "internetGateway";
const subnetKey = (subnet: PlacedSubnet): string => `subnet ${subnet.name}`;
const tableKey = (subnet: PlacedSubnet): string => `routeTable ${subnet.name}`;
const natKey = (zoneIndex: number): string => `nat ${zoneIndex}`;
const addressKey = (zoneIndex: number): string => `eip ${zoneIndex}`;

const id = (key: string): ChildOutput => new ChildOutput(key, "id");

/** Public subnets first: they contain the NAT gateways of private ones. */
const order = ["public", "private", "isolated"];
const kind = (subnet: PlacedSubnet): string => subnet.type.toLowerCase();

interface Layout {
  readonly name: string;
  readonly tags: PropertyBag;
  readonly subnets: readonly PlacedSubnet[];
  /** Index of the zone whose NAT gateway serves a zone; undefined without NAT. */
  readonly natZone: (zoneIndex: number) => number | undefined;
}

/** The plan of one VPC. */
export function vpcPlan(component: RemoteComponent): ComponentPlan {
  const { name, inputs } = component;
  refuseUnmodelled(inputs);
  const zones = zonesOf(component);
  const cidr = text(inputs["cidrBlock"]) ?? "10.0.0.0/16";
  const specs = subnetSpecs(inputs["subnetSpecs"]);
  const zoneMask = inputs["availabilityZoneCidrMask"];
  const placed = placeSubnets(
    { name, cidr, zones },
    specs,
    typeof zoneMask === "number" ? zoneMask : undefined,
  );
  const subnets = zones.flatMap((_zone, index) =>
    placed
      .filter((subnet) => subnet.zoneIndex === index && subnet.type !== "Unused")
      .sort((a, b) => order.indexOf(kind(a)) - order.indexOf(kind(b))),
  );
  const layout: Layout = { name, tags: bag(inputs["tags"]), subnets, natZone: natZone(inputs) };
  return planOf(layout, { ...pick(inputs, vpcArguments), cidrBlock: cidr });
}

function planOf(layout: Layout, vpcInputs: PropertyBag): ComponentPlan {
  const { name, tags, subnets } = layout;
  const shared = { Name: name, ...tags };
  const children: readonly PlannedChild[] = [
    {
      key: vpcKey,
      type: "aws:ec2/vpc:Vpc",
      name,
      inputs: { ...vpcInputs, tags: shared },
      dependsOn: [],
    },
    {
      key: gatewayKey,
      type: "aws:ec2/internetGateway:InternetGateway",
      name,
      parent: vpcKey,
      inputs: { vpcId: id(vpcKey), tags: shared },
      dependsOn: [vpcKey],
    },
    ...subnets.flatMap((subnet) => subnetChildren(layout, subnet)),
  ];
  const references = (type: string): PlannedValue[] =>
    children
      .filter((child) => child.type.endsWith(`:${type}`))
      .map((child) => new ChildReference(child.key));
  const idsOf = (wanted: string): PlannedValue[] =>
    subnets.filter((subnet) => kind(subnet) === wanted).map((subnet) => id(subnetKey(subnet)));
  return {
    children,
    outputs: {
      vpcId: id(vpcKey),
      publicSubnetIds: idsOf("public"),
      privateSubnetIds: idsOf("private"),
      isolatedSubnetIds: idsOf("isolated"),
      vpc: new ChildReference(vpcKey),
      internetGateway: new ChildReference(gatewayKey),
      subnets: references("Subnet"),
      routeTables: references("RouteTable"),
      routeTableAssociations: references("RouteTableAssociation"),
      routes: references("Route"),
      natGateways: references("NatGateway"),
      eips: references("Eip"),
      vpcEndpoints: [],
    },
    // All outputs come from one Output over the ids of the VPC and of every subnet.
    outputDependencies: [vpcKey, ...subnets.map(subnetKey)],
  };
}

/** A subnet, its route table and association, and its outbound route. */
function subnetChildren(layout: Layout, subnet: PlacedSubnet): PlannedChild[] {
  const { name, type, zone, zoneIndex, cidr } = subnet;
  const shared = { Name: layout.name, ...layout.tags };
  const tags = { ...shared, Name: name, SubnetType: type };
  const [key, table] = [subnetKey(subnet), tableKey(subnet)];
  const isPublic = kind(subnet) === "public";
  return [
    {
      key,
      type: "aws:ec2/subnet:Subnet",
      name,
      parent: vpcKey,
      inputs: {
        vpcId: id(vpcKey),
        availabilityZone: zone,
        mapPublicIpOnLaunch: isPublic,
        assignIpv6AddressOnCreation: false,
        cidrBlock: cidr,
        tags,
      },
      dependsOn: [vpcKey],
    },
    {
      key: table,
      type: "aws:ec2/routeTable:RouteTable",
      name,
      parent: key,
      inputs: { vpcId: id(vpcKey), tags },
      dependsOn: [key],
    },
    {
      key: `association ${name}`,
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      parent: table,
      inputs: { routeTableId: id(table), subnetId: id(key) },
      dependsOn: [table],
    },
    ...(isPublic && layout.natZone(zoneIndex) === zoneIndex ? natChildren(layout, subnet) : []),
    ...defaultRoute(layout, subnet),
  ];
}

function natChildren({ name, tags }: Layout, subnet: PlacedSubnet): PlannedChild[] {
  const { zoneIndex } = subnet;
  const key = subnetKey(subnet);
  const numbered = `${name}-${zoneIndex + 1}`;
  const place = { name: numbered, parent: key, dependsOn: [key] };
  const named = { tags: { ...tags, Name: numbered } };
  return [
    { key: addressKey(zoneIndex), type: "aws:ec2/eip:Eip", ...place, inputs: named },
    {
      key: natKey(zoneIndex),
      type: "aws:ec2/natGateway:NatGateway",
      ...place,
      inputs: {
        subnetId: id(key),
        allocationId: new ChildOutput(addressKey(zoneIndex), "allocationId"),
        ...named,
      },
    },
  ];
}

/** To the internet gateway, to a NAT gateway, or none. */
function defaultRoute({ natZone }: Layout, subnet: PlacedSubnet): PlannedChild[] {
  const nat = kind(subnet) === "private" ? natZone(subnet.zoneIndex) : undefined;
  if (kind(subnet) !== "public" && nat === undefined) return [];
  const table = tableKey(subnet);
  return [
    {
      key: `route ${subnet.name}`,
      type: "aws:ec2/route:Route",
      name: subnet.name,
      parent: table,
      inputs: {
        routeTableId: id(table),
        ...(nat === undefined ? { gatewayId: id(gatewayKey) } : { natGatewayId: id(natKey(nat)) }),
        destinationCidrBlock: "0.0.0.0/0",
      },
      dependsOn: [table],
    },
  ];
}

/** The zone whose NAT gateway serves a zone. The component's default is one in each zone. */
function natZone(inputs: PropertyBag): Layout["natZone"] {
  const strategy = text(bag(inputs["natGateways"])["strategy"]) ?? "OnePerAz";
  switch (strategy.toLowerCase()) {
    case "none":
      return () => undefined;
    case "single":
      return () => 0;
    case "oneperaz":
      return (zoneIndex) => zoneIndex;
    default:
      throw new Error(`Unknown NatGatewayStrategy '${strategy}'`);
  }
}

/** Unsupported arguments that would create more than this plan: refused, never ignored. */
function refuseUnmodelled(inputs: PropertyBag): void {
  const nats = bag(inputs["natGateways"]);
  const refused = [
    ...(inputs["subnetStrategy"] === "Auto" ? [] : ['subnetStrategy other than "Auto"']),
    ...(inputs["vpcEndpointSpecs"] === undefined ? [] : ["vpcEndpointSpecs"]),
    ...(nats["elasticIpAllocationIds"] === undefined ? [] : ["natGateways.elasticIpAllocationIds"]),
    ...(inputs["ipv4IpamPoolId"] === undefined ? [] : ["ipv4IpamPoolId"]),
  ];
  if (refused.length > 0) {
    throw new Error(`The offline cloud does not model awsx:ec2:Vpc with ${refused.join(", ")}.`);
  }
}

function zonesOf({ inputs, region }: RemoteComponent): readonly string[] {
  const names = inputs["availabilityZoneNames"];
  if (Array.isArray(names)) return names.map(String);
  const wanted = inputs["numberOfAvailabilityZones"];
  const count = typeof wanted === "number" ? wanted : 3;
  const zones = availabilityZones(region);
  if (zones.length < count) {
    throw new Error(
      `The configured region for this provider does not have at least ${count} Availability Zones.`,
    );
  }
  return zones.slice(0, count);
}

function subnetSpecs(value: PropertyValue | undefined): SubnetSpec[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((spec: PropertyValue) => {
    const { type, name, cidrMask, cidrBlocks } = bag(spec);
    return {
      type: text(type) ?? "",
      ...(typeof name === "string" ? { name } : {}),
      ...(typeof cidrMask === "number" ? { cidrMask } : {}),
      ...(Array.isArray(cidrBlocks) ? { cidrBlocks: cidrBlocks.map(String) } : {}),
    };
  });
}

const bag = (value: PropertyValue | undefined): PropertyBag => (isBag(value) ? value : {});
const text = (value: PropertyValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

function pick(from: PropertyBag, keys: readonly string[]): PropertyBag {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
