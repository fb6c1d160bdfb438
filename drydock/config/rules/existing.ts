import type { ModelProblem } from "drydock-components/model/check/problem";
import { within } from "drydock-components/model/check/problem";
import { nameList } from "drydock-components/model/check/nearest";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import { existingProblems } from "drydock-components/model/existing";
import { neededEndpoints } from "../planned-endpoints";
import { reachesInternet } from "../reach";
import { loadBalancersOf } from "../load-balancers";
import type { StackConfig } from "../schema";
import { tasksOf } from "../tasks";
import { type Rule, type RuleContext, services } from "./rule";

/** Parts that exist: that they suffice for the services, and that no key refers to a part that is not created. */
export const existing: Rule = (config, context) => [
  ...within(
    ["existing"],
    existingProblems(config.existing, { region: context.region, account: config.account }),
  ),
  ...ownSettings(config, context),
  ...twoOfOneName(config),
  ...(context.contract === undefined
    ? [...missingEndpoints(config), ...missingSubnets(config), ...missingNamespaces(config)]
    : []),
];

/** Keys about a part that Drydock creates, and the key under `existing` that takes the part's place. */
const replaced = [
  { part: "network", by: "network", kept: ["egressPorts"] },
  { part: "cluster", by: "cluster", kept: [] },
  { part: "ingress", by: "loadBalancer", kept: [] },
  { part: "encryption", by: "kmsKeyArn", kept: [] },
] as const;

function ownSettings(config: StackConfig, { declared, contract }: RuleContext): ModelProblem[] {
  return replaced.flatMap(({ part, by, kept }) => {
    if (config.existing[by] === undefined || !declared([]).includes(part)) return [];
    const keys = declared([part]).filter((key) => !kept.some((one) => one === key));
    const paths = keys.map((key) => [part, key]);
    return (keys.length === 0 && part === "ingress" ? [[part]] : paths).map((path) => ({
      path,
      at: "key" as const,
      related: [["existing", by]],
      ...(contract === undefined
        ? {
            message: `This is about a part that Drydock creates, and drydock:existing.${by} takes its place.`,
            fix: `Remove it, or remove drydock:existing.${by}.`,
          }
        : {
            message: `The platform ${contract.platform} owns this part.`,
            fix: `Remove it, or ask ${contract.owner} to change it in ${contract.stackFile} of ${contract.platform}.`,
          }),
    }));
  });
}

function twoOfOneName({ existing: { loadBalancers }, ...config }: StackConfig): ModelProblem[] {
  return Object.keys(loadBalancers)
    .filter((name) => name === defaultLoadBalancer || Object.hasOwn(config.loadBalancers, name))
    .map((name) => ({
      path: ["existing", "loadBalancers", name],
      at: "key" as const,
      related: [
        name === defaultLoadBalancer ? ["existing", "loadBalancer"] : ["loadBalancers", name],
      ],
      message: `${name} is the name of another load balancer, too: a route could not tell them apart.`,
      allowed: `a name other than ${nameList([defaultLoadBalancer, ...Object.keys(config.loadBalancers)])}`,
      fix: "Give it another name, such as inside.",
    }));
}

/** All of them in one problem: the VPC is one thing to look at. */
function missingEndpoints(config: StackConfig): ModelProblem[] {
  const vpc = config.existing.network;
  if (vpc === undefined || reachesInternet(config)) return [];
  const missing = neededEndpoints(config).filter(({ service }) => !vpc.endpoints.includes(service));
  if (missing.length === 0) return [];
  const needs = missing.map(({ service, causes }) => `${service} (for ${causes.join(", ")})`);
  const names = missing.map(({ service }) => service).join(", ");
  return [
    {
      path: ["existing", "network", "endpoints"],
      at: "key",
      message: `Tasks have no way to ${needs.join(", ")}: no endpoint is named and no NAT.`,
      allowed: "every AWS service that a service needs, or internet: nat",
      fix: `Add ${names} once the VPC has these endpoints, or write internet: nat.`,
    },
  ];
}

function missingSubnets(config: StackConfig): ModelProblem[] {
  const vpc = config.existing.network;
  if (vpc === undefined) return [];
  const balancers = loadBalancersOf(config);
  const publicTasks = tasksOf(config).filter(({ task }) => task.placement === "public");
  return [
    ...(["privateSubnetIds", "publicSubnetIds"] as const).flatMap((key) => {
      const inside = key === "privateSubnetIds";
      const placed = balancers.find(({ settings }) => settings?.internal === inside);
      if (placed === undefined || vpc[key].length >= 2) return [];
      return [
        {
          path: ["existing", "network", key],
          at: "key" as const,
          related: [placed.path],
          message: `A load balancer needs subnets in two zones, and there ${vpc[key].length === 1 ? "is one" : "are none"}.`,
          allowed: "at least two subnets, each in another zone",
          fix: `Add subnets to ${key}, or give drydock:existing.loadBalancer in place of drydock:${placed.path.join(".")}.`,
        },
      ];
    }),
    ...(vpc.publicSubnetIds.length > 0
      ? []
      : publicTasks.map(({ path }) => ({
          path: [...path, "placement"],
          related: [["existing", "network"]],
          message: "The existing network names no public subnets.",
          allowed: "private, or public with drydock:existing.network.publicSubnetIds",
          fix: "Write private, or add publicSubnetIds.",
        }))),
  ];
}

function missingNamespaces(config: StackConfig): ModelProblem[] {
  const { cluster } = config.existing;
  if (cluster === undefined) return [];
  return services(config).flatMap(({ service, path }) => {
    const key =
      service.discovery === "none"
        ? undefined
        : service.discovery === "serviceConnect"
          ? ("serviceConnectNamespaceArn" as const)
          : ("dnsNamespace" as const);
    if (key === undefined || cluster[key] !== undefined) return [];
    return [
      {
        path: [...path, "discovery"],
        related: [["existing", "cluster"]],
        message: `The existing cluster names no namespace for ${service.discovery}.`,
        allowed: `none, or drydock:existing.cluster.${key}`,
        fix: `Add ${key} to drydock:existing.cluster.`,
      },
    ];
  });
}
