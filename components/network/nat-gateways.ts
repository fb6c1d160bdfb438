/** How private subnets reach the internet: the values of `NetworkArgs.natGateways`. */
export const NatGateways = {
  /** Not at all; AWS services are reached through VPC endpoints. */
  None: "none",
  /** Through one NAT gateway, a single point of failure. */
  Single: "single",
  /** Through a NAT gateway in each zone. */
  PerZone: "perZone",
} as const;

/** What awsx calls a choice; no NAT for anything that is not one. */
export function natGatewayStrategy(natGateways: string): "None" | "Single" | "OnePerAz" {
  switch (natGateways) {
    case NatGateways.Single:
      return "Single";
    case NatGateways.PerZone:
      return "OnePerAz";
    default:
      return "None";
  }
}
