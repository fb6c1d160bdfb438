import type { StackConfig } from "./schema";

/** Whether tasks in private subnets reach the internet. */
export function reachesInternet({ existing, network }: StackConfig): boolean {
  return existing.network === undefined
    ? network.natGateways !== "none"
    : existing.network.internet === "nat";
}

/** How many private subnets there are, one for each zone. */
export function zoneCount({ existing, network }: StackConfig): number {
  return existing.network?.privateSubnetIds.length ?? network.availabilityZones;
}
