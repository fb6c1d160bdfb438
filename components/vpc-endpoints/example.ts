import { endpointPlan, Network, VpcEndpoints } from "../index";

const zones = 2;
const network = new Network("main", { availabilityZones: zones });

// The features that services web and api use decide the set of endpoints.
const plan = endpointPlan([
  { cause: "web", need: "imagePull" },
  { cause: "web", need: "logs" },
  { cause: "api", need: "secrets" },
]);
const ofKind = (kind: string) =>
  plan.filter((endpoint) => endpoint.kind === kind).map(({ service }) => service);

const endpoints = new VpcEndpoints("main-endpoints", {
  vpcId: network.vpcId,
  region: "us-east-2",
  subnetIds: Array.from({ length: zones }, (_, zone) =>
    network.privateSubnetIds.apply((ids) => ids[zone] ?? ""),
  ),
  routeTableIds: network.routeTableIds,
  interfaceServices: ofKind("interface"),
  gatewayServices: ofKind("gateway"),
  workloadSecurityGroupId: network.workloadSecurityGroupId,
});

export const endpointIds = endpoints.endpointIds;
