import { NatGateways } from "./args";

/** How awsx calls the ways of private subnets to the internet. */
export const natGatewayStrategies = {
  [NatGateways.None]: "None",
  [NatGateways.Single]: "Single",
  [NatGateways.PerZone]: "OnePerAz",
} as const;
