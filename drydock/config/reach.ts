import { Netmask } from "netmask";
import type { StackConfig } from "./schema";
import type { TaskConfig } from "./tasks";

/** Whether tasks in private subnets reach the internet. */
export function reachesInternet({ existing, network }: StackConfig): boolean {
  return existing.network === undefined
    ? network.natGateways !== "none"
    : existing.network.internet === "nat";
}

/** Whether a task does: from a public subnet it needs no NAT. */
export function taskReachesInternet(
  { placement }: Pick<TaskConfig, "placement">,
  config: StackConfig,
): boolean {
  return placement === "public" || reachesInternet(config);
}

/** Ranges that the internet does not route (https://www.rfc-editor.org/rfc/rfc6890). */
const unrouted = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * Whether nothing that the program creates leads a task to an address range: a peering, a transit gateway or the like must.
 * Of a VPC that exists the routes are not known.
 */
export function needsRoute(
  range: string,
  task: Pick<TaskConfig, "placement">,
  config: StackConfig,
): boolean {
  const { existing, network } = config;
  if (existing.network !== undefined) return false;
  const isIn = (whole: string): boolean => new Netmask(whole).contains(range);
  return !isIn(network.cidr) && (!taskReachesInternet(task, config) || unrouted.some(isIn));
}

/** How many private subnets there are, one for each zone. */
export function zoneCount({ existing, network }: StackConfig): number {
  return existing.network?.privateSubnetIds.length ?? network.availabilityZones;
}
