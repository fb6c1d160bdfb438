import type { ServiceSettings } from "./settings";

/** A share of a service's tasks on one of Fargate's two capacity providers. */
export interface CapacityProviderShare {
  readonly capacityProvider: "FARGATE" | "FARGATE_SPOT";
  readonly base?: number;
  readonly weight: number;
}

/**
 * The capacity-provider strategy of a service. It is never empty, so that a changed share is an update in place:
 * the provider replaces a service that gets or loses its strategy.
 */
export function capacityProviderStrategy(
  capacity: ServiceSettings["capacity"],
): CapacityProviderShare[] {
  const { onDemandBase, onDemandWeight, spotWeight } = capacity;
  const onDemand: CapacityProviderShare = {
    capacityProvider: "FARGATE",
    // Only one provider of a strategy may have a base.
    ...(onDemandBase > 0 ? { base: onDemandBase } : {}),
    weight: onDemandWeight,
  };
  const spot: CapacityProviderShare = { capacityProvider: "FARGATE_SPOT", weight: spotWeight };
  return [
    ...(onDemandBase > 0 || onDemandWeight > 0 ? [onDemand] : []),
    ...(spotWeight > 0 ? [spot] : []),
  ];
}
