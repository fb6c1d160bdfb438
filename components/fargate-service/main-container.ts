import type { ServiceSettings } from "./settings";

/** A route together with the port it leads to, of the container that has the component's name. */
export interface LoadBalanced {
  readonly route: NonNullable<ServiceSettings["route"]>;
  readonly containerPort: number;
}

/** The route and its port, where the service has a route. */
export function loadBalanced({ route, containerPort }: ServiceSettings): LoadBalanced | undefined {
  if (route === undefined || containerPort === undefined) return undefined;
  return { route, containerPort };
}
