/** Networks: VPC, subnets, routes, gateways, security groups, endpoints, flow logs. */
import { awsPage } from "../documentation";
import type { Facts, ResourceModels } from "../types";

/** Most EC2 objects: `<prefix>-0` and sixteen hexadecimal digits. */
const ec2Id =
  (prefix: string) =>
  (facts: Facts): string =>
    `${prefix}-0${facts.hex(16)}`;

/** Most EC2 ARNs: `arn:aws:ec2:<region>:<account>:<kind>/<id>`. */
const arnOf = (kind: string) => (facts: Facts, id: string) => ({
  arn: facts.arn("ec2", `${kind}/${id}`),
  ownerId: facts.account,
});

const securityGroupRule = {
  tagged: true,
  replaceOn: ["securityGroupId"],
  id: ec2Id("sgr"),
  outputs: (facts: Facts, id: string) => ({
    arn: facts.arn("ec2", `security-group-rule/${id}`),
    securityGroupRuleId: id,
  }),
};

export const ec2: ResourceModels = {
  "aws:ec2/vpc:Vpc": {
    documentation: awsPage("vpc"),
    tagged: true,
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
  "aws:ec2/subnet:Subnet": {
    documentation: awsPage("subnet"),
    tagged: true,
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
  },
  "aws:ec2/routeTable:RouteTable": {
    documentation: awsPage("route_table"),
    tagged: true,
    replaceOn: ["vpcId"],
    id: ec2Id("rtb"),
    outputs: (facts, id) => ({ ...arnOf("route-table")(facts, id), propagatingVgws: [] }),
  },
  "aws:ec2/route:Route": {
    documentation: awsPage("route"),
    replaceOn: [
      "routeTableId",
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
    ],
    id: (facts) => `r-${facts.text("routeTableId")}${facts.digits(10)}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    documentation: awsPage("route_table_association"),
    replaceOn: ["subnetId", "gatewayId"],
    id: ec2Id("rtbassoc"),
  },
  "aws:ec2/internetGateway:InternetGateway": {
    documentation: awsPage("internet_gateway"),
    tagged: true,
    replaceOn: [],
    id: ec2Id("igw"),
    outputs: arnOf("internet-gateway"),
  },
  "aws:ec2/eip:Eip": {
    documentation: awsPage("eip"),
    tagged: true,
    replaceOn: [
      "address",
      "customerOwnedIpv4Pool",
      "domain",
      "ipamPoolId",
      "networkBorderGroup",
      "publicIpv4Pool",
    ],
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
    documentation: awsPage("nat_gateway"),
    tagged: true,
    defaults: { connectivityType: "public" },
    replaceOn: ["allocationId", "connectivityType", "privateIp", "subnetId"],
    id: ec2Id("nat"),
    outputs: (facts) => ({
      networkInterfaceId: `eni-0${facts.hex(16, "eni")}`,
      publicIp: `203.0.113.${String(Number.parseInt(facts.hex(2), 16))}`,
    }),
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    documentation: awsPage("security_group"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    replaceOn: ["name", "namePrefix", "description", "vpcId"],
    id: ec2Id("sg"),
    outputs: arnOf("security-group"),
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    documentation: awsPage("default_security_group"),
    tagged: true,
    replaceOn: ["vpcId"],
    id: ec2Id("sg"),
    outputs: (facts, id) => ({
      ...arnOf("security-group")(facts, id),
      name: "default",
      description: "default VPC security group",
    }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    documentation: awsPage("vpc_security_group_ingress_rule"),
    ...securityGroupRule,
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    documentation: awsPage("vpc_security_group_egress_rule"),
    ...securityGroupRule,
  },
  "aws:ec2/flowLog:FlowLog": {
    documentation: awsPage("flow_log"),
    tagged: true,
    defaults: { maxAggregationInterval: 600, logDestinationType: "cloud-watch-logs" },
    replaceOn: [
      "vpcId",
      "subnetId",
      "eniId",
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "trafficType",
      "destinationOptions",
    ],
    id: ec2Id("fl"),
    outputs: (facts, id) => ({ arn: facts.arn("ec2", `vpc-flow-log/${id}`) }),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    documentation: awsPage("vpc_endpoint"),
    tagged: true,
    defaults: { vpcEndpointType: "Gateway" },
    replaceOn: ["vpcId", "serviceName", "serviceRegion", "vpcEndpointType"],
    id: ec2Id("vpce"),
    outputs: (facts, id) => ({
      ...arnOf("vpc-endpoint")(facts, id),
      cidrBlocks: [],
      networkInterfaceIds: [],
      dnsEntries: [],
      prefixListId: facts.text("vpcEndpointType") === "Interface" ? "" : `pl-${facts.hex(8)}`,
      requesterManaged: false,
      state: "available",
    }),
  },
};

/** `use2-az1` for `us-east-2a`: the shape of a zone id. */
function zoneId(zone: string): string {
  const match = /^([a-z]+)-([a-z]+)-(\d)([a-z])$/.exec(zone);
  if (match === null) return "";
  const [, area = "", direction = "", number = "", letter = ""] = match;
  return `${area}${direction.charAt(0)}${number}-az${String(letter.charCodeAt(0) - 96)}`;
}
