import { Netmask } from "netmask";
import { quotas } from "drydock-components/facts/quotas";
import { subnetMasks } from "drydock-components/facts/subnet-masks";

/** Addresses that a subnet has for use in each zone. */
export interface SubnetRoom {
  readonly private: number;
  readonly public: number;
}

/**
 * Returns the subnets that the Network component creates in a range. AWS keeps five addresses of each subnet.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export function subnetRoom(cidr: string, availabilityZones: number): SubnetRoom {
  const masks = subnetMasks(new Netmask(cidr).bitmask, availabilityZones);
  return { private: usable(masks.private), public: usable(masks.public) };
}

function usable(prefix: number): number {
  return Math.max(2 ** (32 - prefix) - quotas.vpc.reservedAddressesPerSubnet, 0);
}
