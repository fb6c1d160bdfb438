/** From a checked stack file to component arguments: pure functions, one concern a file. */
export { agreedRegion } from "./agreement";
export { refuseUnknown } from "./additions";
export { creationOrder, lateConnections } from "./connections";
export { containersOf } from "drydock-components/model/task";
export { environmentOf } from "./settings";
export { providerArgs } from "./environment-args";
export {
  createAlerts,
  createCluster,
  createEndpoints,
  createIngresses,
  createKey,
  createNetwork,
  sharedWays,
  type EnvironmentCluster,
  type EnvironmentFileSystem,
  type EnvironmentIngress,
  type EnvironmentNetwork,
} from "./foundation";
export { jobCommands, jobOutputs, type RunnableJob } from "./job-outputs";
export { publishContract } from "./platform";
export { createImages, createStores } from "./stores";
export { createDashboard, createWorkloads } from "./workloads";
