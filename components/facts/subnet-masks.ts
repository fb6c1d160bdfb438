/** Prefix lengths of the range of each availability zone. */
export interface SubnetMasks {
  /** The zone's own range. */
  readonly zone: number;
  readonly private: number;
  readonly public: number;
}

/** Zones up to which the layout is the same, so that a zone can be added without moving the others. */
const zonesInSmallLayout = 4;

/**
 * An Application Load Balancer wants subnets of at least this size.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
const longestPublicPrefix = 27;

/**
 * How the VPC's range is divided: a quarter for each of up to four zones (an eighth for up to six), of
 * which half is private and, where there is room, a quarter public and a quarter spare.
 */
export function subnetMasks(vpcPrefixLength: number, availabilityZones: number): SubnetMasks {
  const zone = vpcPrefixLength + (availabilityZones <= zonesInSmallLayout ? 2 : 3);
  return {
    zone,
    private: zone + 1,
    public: Math.max(zone + 1, Math.min(zone + 2, longestPublicPrefix)),
  };
}

/** The longest VPC prefix that leaves each zone a public subnet large enough for a load balancer. */
export function longestVpcPrefixLength(availabilityZones: number): number {
  return availabilityZones <= zonesInSmallLayout ? 24 : 23;
}
