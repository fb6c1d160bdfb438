/** The component package: every class here is usable from every Pulumi language. */
export { Cluster, ContainerInsights, type ClusterArgs } from "./cluster";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { Ingress, type IngressArgs } from "./ingress";
export { NatGateways, Network, type NetworkArgs } from "./network";
export {
  endpointPlan,
  VpcEndpoints,
  type EndpointFeature,
  type PlannedEndpoint,
  type VpcEndpointsArgs,
} from "./vpc-endpoints";
