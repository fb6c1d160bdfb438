/** Flow logs and VPC endpoints. */
import { CloudRefusal } from "../refusal";
import type { ResourceModels, Situation } from "../types";
import { textAt, textsAt } from "../values";
import { logGroupType } from "./cloudwatch";
import { inRole } from "./iam";
import { inGroup } from "./security-groups";
import { arnOf, ec2Id, inSubnet, inTable, inVpc, vpcType } from "./vpc";

export const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

export const vpcEndpoints: ResourceModels = {
  "aws:ec2/flowLog:FlowLog": {
    defaults: { maxAggregationInterval: 600, logDestinationType: "cloud-watch-logs" },
    replaceOn: [
      "vpcId",
      "subnetId",
      "eniId",
      "transitGatewayId",
      "transitGatewayAttachmentId",
      "iamRoleArn",
      "deliverCrossAccountRole",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "trafficType",
      "destinationOptions",
    ],
    id: ec2Id("fl"),
    outputs: (facts, id) => ({ arn: facts.arn("ec2", `vpc-flow-log/${id}`) }),
    exclusive: [["vpcId", "subnetId", "eniId"]],
    oneOf: { trafficType: ["ACCEPT", "REJECT", "ALL"] },
    references: [
      { path: "vpcId", to: vpcType, missing: inVpc.missing },
      inRole("iamRoleArn", "InvalidParameter: The role {value} does not exist"),
      {
        path: "logDestination",
        to: logGroupType,
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
    defaults: { vpcEndpointType: "Gateway" },
    replaceOn: [
      "vpcId",
      "serviceName",
      "serviceRegion",
      "vpcEndpointType",
      "resourceConfigurationArn",
      "serviceNetworkArn",
    ],
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
