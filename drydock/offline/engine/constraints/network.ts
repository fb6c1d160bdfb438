/**
 * Amazon VPC and Amazon EC2.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
import { CloudRefusal } from "../cloud/refusal";
import type { Constraints, Reference, Situation } from "./types";
import { textAt, textsAt } from "../values";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const groupType = "aws:ec2/securityGroup:SecurityGroup";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

/** The VPC that an object lies in. */
const inVpc: Reference = {
  path: "vpcId",
  to: vpcType,
  missing: "InvalidVpcID.NotFound: The vpc ID '{value}' does not exist",
  inUse: "DependencyViolation: The vpc '{value}' has dependencies and cannot be deleted.",
};

/** A subnet in which an object has a network interface. */
export const inSubnet = (path: string): Reference => ({
  path,
  to: subnetType,
  missing: "InvalidSubnetID.NotFound: The subnet ID '{value}' does not exist",
  inUse: "DependencyViolation: The subnet '{value}' has dependencies and cannot be deleted.",
});

const noGroup = "InvalidGroup.NotFound: The security group '{value}' does not exist";

/** A security group that an object's network interfaces are in. */
export const inGroup = (path: string): Reference => ({
  path,
  to: groupType,
  missing: noGroup,
  inUse: "DependencyViolation: resource {value} has a dependent object",
});

const inTable = (path: string): Reference => ({
  path,
  to: "aws:ec2/routeTable:RouteTable",
  missing: "InvalidRouteTableID.NotFound: The routeTable ID '{value}' does not exist",
});

const rule = {
  required: ["securityGroupId", "ipProtocol"],
  exclusive: [["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]],
  texts: {
    // https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    description: { most: 255, pattern: /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/ },
  },
  references: [
    // A group takes its own rules along when it is deleted.
    { path: "securityGroupId", to: groupType, missing: noGroup },
    inGroup("referencedSecurityGroupId"),
  ],
  unique: [
    {
      by: [
        "securityGroupId",
        "ipProtocol",
        "fromPort",
        "toPort",
        "cidrIpv4",
        "cidrIpv6",
        "prefixListId",
        "referencedSecurityGroupId",
      ],
      taken:
        "InvalidPermission.Duplicate: the specified rule already exists in '{securityGroupId}'",
    },
  ],
};

export const network: Constraints = {
  [vpcType]: { required: ["cidrBlock"] },
  [subnetType]: {
    required: ["vpcId"],
    exclusive: [["availabilityZone", "availabilityZoneId"]],
    references: [inVpc],
    unique: [
      {
        by: ["vpcId", "cidrBlock"],
        taken: "InvalidSubnet.Conflict: The CIDR '{cidrBlock}' conflicts with another subnet",
      },
    ],
  },
  "aws:ec2/routeTable:RouteTable": { required: ["vpcId"], references: [inVpc] },
  "aws:ec2/route:Route": {
    required: ["routeTableId"],
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
    required: ["routeTableId"],
    exclusive: [["subnetId", "gatewayId"]],
    references: [
      {
        ...inTable("routeTableId"),
        inUse:
          "DependencyViolation: The routeTable '{value}' has dependencies and cannot be deleted.",
      },
      { ...inSubnet("subnetId") },
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
    references: [inVpc],
    onDelete: refuseWhilePublicAddresses,
  },
  "aws:ec2/natGateway:NatGateway": {
    required: ["subnetId"],
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
  [groupType]: {
    exclusive: [["name", "namePrefix"]],
    texts: {
      name: { most: 255 },
      description: { most: 255, pattern: /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/ },
    },
    references: [inVpc],
    unique: [
      {
        by: ["vpcId", "name"],
        taken:
          "InvalidGroup.Duplicate: The security group '{name}' already exists for VPC '{vpcId}'",
      },
    ],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    references: [{ path: "vpcId", to: vpcType, missing: inVpc.missing }],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:ec2/flowLog:FlowLog": {
    exclusive: [["vpcId", "subnetId", "eniId"]],
    oneOf: { trafficType: ["ACCEPT", "REJECT", "ALL"] },
    references: [
      { path: "vpcId", to: vpcType, missing: inVpc.missing },
      {
        path: "iamRoleArn",
        to: "aws:iam/role:Role",
        by: "arn",
        missing: "InvalidParameter: The role {value} does not exist",
      },
      {
        path: "logDestination",
        to: "aws:cloudwatch/logGroup:LogGroup",
        by: "arn",
        outside: /^arn:aws[a-z-]*:s3:/,
        missing: "LogDestinationNotFoundException: LogDestination {value} does not exist",
      },
    ],
    unique: [
      {
        by: ["vpcId", "logDestination"],
        taken:
          "FlowLogAlreadyExists: There is an existing Flow Log with the same configuration and log destination for {vpcId}",
      },
    ],
  },
  [endpointType]: {
    required: ["vpcId", "serviceName"],
    oneOf: { vpcEndpointType: ["Gateway", "Interface", "GatewayLoadBalancer"] },
    json: ["policy"],
    references: [
      inVpc,
      inTable("routeTableIds.*"),
      inSubnet("subnetIds.*"),
      inGroup("securityGroupIds.*"),
    ],
    onWrite: refuseSecondEndpoint,
  },
};

const subnetOf = (store: Situation["store"], id: string) =>
  store.find(subnetType, id)?.inputs ?? {};

/** An internet gateway serves addresses as long as there are any. */
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

/** Something public in a VPC needs its internet gateway first. */
export function refuseWithoutGateway({ store }: Situation, vpcId: string, refusal: string): void {
  const gateways = store.ofType(gatewayType);
  if (gateways.some(({ inputs }) => textAt(inputs, "vpcId") === vpcId)) return;
  const [code = "", message = ""] = refusal.split(": ");
  throw new CloudRefusal(code, message.replace("{vpc}", vpcId));
}

/** The VPC that a list of subnets lies in. */
export const vpcOfSubnets = (store: Situation["store"], subnets: readonly string[]): string =>
  textAt(subnetOf(store, subnets[0] ?? ""), "vpcId");

/** A service's private DNS name, or its route in a table, can point to one endpoint only. */
function refuseSecondEndpoint({ store, object }: Situation): void {
  const { inputs, id } = object;
  const others = store
    .ofType(endpointType)
    .filter(
      (other) =>
        other.id !== id &&
        other.inputs["serviceName"] === inputs["serviceName"] &&
        other.inputs["vpcId"] === inputs["vpcId"],
    );
  const service = textAt(inputs, "serviceName");
  for (const other of others) {
    if (inputs["privateDnsEnabled"] === true && other.inputs["privateDnsEnabled"] === true) {
      throw new CloudRefusal(
        "InvalidParameter",
        `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in the VPC ${textAt(inputs, "vpcId")}`,
      );
    }
    const tables = textsAt(other.inputs, "routeTableIds.*");
    const shared = textsAt(inputs, "routeTableIds.*").find((table) => tables.includes(table));
    if (shared !== undefined) {
      throw new CloudRefusal(
        "RouteAlreadyExists",
        `route table ${shared} already has a route with destination-prefix-list-id of ${service}`,
      );
    }
  }
}
