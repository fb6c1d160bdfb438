import type { Path } from "drydock-components/model/check/path";
import { nameList } from "drydock-components/model/check/nearest";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { type Contract, sharesProblems } from "drydock-components/model/platform";
import { loadBalancersOf, routedServices } from "../load-balancers";
import { neededEndpoints } from "../planned-endpoints";
import { reachesInternet, zoneCount } from "../reach";
import { pullRequestOf, routesOfPullRequest } from "../route-range";
import type { StackConfig } from "../schema";
import { tasksOf } from "../tasks";
import { tasksIn } from "./addresses";
import { services, type Rule, type RuleContext } from "./rule";

/** A platform and its service stacks: a platform has no services, and gives a service stack all that it needs. */
export const platform: Rule = (config, context) => {
  const { contract } = context;
  return [
    ...(config.shares === undefined
      ? []
      : [...platformAlone(config, context), ...within(["shares"], sharesProblems(config.shares))]),
    ...(contract === undefined ? [] : needs.flatMap((need) => need(config, contract, context))),
  ];
};

function platformAlone(config: StackConfig, { declared }: RuleContext): ModelProblem[] {
  return (["services", "jobs", "platform"] as const)
    .filter((part) => declared([]).includes(part) && Object.keys(config[part] ?? {}).length > 0)
    .map((part) => ({
      path: [part],
      at: "key",
      related: [["shares"]],
      message: "A platform owns what service stacks stand on, and nothing that stands on it.",
      fix: "Move it into a stack file of its own that names this platform, or remove drydock:shares.",
    }));
}

/** A name that neither the stack file nor its platform has, as something to ask the platform's owner for. */
export function orOfPlatform(
  problem: ModelProblem,
  { what, change }: { readonly what: string; readonly change: string },
  contract: Contract | undefined,
): ModelProblem {
  if (contract === undefined) return problem;
  const message = `The platform ${contract.platform} has no ${what} of this name, nor has this file.`;
  return { ...problem, message, fix: ask(change, contract) };
}

type Need = (config: StackConfig, contract: Contract, context: RuleContext) => ModelProblem[];

/** What to ask of whom, as a sentence: the file to change is not in this repository. */
export const ask = (change: string, contract: Contract): string => `A${asked(change, contract)}.`;

/** The same as the rest of a sentence. */
export const orAsk = (change: string, contract: Contract): string =>
  `or a${asked(change, contract)}`;

const asked = (change: string, { owner, stackFile, platform: name }: Contract): string =>
  `sk ${owner} to ${change} in ${stackFile} of ${name} and write the contract again`;

const home: Need = (config, contract, { region }) => {
  const { account, platform: name } = contract;
  const foreign =
    config.account !== undefined && account !== undefined && account !== config.account;
  return [
    ...(region === undefined || region === contract.region
      ? []
      : [
          {
            path: ["aws:region"],
            message: `The platform ${name} is in ${contract.region}.`,
            allowed: contract.region,
            fix: `Write aws:region: ${contract.region}, or name a platform of this region.`,
          },
        ]),
    ...(foreign
      ? [
          {
            path: ["account"],
            message: `The platform ${name} belongs to the account ${account}.`,
            allowed: account,
            fix: `Write drydock:account: "${account}", or name a platform of this account.`,
          },
        ]
      : []),
  ];
};

const place: Need = (config, contract) => {
  const as = config.platform?.as ?? "";
  if (Object.hasOwn(contract.stacks, as)) return [];
  const known = Object.keys(contract.stacks);
  return [
    {
      path: ["platform", "as"],
      message: `The platform ${contract.platform} knows no stack of this name, so its listener rules have no priorities.`,
      ...(known.length > 0 && { allowed: nameList(known) }),
      fix: ask(`add ${as} with a number of its own to drydock:shares.stacks`, contract),
    },
  ];
};

const endpoints: Need = (config, contract) => {
  if (reachesInternet(config)) return [];
  const has = contract.existing.network.endpoints;
  return neededEndpoints(config)
    .filter(({ service }) => !has.includes(service))
    .map(({ service, causes: [cause = ""] }) => ({
      path: pathOf(config, cause),
      at: "key",
      message: `${cause} needs the AWS service ${service}, and the platform ${contract.platform} has neither an endpoint for it nor NAT.`,
      allowed: `endpoints of the platform: ${has.length === 0 ? "none" : nameList(has)}`,
      fix: ask(`add ${service} to drydock:network.endpoints`, contract),
    }));
};

const pathOf = (config: StackConfig, name: string): Path =>
  tasksOf(config).find((task) => task.name === name)?.path ?? ["platform"];

const loadBalancer: Need = (config, contract) =>
  loadBalancersOf(config).length > 0
    ? []
    : routedServices(config).map(({ path }) => ({
        path: [...path, "route"],
        at: "key",
        message: `The platform ${contract.platform} has no load balancer for this route.`,
        fix: ask("add drydock:ingress", contract),
      }));

/** A rule without a host would take the requests of other stacks. */
const hosts: Need = (config, contract) => {
  if (contract.hosts.length === 0) return [];
  const allowed = `hosts of the platform: ${nameList(contract.hosts)}`;
  return routedServices(config).flatMap(({ route, path }): ModelProblem[] => {
    if (route.hosts.length === 0) {
      return [
        {
          path: [...path, "route"],
          at: "key",
          message:
            "The load balancer serves other stacks, too: a route without a host would take their requests.",
          allowed,
          fix: "Add hosts to the route.",
        },
      ];
    }
    return route.hosts.flatMap((host, index) =>
      contract.hosts.some((pattern) => coversHost(pattern, host))
        ? []
        : [
            {
              path: [...path, "route", "hosts", index],
              message: `No request for this host comes to the platform ${contract.platform}.`,
              allowed,
              fix: ask(
                "add it to drydock:shares.hosts, with a DNS record and a certificate",
                contract,
              ),
            },
          ],
    );
  });
};

/** A certificate's wildcard stands for one label. */
function coversHost(pattern: string, host: string): boolean {
  return pattern.startsWith("*.")
    ? host.split(".").slice(1).join(".") === pattern.slice(2)
    : host === pattern;
}

const routeCount: Need = (config, _, { stack }) => {
  const routed = routedServices(config);
  if (pullRequestOf(stack) === undefined || routed.length <= routesOfPullRequest) return [];
  return [
    {
      path: ["services"],
      at: "key",
      message: `${routed.length} services have a route; the environment of a pull request has ${routesOfPullRequest} priorities.`,
      allowed: `at most ${routesOfPullRequest} routes in the environment of a pull request`,
      fix: "Leave services out of it, or lead several paths to one service.",
    },
  ];
};

const publicSubnets: Need = (config, contract) =>
  contract.existing.network.publicSubnetIds.length > 0
    ? []
    : tasksOf(config)
        .filter(({ task }) => task.placement === "public")
        .map(({ path }) => ({
          path: [...path, "placement"],
          message: `The platform ${contract.platform} has no public subnets.`,
          allowed: "private",
          fix: `Write private, ${orAsk("add public subnets to drydock:existing.network", contract)}.`,
        }));

const namespaces: Need = (config, contract) => {
  const { dnsNamespace, serviceConnectNamespaceArn } = contract.existing.cluster;
  return services(config).flatMap(({ service: { discovery }, path }) => {
    const kind = discovery === "serviceConnect" ? "serviceConnect" : "dns";
    const there = kind === "dns" ? dnsNamespace : serviceConnectNamespaceArn;
    if (discovery === "none" || there !== undefined) return [];
    return [
      {
        path: [...path, "discovery"],
        message: `The platform ${contract.platform} has no namespace for ${discovery}.`,
        allowed: "none, or what its namespaces serve",
        fix: ask(`add ${kind} to drydock:shares.discovery`, contract),
      },
    ];
  });
};

const addresses: Need = (config, contract) => {
  const free = contract.addresses;
  if (free === undefined) return [];
  return (["private", "public"] as const).flatMap((subnet) => {
    const tasks = tasksIn(config, subnet);
    const needed = Math.ceil(tasks / zoneCount(config));
    if (tasks === 0 || needed <= free[subnet]) return [];
    return [
      {
        path: ["services"],
        at: "key" as const,
        message:
          `A ${subnet} subnet of the platform ${contract.platform} has ${free[subnet]} addresses for service stacks; ` +
          `with ${tasks} tasks at most, during deployments, this one alone needs ${needed} in a zone.`,
        allowed: "tasks for which the subnets have addresses",
        fix: `Lower scaling.max or maximumPercent, ${orAsk("widen drydock:network.cidr", contract)}.`,
      },
    ];
  });
};

const alarms: Need = (config, contract, { declared }) =>
  config.alerts !== undefined
    ? []
    : services(config)
        .filter(
          ({ path, service }) =>
            declared(path).includes("alarms") || service.deployment.rollbackOn.length > 0,
        )
        .map(({ path }) => ({
          path,
          at: "key",
          message: `Nobody would hear of this service's alarms: the platform ${contract.platform} has no topic for them.`,
          allowed: "alarms and rollbackOn together with drydock:alerts, here or in the platform",
          fix: ask("add drydock:alerts", contract),
        }));

const needs: readonly Need[] = [
  home,
  place,
  endpoints,
  loadBalancer,
  hosts,
  routeCount,
  publicSubnets,
  namespaces,
  addresses,
  alarms,
];
