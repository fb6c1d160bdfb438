import { quotas } from "drydock-components/facts/quotas";
import type { Path } from "drydock-components/model/check/path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import {
  listenerPorts,
  loadBalancersOf,
  type NamedLoadBalancer,
  portsBehind,
  reachesIdentityProviders,
  routedTo,
} from "../load-balancers";
import type { StackConfig } from "../schema";
import { tasksOf } from "../tasks";
import { waysOut } from "../ways-out";
import { containersOf, type NamedService, services, type Rule } from "./rule";

const most = quotas.vpc.rulesPerSecurityGroup;

/** Rules of security groups, which AWS counts apart for each direction: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
export const securityGroupRules: Rule = (config) => [
  ...loadBalancersOf(config).flatMap((balancer) => loadBalancerRules(balancer, config)),
  ...services(config).flatMap((owner) => serviceRules(owner, config)),
  ...Object.keys(config.fileSystems).flatMap((name) => fileSystemRules(name, config)),
];

function loadBalancerRules(
  { name, path, settings }: NamedLoadBalancer,
  config: StackConfig,
): ModelProblem[] {
  if (settings === undefined) return [];
  const listeners =
    settings.type === "network"
      ? listenerPorts(name, config).length
      : settings.domain === undefined
        ? 1
        : 2;
  const routes = routedTo(name, config).length;
  const toProviders = reachesIdentityProviders({ name, settings }, config) ? 1 : 0;
  const group = name === defaultLoadBalancer ? "the load balancer" : `the load balancer ${name}`;
  return [
    ...tooMany({
      count: settings.allowedCidrs.length * listeners,
      path: [...path, "allowedCidrs"],
      group,
      reason: `${settings.allowedCidrs.length} ranges on ${listeners === 1 ? "one port" : listeners === 2 ? "two ports" : `${listeners} ports`}`,
      fix: "Join ranges, or use an AWS WAF web ACL with an IP set.",
    }),
    ...tooMany({
      count:
        (settings.sharedSecurityGroup ? portsBehind(name, config).length : routes) + toProviders,
      path: ["services"],
      group,
      reason: `${routes} services with a route${toProviders === 0 ? "" : ", and the way to identity providers"}`,
      fix: settings.sharedSecurityGroup
        ? "Let more services listen on the same port."
        : `Add sharedSecurityGroup: true to drydock:${path.join(".")}: one rule for each port in place of one for each service.`,
    }),
  ];
}

function serviceRules({ name, service, path }: NamedService, config: StackConfig): ModelProblem[] {
  const callers = tasksOf(config).filter(({ task }) => task.connectsTo.includes(name)).length;
  const into = callers + service.allowedCidrs.length + (service.route === undefined ? 0 : 1);
  const mounted = new Set(
    containersOf({ name, task: service, path, imageOf: name }).flatMap(({ container }) =>
      Object.values(container.volumes).map((volume) => volume.fileSystem),
    ),
  );
  const ports = service.placement === "public" ? config.network.egressPorts.length : 0;
  const called = new Set(service.connectsTo).size;
  const others = Object.keys(waysOut(service, config)).length;
  return [
    ...tooMany({
      count: into,
      path,
      group: `the service ${name}`,
      reason: [
        `${callers} services connect to it`,
        ...(service.allowedCidrs.length === 0 ? [] : [`${service.allowedCidrs.length} ranges may`]),
        ...(service.route === undefined ? [] : ["and the load balancer"]),
      ].join(", "),
      fix: "Let some callers reach this service through its route, or divide the service.",
    }),
    ...tooMany({
      count: called + mounted.size + ports + others,
      path: [...path, "connectsTo"],
      group: `the service ${name}`,
      reason: [
        ...(others === 0 ? [] : [`${others} databases and others in reach`]),
        `${called} connections, ${mounted.size} file systems and ${ports} ports to the internet`,
      ].join(", "),
      fix: "Connect to fewer services, or reach some through their routes.",
    }),
  ];
}

function fileSystemRules(name: string, config: StackConfig): ModelProblem[] {
  const users = tasksOf(config).filter((owner) =>
    containersOf(owner).some(({ container }) =>
      Object.values(container.volumes).some((volume) => volume.fileSystem === name),
    ),
  ).length;
  return tooMany({
    count: users,
    path: ["fileSystems", name],
    group: `the file system ${name}`,
    reason: `${users} services mount it`,
    fix: "Divide the services among two file systems.",
  });
}

interface RuleCount {
  readonly count: number;
  readonly path: Path;
  readonly group: string;
  readonly reason: string;
  readonly fix: string;
}

function tooMany({ count, path, group, reason, fix }: RuleCount): ModelProblem[] {
  if (count <= most) return [];
  return [
    {
      path,
      at: "key",
      showValue: false,
      message: `The security group of ${group} would get ${count} rules in one direction: ${reason}.`,
      allowed: `at most ${most} rules in each direction`,
      fix,
    },
  ];
}
