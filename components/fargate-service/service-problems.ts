import { quotas } from "../facts/quotas";
import { taskProblems } from "../fargate-task";
import type { ArgumentProblem } from "../internal/arguments";
import { Discovery, type CapacityArgs, type DeploymentArgs } from "./args";
import { scalingProblems } from "./scaling-problems";
import type { ServiceSettings } from "./settings";

/** Everything that is wrong with a service's arguments and can be known before anything is made. */
export function serviceProblems(name: string, args: ServiceSettings): ArgumentProblem[] {
  return [
    ...taskProblems(args),
    ...nameProblems(name, args),
    ...routeProblems(args),
    ...capacityProblems(args.capacity ?? {}),
    ...deploymentProblems(args.deployment ?? {}),
    ...countProblems(args),
    ...discoveryProblems(args),
    ...placementProblems(args),
    ...(args.scaling === undefined ? [] : scalingProblems(args.scaling, args.route !== undefined)),
  ];
}

function nameProblems(name: string, args: ServiceSettings): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(args.serviceName)) {
    problems.push({
      propertyPath: "serviceName",
      reason: `"${args.serviceName}" may hold only letters, digits, hyphens and underscores, 1 to 255 of them.`,
    });
  }
  // Pulumi makes a physical name unique by a hyphen and seven characters.
  const most = quotas.loadBalancer.targetGroupNameLength - 8;
  if (
    args.route !== undefined &&
    !new RegExp(`^[A-Za-z0-9](?:[A-Za-z0-9-]{0,${most - 1}})$`).test(name)
  ) {
    problems.push({
      propertyPath: "route",
      reason: `the component's name "${name}" begins the name of its target group: letters, digits and hyphens, at most ${most} of them.`,
    });
  }
  return problems;
}

function routeProblems(args: ServiceSettings): ArgumentProblem[] {
  const { route } = args;
  if (route === undefined) return [];
  const problems: ArgumentProblem[] = [];
  if (args.containers[0]?.containerPort === undefined) {
    problems.push({
      propertyPath: "containers[0].containerPort",
      reason: "is needed where the service has a route: the load balancer sends requests there.",
    });
  }
  const values = (route.paths?.length ?? 0) + (route.hosts?.length ?? 0);
  const most = quotas.loadBalancer.conditionValuesPerRule;
  if (values > most) {
    problems.push({
      propertyPath: "route",
      reason: `paths and hosts are ${values} patterns together, and a rule takes ${most}; use wildcards.`,
    });
  }
  const delay = route.deregistrationDelaySeconds;
  if (delay !== undefined && (delay < 0 || delay > 3600)) {
    problems.push({
      propertyPath: "route.deregistrationDelaySeconds",
      reason: `${delay} is outside 0 to 3600.`,
    });
  }
  const sticky = route.stickySessionSeconds;
  if (sticky !== undefined && (sticky < 1 || sticky > 604800)) {
    problems.push({
      propertyPath: "route.stickySessionSeconds",
      reason: `${sticky} is outside 1 to 604800 (a week).`,
    });
  }
  return problems;
}

function capacityProblems(capacity: CapacityArgs): ArgumentProblem[] {
  const { onDemandWeight = 1, spotWeight = 0 } = capacity;
  if (onDemandWeight > 0 || spotWeight > 0) return [];
  return [
    {
      propertyPath: "capacity",
      reason: "onDemandWeight and spotWeight are both 0; ECS needs one above 0.",
    },
  ];
}

function deploymentProblems(deployment: DeploymentArgs): ArgumentProblem[] {
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = deployment;
  if (minimumHealthyPercent < maximumPercent) return [];
  return [
    {
      propertyPath: "deployment",
      reason: `minimumHealthyPercent ${minimumHealthyPercent} must be below maximumPercent ${maximumPercent}: a deployment could neither stop a task nor start one.`,
    },
  ];
}

function countProblems(args: ServiceSettings): ArgumentProblem[] {
  const { desiredCount, scaling } = args;
  if (desiredCount !== undefined && scaling !== undefined) {
    return [
      {
        propertyPath: "desiredCount",
        reason: "has no effect where scaling owns the number of tasks; leave one of them out.",
      },
    ];
  }
  if (desiredCount !== undefined && (!Number.isInteger(desiredCount) || desiredCount < 0)) {
    return [{ propertyPath: "desiredCount", reason: `${desiredCount} is not a number of tasks.` }];
  }
  return [];
}

function discoveryProblems(args: ServiceSettings): ArgumentProblem[] {
  const { discovery = Discovery.None } = args;
  const choices: string[] = Object.values(Discovery);
  if (!choices.includes(discovery)) {
    return [
      {
        propertyPath: "discovery",
        reason: `"${discovery}" is unknown; take ${choices.join(", ")}.`,
      },
    ];
  }
  const needs = {
    dnsNamespaceId: discovery === Discovery.DnsA || discovery === Discovery.DnsSrv,
    dnsNamespaceName: discovery === Discovery.DnsA || discovery === Discovery.DnsSrv,
    serviceConnectNamespaceArn: discovery === Discovery.ServiceConnect,
  };
  const missing = (["dnsNamespaceId", "dnsNamespaceName", "serviceConnectNamespaceArn"] as const)
    .filter((argument) => needs[argument] && args[argument] === undefined)
    .map((argument) => ({
      propertyPath: argument,
      reason: `is needed for discovery "${discovery}".`,
    }));
  const needsPort = discovery === Discovery.DnsSrv || discovery === Discovery.ServiceConnect;
  if (!needsPort || args.containers[0]?.containerPort !== undefined) return missing;
  return [
    ...missing,
    {
      propertyPath: "containers[0].containerPort",
      reason: `is needed for discovery "${discovery}", which publishes it.`,
    },
  ];
}

function placementProblems(args: ServiceSettings): ArgumentProblem[] {
  if (args.publicEgressPorts === undefined || args.assignPublicIp === true) return [];
  return [
    {
      propertyPath: "publicEgressPorts",
      reason:
        "opens ways to the internet that only a task with a public address has; set assignPublicIp or leave it out.",
    },
  ];
}
