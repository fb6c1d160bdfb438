/**
 * The component package. Every class here is usable from every Pulumi language; the constants are the
 * values that their arguments allow.
 */
export * from "./alerts";
export { Cluster, ContainerInsights, type ClusterArgs } from "./cluster";
export * from "./container-image";
export * from "./dashboard";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export * from "./env-files";
export { ExistingNetwork, type ExistingNetworkArgs } from "./existing-network";
export * from "./fargate-job";
export { FargateService } from "./fargate-service";
export * from "./fargate-service/args";
export { FargateTask } from "./fargate-task";
export * from "./fargate-task/args";
export * from "./file-system";
export { Ingress, type IngressArgs } from "./ingress";
export { NatGateways, Network, type NetworkArgs } from "./network";
export * from "./queue";
export * from "./service-connection";
export * from "./versioned-secret";
export {
  endpointPlan,
  VpcEndpoints,
  type EndpointFeature,
  type PlannedEndpoint,
  type VpcEndpointsArgs,
} from "./vpc-endpoints";
