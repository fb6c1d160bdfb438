/** Networks: VPC, subnets, routes, gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
import { CloudRefusal } from "../refusal";
import type { Facts, Reference, ResourceModels, Situation } from "../types";
import { textAt, textsAt } from "../values";

export const vpcType = "aws:ec2/vpc:Vpc";
export const subnetType = "aws:ec2/subnet:Subnet";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

/** Most EC2 objects: `<prefix>-0` and sixteen hexadecimal digits. */
export const ec2Id =
  (prefix: string) =>
  (facts: Facts): string =>
    `${prefix}-0${facts.hex(16)}`;

/** Most EC2 ARNs: `arn:aws:ec2:<region>:<account>:<kind>/<id>`. */
export const arnOf = (kind: string) => (facts: Facts, id: string) => ({
  arn: facts.arn("ec2", `${kind}/${id}`),
  ownerId: facts.account,
});

/** The VPC of an object. */
export const inVpc: Reference = {
  path: "vpcId",
  to: vpcType,
  missing: "InvalidVpcID.NotFound: The vpc ID '{value}' does not exist",
  inUse: "DependencyViolation: The vpc '{value}' has dependencies and cannot be deleted.",
};

/** A subnet with a network interface of an object. */
export const inSubnet = (path: string): Reference => ({
  path,
  to: subnetType,
  missing: "InvalidSubnetID.NotFound: The subnet ID '{value}' does not exist",
  inUse: "DependencyViolation: The subnet '{value}' has dependencies and cannot be deleted.",
});

export const inTable = (path: string): Reference => ({
  path,
  to: "aws:ec2/routeTable:RouteTable",
  missing: "InvalidRouteTableID.NotFound: The routeTable ID '{value}' does not exist",
});

export const vpc: ResourceModels = {
  [vpcType]: {
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    replaceOn: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    id: ec2Id("vpc"),
    outputs: (facts, id) => ({
      ...arnOf("vpc")(facts, id),
      defaultNetworkAclId: `acl-0${facts.hex(16, "acl")}`,
      defaultRouteTableId: `rtb-0${facts.hex(16, "rtb")}`,
      mainRouteTableId: `rtb-0${facts.hex(16, "rtb")}`,
      defaultSecurityGroupId: `sg-0${facts.hex(16, "sg")}`,
      dhcpOptionsId: `dopt-0${facts.hex(16, "dopt")}`,
    }),
  },
  [subnetType]: {
    defaults: { assignIpv6AddressOnCreation: false, mapPublicIpOnLaunch: false },
    replaceOn: [
      "vpcId",
      "cidrBlock",
      "availabilityZone",
      "availabilityZoneId",
      "ipv6Native",
      "outpostArn",
    ],
    id: ec2Id("subnet"),
    outputs: (facts, id) => ({
      ...arnOf("subnet")(facts, id),
      availabilityZoneId: zoneId(facts.text("availabilityZone")),
    }),
    exclusive: [["availabilityZone", "availabilityZoneId"]],
    references: [inVpc],
    unique: [
      {
        by: ["vpcId", "cidrBlock"],
        taken: "InvalidSubnet.Conflict: The CIDR '{cidrBlock}' conflicts with another subnet",
      },
    ],
  },
  "aws:ec2/routeTable:RouteTable": {
    replaceOn: ["vpcId"],
    id: ec2Id("rtb"),
    outputs: (facts, id) => ({ ...arnOf("route-table")(facts, id), propagatingVgws: [] }),
    references: [inVpc],
  },
  "aws:ec2/route:Route": {
    replaceOn: [
      "routeTableId",
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
    ],
    id: (facts) => `r-${facts.text("routeTableId")}${facts.digits(10)}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
    exclusive: [["gatewayId", "natGatewayId", "transitGatewayId", "vpcEndpointId"]],
    references: [
      inTable("routeTableId"),
      {
        path: "gatewayId",
        to: gatewayType,
        missing: "InvalidGatewayID.NotFound: The gateway ID '{value}' does not exist",
      },
      {
        path: "natGatewayId",
        to: "aws:ec2/natGateway:NatGateway",
        missing: "InvalidNatGatewayID.NotFound: The natGateway ID '{value}' does not exist",
      },
    ],
    unique: [
      {
        by: ["routeTableId", "destinationCidrBlock"],
        taken: "RouteAlreadyExists: The route identified by {destinationCidrBlock} already exists.",
      },
    ],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    replaceOn: ["subnetId", "gatewayId"],
    id: ec2Id("rtbassoc"),
    exclusive: [["subnetId", "gatewayId"]],
    references: [
      {
        ...inTable("routeTableId"),
        inUse:
          "DependencyViolation: The routeTable '{value}' has dependencies and cannot be deleted.",
      },
      inSubnet("subnetId"),
    ],
    unique: [
      {
        by: ["subnetId"],
        taken:
          "Resource.AlreadyAssociated: the specified association for route table conflicts with an existing association of {subnetId}",
      },
    ],
  },
  [gatewayType]: {
    replaceOn: [],
    id: ec2Id("igw"),
    outputs: arnOf("internet-gateway"),
    references: [inVpc],
    onDelete: refuseWhilePublicAddresses,
  },
  "aws:ec2/eip:Eip": {
    replaceOn: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
    id: ec2Id("eipalloc"),
    outputs: (facts, id) => ({
      arn: facts.arn("ec2", `elastic-ip/${id}`),
      allocationId: id,
      domain: "vpc",
      // TEST-NET-3: addresses for documentation (RFC 5737).
      publicIp: `203.0.113.${String(Number.parseInt(facts.hex(2), 16))}`,
    }),
  },
  "aws:ec2/natGateway:NatGateway": {
    defaults: { connectivityType: "public" },
    replaceOn: ["allocationId", "connectivityType", "privateIp", "subnetId"],
    id: ec2Id("nat"),
    outputs: (facts) => ({
      networkInterfaceId: `eni-0${facts.hex(16, "eni")}`,
      publicIp: `203.0.113.${String(Number.parseInt(facts.hex(2), 16))}`,
    }),
    references: [
      inSubnet("subnetId"),
      {
        path: "allocationId",
        to: "aws:ec2/eip:Eip",
        missing: "InvalidAllocationID.NotFound: The allocation ID '{value}' does not exist",
        inUse: "InvalidIPAddress.InUse: Address {value} is in use.",
      },
    ],
    onCreate: ({ store, object }) => {
      const vpcId = textAt(subnetOf(store, textAt(object.inputs, "subnetId")), "vpcId");
      refuseWithoutGateway(
        { store, object },
        vpcId,
        "Gateway.NotAttached: Network {vpc} has no Internet gateway attached",
      );
    },
  },
};

const subnetOf = (store: Situation["store"], id: string) =>
  store.find(subnetType, id)?.inputs ?? {};

/** An internet gateway is in use while public addresses exist. */
function refuseWhilePublicAddresses({ store, object }: Situation): void {
  const vpcId = textAt(object.inputs, "vpcId");
  const natGateways = store.ofType("aws:ec2/natGateway:NatGateway");
  const loadBalancers = store
    .ofType("aws:lb/loadBalancer:LoadBalancer")
    .filter(({ inputs }) => inputs["internal"] !== true);
  const users = [
    ...natGateways.flatMap(({ inputs }) => textsAt(inputs, "subnetId")),
    ...loadBalancers.flatMap(({ inputs }) => textsAt(inputs, "subnets.*")),
  ];
  if (users.some((subnet) => textAt(subnetOf(store, subnet), "vpcId") === vpcId)) {
    throw new CloudRefusal(
      "DependencyViolation",
      `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
  }
}

/** Public resources of a VPC need its internet gateway first. */
export function refuseWithoutGateway({ store }: Situation, vpcId: string, refusal: string): void {
  const gateways = store.ofType(gatewayType);
  if (gateways.some(({ inputs }) => textAt(inputs, "vpcId") === vpcId)) return;
  const [code = "", message = ""] = refusal.split(": ");
  throw new CloudRefusal(code, message.replace("{vpc}", vpcId));
}

/** The VPC of a list of subnets. */
export const vpcOfSubnets = (store: Situation["store"], subnets: readonly string[]): string =>
  textAt(subnetOf(store, subnets[0] ?? ""), "vpcId");

/** `use2-az1` for `us-east-2a`: the shape of a zone id. */
function zoneId(zone: string): string {
  const match = /^([a-z]+)-([a-z]+)-(\d)([a-z])$/.exec(zone);
  if (match === null) return "";
  const [, area = "", direction = "", number = "", letter = ""] = match;
  return `${area}${direction.charAt(0)}${number}-az${String(letter.charCodeAt(0) - 96)}`;
}
