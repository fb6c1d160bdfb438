export { stackFileVariable } from "./checked";
export { loadStack, StackFileError, type Stack } from "./engine";
export { loadSettings, loadStackFile, sourceOf, type LoadedStack } from "./loader";
export {
  type ExistingLoadBalancer,
  type NamedLoadBalancer,
  isHttps,
  listenerPorts,
  loadBalancerOf,
  loadBalancersOf,
  portsBehind,
  reachesIdentityProviders,
  routedTo,
} from "./load-balancers";
export { mapValues } from "./map-values";
export { plannedEndpoints } from "./planned-endpoints";
export { imageName, type Retired, retiredOf } from "./retirable";
export { needsRoute, zoneCount } from "./reach";
export { formatProblems, type Problem } from "./problems";
export type * from "./schema";
export { jobsBefore, type NamedTask, type TaskConfig, tasksOf } from "./tasks";
export { waysOut } from "./ways-out";
