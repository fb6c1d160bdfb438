import type { ServiceConfig, SidecarConfig } from "../config";

/** A container of a service's task, with the name it has in the task definition. */
export interface NamedContainer {
  /** The service it belongs to. */
  readonly service: string;
  readonly name: string;
  readonly container: ServiceConfig | SidecarConfig;
}

/** The containers of a service: the main one, named like the service, then the sidecars. */
export function containersOf(service: string, config: ServiceConfig): NamedContainer[] {
  const sidecars = Object.entries(config.sidecars).map(([name, container]) => ({
    service,
    name,
    container,
  }));
  return [{ service, name: service, container: config }, ...sidecars];
}
