import { endpointsFor, gatewayServices } from "../facts/endpoint-services";

/** Something that is reached inside the VPC, and who needs it. */
export interface EndpointFeature {
  /** The service or key that needs it, for people. */
  readonly cause: string;
  /** The need; `awsService` means the one that `service` names. */
  readonly need: keyof typeof endpointsFor | "awsService";
  /** The last part of an endpoint's name, such as `sqs`; only with `awsService`. */
  readonly service?: string;
}

/** An endpoint to make. */
export interface PlannedEndpoint {
  /** The last part of its name, such as `ecr.api`. */
  readonly service: string;
  /** An interface endpoint has an address (and a price) in each zone, a gateway endpoint is a free route. */
  readonly kind: "interface" | "gateway";
  /** The services or keys that need it, sorted, each once. */
  readonly causes: readonly string[];
}

/** The endpoints that the features need, sorted by service. */
export function endpointPlan(features: readonly EndpointFeature[]): PlannedEndpoint[] {
  const causes = new Map<string, Set<string>>();
  for (const feature of features) {
    for (const service of servicesOf(feature)) {
      causes.set(service, (causes.get(service) ?? new Set()).add(feature.cause));
    }
  }
  return [...causes]
    .map(([service, names]) => ({
      service,
      kind: isGatewayService(service) ? ("gateway" as const) : ("interface" as const),
      causes: [...names].sort(),
    }))
    .sort((left, right) => (left.service < right.service ? -1 : 1));
}

/** Whether a service has a gateway endpoint. */
export function isGatewayService(service: string): boolean {
  return gatewayServices.some((gatewayService) => gatewayService === service);
}

function servicesOf(feature: EndpointFeature): readonly string[] {
  if (feature.need !== "awsService") return endpointsFor[feature.need];
  return feature.service === undefined ? [] : [feature.service];
}
