import { Netmask } from "netmask";
import { quotas } from "../components/facts/quotas";

/** Addresses that a subnet has for use in each zone. */
export interface SubnetRoom {
  readonly private: number;
  readonly public: number;
}

/** Up to this many zones the range is divided by four, above by eight, so that a zone can be added without moving others. */
const ZONES_IN_SMALL_LAYOUT = 4;

/** A load balancer wants at least this: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer */
const LONGEST_PUBLIC_PREFIX = 27;

/**
 * What the Network component makes of a range: half of each zone's share is its private subnet, a quarter its public
 * one where that leaves room for a load balancer. AWS keeps five addresses of each subnet.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export function subnetRoom(cidr: string, availabilityZones: number): SubnetRoom {
  const zone = new Netmask(cidr).bitmask + (availabilityZones <= ZONES_IN_SMALL_LAYOUT ? 2 : 3);
  return {
    private: usable(zone + 1),
    public: usable(Math.max(zone + 1, Math.min(zone + 2, LONGEST_PUBLIC_PREFIX))),
  };
}

function usable(prefix: number): number {
  return Math.max(2 ** (32 - prefix) - quotas.vpc.reservedAddressesPerSubnet, 0);
}

/** The longest prefix of a VPC that leaves each zone a public subnet for a load balancer. */
export function longestVpcPrefix(availabilityZones: number): number {
  return availabilityZones <= ZONES_IN_SMALL_LAYOUT ? 24 : 23;
}
