import type { StackConfig } from "../config";

/** Which namespaces the services need to find each other. */
export interface DiscoveryNeeds {
  /** A Cloud Map private DNS zone, for A and SRV records. */
  readonly dns: boolean;
  /** A namespace for ECS Service Connect. */
  readonly serviceConnect: boolean;
}

export function discoveryNeeds({
  services,
  shares,
}: Pick<StackConfig, "services" | "shares">): DiscoveryNeeds {
  const kinds = new Set(Object.values(services).map(({ discovery }) => discovery));
  const shared = new Set(shares?.discovery);
  return {
    dns: kinds.has("dnsA") || kinds.has("dnsSrv") || shared.has("dns"),
    serviceConnect: kinds.has("serviceConnect") || shared.has("serviceConnect"),
  };
}

/** Whether a service needs the Service Connect proxy: to be found, or to find another. */
export function usesServiceConnect(name: string, services: StackConfig["services"]): boolean {
  const service = services[name];
  return (
    service?.discovery === "serviceConnect" ||
    (service?.connectsTo ?? []).some((other) => services[other]?.discovery === "serviceConnect")
  );
}
