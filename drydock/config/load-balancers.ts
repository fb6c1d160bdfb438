import type { Path } from "drydock-components/model/check/path";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import type { IngressConfig, StackConfig } from "./schema";

/** A load balancer of an environment. */
export interface NamedLoadBalancer {
  readonly name: string;
  readonly path: Path;
  /** Undefined for one that exists. */
  readonly settings: IngressConfig | undefined;
}

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
        ? [{ name, path: ["existing", "loadBalancer"], settings: undefined }]
        : [];
  const others = Object.entries(loadBalancers).map(([other, settings]) => ({
    name: other,
    path: ["loadBalancers", other],
    settings,
  }));
  return [...first, ...others];
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
