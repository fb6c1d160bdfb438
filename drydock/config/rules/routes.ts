import { quotas } from "drydock-components/facts/quotas";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { deploymentPlan } from "drydock-components/model/deployment-plan";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import type { StackConfig } from "../schema";
import { missingName } from "drydock-components/model/check/names";
import { loadBalancerOf, loadBalancersOf, type NamedLoadBalancer } from "../load-balancers";
import { type NamedService, services, type Rule, type RuleContext } from "./rule";

type Route = NonNullable<StackConfig["services"][string]["route"]>;

interface Routed extends NamedService {
  readonly route: Route;
}

/** Routes: each has a load balancer before it, a port behind it, and requests that only it takes. */
export const routes: Rule = (config, context) => {
  const routed = services(config).flatMap((owner) =>
    owner.service.route === undefined ? [] : [{ ...owner, route: owner.service.route }],
  );
  const on = loadBalancersOf(config).map(({ name }) =>
    routed.filter(({ route }) => loadBalancerOf(route, config)?.name === name),
  );
  return [
    ...routed.flatMap((owner) => {
      const balancer = loadBalancerOf(owner.route, config);
      return balancer === undefined
        ? withoutLoadBalancer(owner, config, context)
        : foreignHosts(owner, balancer);
    }),
    ...on.flatMap((those) => [
      ...sameRequests(those),
      ...tooManyRoutes(those),
      ...tooManyGroups(those),
    ]),
    ...services(config).flatMap((owner) => uselessGracePeriod(owner, context)),
  ];
};

function withoutLoadBalancer(
  { path, route }: Routed,
  config: StackConfig,
  { declared, contract }: RuleContext,
): ModelProblem[] {
  if (contract !== undefined && contract.existing.loadBalancer === undefined) return [];
  const written = declared([]);
  const others = declared(["loadBalancers"]);
  const known = [
    ...(written.includes("ingress") || config.existing.loadBalancer !== undefined
      ? [defaultLoadBalancer]
      : []),
    ...others,
  ];
  if (known.length > 0 && route.loadBalancer !== undefined) {
    return missingName({
      path: [...path, "route", "loadBalancer"],
      name: route.loadBalancer,
      known,
      what: "load balancer",
      home: "drydock:loadBalancers",
    });
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

/** Drydock creates a certificate and a DNS record for that one name only. */
function foreignHosts(
  { route, path }: Routed,
  { path: home, settings }: NamedLoadBalancer,
): ModelProblem[] {
  const domain = settings?.domain;
  if (domain === undefined || settings?.certificateArn !== undefined) return [];
  return route.hosts.flatMap((host, index) =>
    matches(host, domain)
      ? []
      : [
          {
            path: [...path, "route", "hosts", index],
            related: [home],
            message: `The certificate and the DNS record are for ${domain} only, so no request comes for this host.`,
            allowed: domain,
            fix: `Write that name, or give drydock:${home.join(".")} a certificateArn that covers this host.`,
          },
        ],
  );
}

function matches(pattern: string, host: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(host);
}

/** Of two rules with the same pattern only the first would ever get a request. */
function sameRequests(routed: readonly Routed[]): ModelProblem[] {
  const taken = new Map<string, Routed>();
  return routed.flatMap((owner) => {
    const clashes = new Set<Routed>();
    for (const request of requestsOf(owner.route)) {
      const other = taken.get(request);
      if (other === undefined) taken.set(request, owner);
      else if (other !== owner) clashes.add(other);
    }
    return [...clashes].map((other) => ({
      path: [...owner.path, "route"],
      at: "key" as const,
      related: [[...other.path, "route"]],
      message: `The route of ${other.name} takes requests for the same host and path.`,
      allowed: "one route for each combination of host and path pattern",
      fix: "Give one of the two another path or host.",
    }));
  });
}

function requestsOf({ hosts, paths }: Route): string[] {
  const anyHost = hosts.length === 0 ? ["*"] : hosts;
  const anyPath = paths.length === 0 ? ["/*"] : paths;
  return anyHost.flatMap((host) =>
    anyPath.map((path) => `${host.toLowerCase()} ${path === "*" ? "/*" : path}`),
  );
}

/** A service whose requests ECS moves has two target groups. */
function tooManyGroups(routed: readonly Routed[]): ModelProblem[] {
  const most = quotas.loadBalancer.targetGroupsPerLoadBalancer;
  const twice = routed.filter(
    ({ service }) => deploymentPlan(service.deployment).shifting !== undefined,
  ).length;
  const count = routed.length + twice;
  if (twice === 0 || count <= most) return [];
  return [
    {
      path: ["services"],
      at: "key",
      message: `${routed.length} services have a route, ${twice} of them with two target groups; the load balancer takes ${most} groups.`,
      allowed: `at most ${most} target groups on one load balancer`,
      fix: "Deploy some services with strategy rolling, or add a load balancer under drydock:loadBalancers.",
    },
  ];
}

function tooManyRoutes(routed: readonly Routed[]): ModelProblem[] {
  const most = quotas.loadBalancer.rulesPerLoadBalancer;
  const tested = routed.filter(({ service }) => service.deployment.test !== undefined).length;
  if (routed.length + tested <= most) return [];
  return [
    {
      path: ["services"],
      at: "key",
      message:
        `${routed.length} services have a route${tested === 0 ? "" : `, ${tested} of them with a rule of test requests`}; ` +
        `the load balancer takes ${most} rules.`,
      allowed: `at most ${most} rules on one load balancer`,
      fix: "Lead several paths to one service, or add a load balancer under drydock:loadBalancers.",
    },
  ];
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
