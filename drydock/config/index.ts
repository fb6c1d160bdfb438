export { stackFileVariable } from "./checked";
export { loadStack, StackFileError, type Stack } from "./engine";
export { loadStackFile, sourceOf, type LoadedStack } from "./loader";
export { listenerPorts, loadBalancerOf, loadBalancersOf, portsBehind } from "./load-balancers";
export { plannedEndpoints } from "./planned-endpoints";
export { zoneCount } from "./reach";
export { formatProblems, type Problem } from "./problems";
export type * from "./schema";
export { jobsBefore, type NamedTask, type TaskConfig, tasksOf } from "./tasks";
