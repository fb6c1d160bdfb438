import type { ContainerArgs } from "../fargate-task";
import type { RouteArgs } from "./args";
import type { ServiceSettings } from "./settings";

/** A route together with the container it leads to. */
export interface LoadBalanced {
  readonly route: RouteArgs;
  readonly containerName: string;
  readonly containerPort: number;
}

/** The container that the load balancer, discovery and the exec command mean: the first. */
export function mainContainer(args: ServiceSettings): ContainerArgs {
  const [main] = args.containers;
  if (main === undefined) throw new Error("A task without containers is refused before this.");
  return main;
}

/** The route and its container, where the service has a route. */
export function loadBalanced(args: ServiceSettings): LoadBalanced | undefined {
  const { name, containerPort } = mainContainer(args);
  const { route } = args;
  if (route === undefined || containerPort === undefined) return undefined;
  return { route, containerName: name, containerPort };
}
