import { nameList } from "drydock-components/model/check/nearest";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import type { StackConfig } from "../schema";
import { isOfRequests } from "drydock-components/model/network-route";
import type { Patterns } from "drydock-components/model/patterns";
import {
  type BalancerRule,
  balancerRules,
  isHttps,
  loadBalancersOf,
  type NamedLoadBalancer,
  type RoutedService,
  routedServices,
} from "../load-balancers";
import { ask, orOfPlatform } from "./platform";
import { tooManyGroups, tooManyRules } from "./route-quotas";
import { type NamedService, services, type Rule, type RuleContext, unknownName } from "./rule";

/** Routes: each has a load balancer before it, a port behind it, and requests that only it takes. */
export const routes: Rule = (config, context) => {
  const routed = routedServices(config);
  const rules = balancerRules(config);
  return [
    ...routed.flatMap((owner) =>
      owner.balancer === undefined
        ? withoutLoadBalancer(owner, config, context)
        : [
            ...otherKind(owner, owner.balancer),
            ...withoutTls(owner, owner.balancer),
            ...closedPort(owner, owner.balancer, context),
          ],
    ),
    ...rules.flatMap(foreignHosts),
    ...loadBalancersOf(config).flatMap(({ name }) => {
      const own = rules.filter(({ balancer }) => balancer?.name === name);
      const behind = routed.filter(({ balancer }) => balancer?.name === name);
      return [
        ...sameRequests(own),
        ...samePort(behind),
        ...tooManyRules(own),
        ...tooManyGroups(behind),
      ];
    }),
    ...services(config).flatMap((owner) => uselessGracePeriod(owner, context)),
  ];
};

function withoutLoadBalancer(
  { path, route }: RoutedService,
  config: StackConfig,
  { declared, contract }: RuleContext,
): ModelProblem[] {
  if (contract !== undefined && loadBalancersOf(config).length === 0) return [];
  const written = declared([]);
  const others = [...Object.keys(config.existing.loadBalancers), ...declared(["loadBalancers"])];
  const known = [
    ...(written.includes("ingress") || config.existing.loadBalancer !== undefined
      ? [defaultLoadBalancer]
      : []),
    ...others,
  ];
  if (known.length > 0 && route.loadBalancer !== undefined) {
    const wanted = route.loadBalancer;
    const named = { path: [...path, "route", "loadBalancer"], name: wanted, known };
    const change = `add ${wanted} to drydock:loadBalancers`;
    return unknownName("loadBalancers", named, { declared }).map((problem) =>
      orOfPlatform(problem, { what: "load balancer", change }, contract),
    );
  }
  if (known.includes(defaultLoadBalancer) || known.length === 1) return [];
  if (known.length > 1) {
    return [
      {
        path: [...path, "route"],
        at: "key",
        related: [["loadBalancers"]],
        message: "There are several load balancers, and the route names none.",
        allowed: known.join(", "),
        fix: `Add loadBalancer: ${others[0] ?? ""} to the route.`,
      },
    ];
  }
  return [
    {
      path: [...path, "route"],
      at: "key",
      related: [["ingress"]],
      message: "There is no load balancer for this route.",
      fix: "Add drydock:ingress: {} to the stack file, or remove the route.",
    },
  ];
}

/** Requests of HTTP need an application load balancer, connections a network load balancer. */
function otherKind(
  { route, path }: RoutedService,
  { name, path: home, settings }: NamedLoadBalancer,
): ModelProblem[] {
  const type = settings?.type ?? "application";
  if (isOfRequests(route) === (type === "application")) return [];
  return [
    {
      path: [...path, "route"],
      at: "key",
      related: [home],
      message: `${name} is a load balancer of type ${type}, which leads no ${route.protocol} here.`,
      allowed:
        type === "network"
          ? "protocol tcp or tls"
          : "protocol http, or a load balancer of type network",
      fix:
        type === "network"
          ? "Add protocol: tcp and port to the route, or name another load balancer."
          : "Add a load balancer with type: network to drydock:loadBalancers, and name it in the route.",
    },
  ];
}

/** Tasks that share a security group with others are reached on its ports only. */
function closedPort(
  { name, path, service: { containerPort } }: RoutedService,
  { existing, path: home }: NamedLoadBalancer,
  { contract }: RuleContext,
): ModelProblem[] {
  const { sharedSecurityGroupId, taskPorts = [] } = existing ?? {};
  if (sharedSecurityGroupId === undefined || containerPort === undefined) return [];
  if (taskPorts.includes(containerPort)) return [];
  return [
    {
      path: [...path, "containerPort"],
      ...(contract === undefined && { related: [home] }),
      message: `The load balancer does not reach tasks on this port by the group ${sharedSecurityGroupId}, and so none of ${name}.`,
      allowed: `its ports: ${taskPorts.length === 0 ? "none" : nameList(taskPorts.map(String))}`,
      fix:
        contract === undefined
          ? `Add ${containerPort} to drydock:${home.join(".")}.taskPorts once the group admits it, or remove sharedSecurityGroupId.`
          : ask(`add ${containerPort} to drydock:shares.taskPorts`, contract),
    },
  ];
}

/** A network load balancer tells services apart by the port alone. */
function samePort(routed: readonly RoutedService[]): ModelProblem[] {
  return routed.flatMap(({ route, path }, index) => {
    const other = routed
      .slice(0, index)
      .find((one) => route.port !== undefined && one.route.port === route.port);
    if (other === undefined) return [];
    return [
      {
        path: [...path, "route", "port"],
        related: [[...other.path, "route", "port"]],
        message: `The route of ${other.name} has this port of the load balancer.`,
        allowed: "one route for each port",
        fix: "Give one of the two another port.",
      },
    ];
  });
}

/**
 * Both versions need a listener with TLS.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version
 */
function withoutTls({ route, path }: RoutedService, balancer: NamedLoadBalancer): ModelProblem[] {
  const { path: home } = balancer;
  const tls = isHttps(balancer);
  if (route.protocol === "tls" && !tls) {
    return [
      {
        path: [...path, "route", "protocol"],
        related: [home],
        message: "The load balancer has no certificate, which TLS needs.",
        allowed: "tcp, or a load balancer with a domain",
        fix: `Give drydock:${home.join(".")} a domain and hostedZoneId, or write protocol: tcp.`,
      },
    ];
  }
  if (route.protocolVersion === "http1" || tls) return [];
  return [
    {
      path: [...path, "route", "protocolVersion"],
      related: [home],
      message: `The load balancer serves HTTP only, and ${route.protocolVersion} needs HTTPS.`,
      allowed: "http1, or a load balancer with a domain",
      fix: `Give drydock:${home.join(".")} a domain and hostedZoneId, or remove protocolVersion.`,
    },
  ];
}

/** Drydock creates certificates and DNS records for the names of the load balancer only. */
function foreignHosts({ route, path, balancer }: BalancerRule): ModelProblem[] {
  const { settings, path: home = [] } = balancer ?? {};
  if (settings?.domain === undefined) return [];
  const names = [settings.domain, ...settings.moreDomains.map(({ domain }) => domain)];
  if ([settings, ...settings.moreDomains].some((one) => one.certificateArn !== undefined)) {
    return [];
  }
  const things =
    names.length === 1 ? "The certificate and the DNS record" : "Certificates and DNS records";
  return route.hosts.flatMap((host, index) =>
    names.some((name) => matches(host, name))
      ? []
      : [
          {
            path: [...path, "hosts", index],
            related: [home],
            message: `${things} are for ${names.join(", ")} only, so no request comes for this host.`,
            allowed: names.join(", "),
            fix: `${names.length === 1 ? "Write that name" : "Write one of them, or add it to moreDomains"}, or give drydock:${home.join(".")} a certificateArn that covers this host.`,
          },
        ],
  );
}

/** Whether some host leads to both: two wildcards that no name of the other tells apart count as one that does not. */
export function mayShareHost({ hosts: own }: Patterns, { hosts: others }: Patterns): boolean {
  if (own.length === 0 || others.length === 0) return true;
  return own.some((one) => others.some((other) => matches(one, other) || matches(other, one)));
}

function matches(pattern: string, host: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(host);
}

/** Of two rules with the same pattern only the first would ever get a request. */
function sameRequests(rules: readonly BalancerRule[]): ModelProblem[] {
  const taken = new Map<string, BalancerRule>();
  return rules.flatMap((owner) => {
    const clashes = new Set<BalancerRule>();
    for (const request of requestsOf(owner.route)) {
      const other = taken.get(request);
      if (other === undefined) taken.set(request, owner);
      else if (other !== owner) clashes.add(other);
    }
    return [...clashes].map((other) => ({
      path: owner.path,
      at: "key" as const,
      related: [other.path],
      message: `The ${other.title} takes requests for the same host and path.`,
      allowed: "one route for each combination of host and path pattern",
      fix: "Give one of the two another path or host.",
    }));
  });
}

/** The requests that a route takes, as texts to compare. */
export function requestsOf({ hosts, paths }: Patterns): string[] {
  const anyHost = hosts.length === 0 ? ["*"] : hosts;
  const anyPath = paths.length === 0 ? ["/*"] : paths;
  return anyHost.flatMap((host) =>
    anyPath.map((path) => `${host.toLowerCase()} ${path === "*" ? "/*" : path}`),
  );
}

/** Only the load balancer's checks have a grace period. The default is no problem, so only a written value counts. */
function uselessGracePeriod({ service, path }: NamedService, context: RuleContext): ModelProblem[] {
  const written = context.declared(path).includes("healthCheckGracePeriodSeconds");
  if (service.route !== undefined || !written) return [];
  return [
    {
      path: [...path, "healthCheckGracePeriodSeconds"],
      related: [[...path, "route"]],
      message: "This has no effect: a service without a route has no load-balancer checks.",
      fix: "Remove it, or add a route. A check inside the container has its own startPeriodSeconds.",
    },
  ];
}
