/** From a checked stack file to component arguments: pure functions, one concern a file. */
export { refuseUnknown } from "./additions";
export { creationOrder, lateConnections } from "./connections";
export { containersOf } from "drydock-components/model/task";
export { environmentOf } from "./settings";
export { dashboardArgs, fileSystemArgs, keyArgs, providerArgs } from "./environment-args";
export {
  createAlerts,
  createCluster,
  createEndpoints,
  createIngress,
  createNetwork,
  type EnvironmentCluster,
  type EnvironmentIngress,
  type EnvironmentNetwork,
} from "./foundation";
export { envFileArgs } from "./env-file-args";
export { imagesToMake } from "./images";
export { managedSecrets } from "./managed-secrets";
export { jobCommands, jobOutputs, type RunnableJob } from "./job-outputs";
export { createWorkloads } from "./workloads";
