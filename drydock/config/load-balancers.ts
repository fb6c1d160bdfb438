import type { Path } from "drydock-components/model/check/path";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import type { Patterns } from "drydock-components/model/patterns";
import { isOfRequests } from "drydock-components/model/network-route";
import type { IngressConfig, ServiceConfig, StackConfig } from "./schema";

/** A load balancer of an environment. */
export interface NamedLoadBalancer {
  readonly name: string;
  readonly path: Path;
  /** Undefined for one that exists. */
  readonly settings: IngressConfig | undefined;
  readonly existing?: ExistingLoadBalancer | undefined;
}

/** A load balancer that exists, as a stack file or a platform's contract gives it. */
export type ExistingLoadBalancer = NonNullable<StackConfig["existing"]["loadBalancer"]>;

/** The load balancers of an environment, that of routes which name none first. */
export function loadBalancersOf({
  ingress,
  existing,
  loadBalancers,
}: Pick<StackConfig, "ingress" | "existing" | "loadBalancers">): NamedLoadBalancer[] {
  const name = defaultLoadBalancer;
  const first: NamedLoadBalancer[] =
    ingress !== undefined
      ? [{ name, path: ["ingress"], settings: ingress }]
      : existing.loadBalancer !== undefined
        ? [there(name, ["loadBalancer"], existing.loadBalancer)]
        : [];
  const further = Object.entries(existing.loadBalancers).map(([other, one]) =>
    there(other, ["loadBalancers", other], one),
  );
  const others = Object.entries(loadBalancers).map(([other, settings]) => ({
    name: other,
    path: ["loadBalancers", other],
    settings,
  }));
  return [...first, ...further, ...others];
}

const there = (name: string, path: Path, existing: ExistingLoadBalancer): NamedLoadBalancer => ({
  name,
  path: ["existing", ...path],
  settings: undefined,
  existing,
});

/** A service with a route, and the load balancer that leads to it. */
export interface RoutedService {
  readonly name: string;
  readonly service: ServiceConfig;
  readonly path: Path;
  readonly route: NonNullable<ServiceConfig["route"]>;
  readonly balancer: NamedLoadBalancer | undefined;
}

/** The services with a route. */
export function routedServices(config: StackConfig): RoutedService[] {
  return Object.entries(config.services).flatMap(([name, service]) => {
    const { route } = service;
    if (route === undefined) return [];
    return [
      { name, service, path: ["services", name], route, balancer: loadBalancerOf(route, config) },
    ];
  });
}

/** The services behind one load balancer. */
export const routedTo = (balancerName: string, config: StackConfig): RoutedService[] =>
  routedServices(config).filter(({ balancer }) => balancer?.name === balancerName);

/** A rule of a load balancer: the route of a service, a redirect or a response. */
export interface BalancerRule {
  /** How messages name it, such as "route of web". */
  readonly title: string;
  /** What the computed priority depends on. */
  readonly key: string;
  readonly path: Path;
  readonly route: Patterns & { readonly priority?: number | undefined };
  readonly balancer: NamedLoadBalancer | undefined;
  /** It has a rule of test requests before it. */
  readonly tested: boolean;
}

/** The rules of all load balancers. */
export function balancerRules(config: StackConfig): BalancerRule[] {
  const routes = routedServices(config)
    .filter(({ route }) => isOfRequests(route))
    .map(({ name, service, path, route, balancer }) => ({
      title: `route of ${name}`,
      key: name,
      path: [...path, "route"],
      route,
      balancer,
      tested: service.deployment.test !== undefined,
    }));
  const answers = loadBalancersOf(config).flatMap((balancer) =>
    (["redirects", "responses"] as const).flatMap((kind) => {
      const own: Readonly<Record<string, BalancerRule["route"]>> = balancer.settings?.[kind] ?? {};
      return Object.entries(own).map(([name, route]) => ({
        title: `${kind.slice(0, -1)} ${name}`,
        key: `${kind}.${name}`,
        path: [...balancer.path, kind, name],
        route,
        balancer,
        tested: false,
      }));
    }),
  );
  return [...routes, ...answers];
}

/** The load balancer of a route: the one it names, else that of `drydock:ingress`, else the only one. */
export function loadBalancerOf(
  { loadBalancer: wanted }: { readonly loadBalancer?: string | undefined },
  config: Pick<StackConfig, "ingress" | "existing" | "loadBalancers">,
): NamedLoadBalancer | undefined {
  const all = loadBalancersOf(config);
  if (wanted !== undefined) return all.find(({ name }) => name === wanted);
  return all.length === 1 ? all[0] : all.find(({ name }) => name === defaultLoadBalancer);
}

/** The ports of the containers behind a load balancer, those of service stacks too, once each. */
export function portsBehind(name: string, config: StackConfig): number[] {
  const own = routedTo(name, config).flatMap(({ service }) => service.containerPort ?? []);
  return sorted([...own, ...(config.shares?.taskPorts ?? [])]);
}

/** The ports that a network load balancer listens on, once each. */
export function listenerPorts(name: string, config: StackConfig): number[] {
  return sorted(routedTo(name, config).flatMap(({ route }) => route.port ?? []));
}

/** Whether a load balancer may connect to the internet to sign users in: it says so, or a route of this stack needs it. */
export function reachesIdentityProviders(
  { name, settings, existing }: Pick<NamedLoadBalancer, "name" | "settings" | "existing">,
  config: StackConfig,
): boolean {
  if (settings === undefined) return existing?.reachesIdentityProviders ?? false;
  const signsIn = routedTo(name, config).some(({ route }) => route.signIn !== undefined);
  return settings.reachesIdentityProviders ?? signsIn;
}

/** Whether a load balancer has a listener with TLS. */
export const isHttps = ({ settings, existing }: NamedLoadBalancer): boolean =>
  existing?.url.startsWith("https:") ?? settings?.domain !== undefined;

const sorted = (ports: readonly number[]): number[] =>
  [...new Set(ports)].sort((left, right) => left - right);
