import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { isOfRequests } from "../model/network-route";
import { healthCheckOf } from "../model/route";
import type { LoadBalanced } from "./main-container";
import type { ServiceRouteArgs } from "./route";

/**
 * A target group must name a port, and it cannot change. ECS registers each task with its container port, which
 * overrides it: one group serves the tasks of the former port and of a new one while a deployment runs.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html (Port)
 */
const unusedPort = 80;

/**
 * Creates the target group of a route.
 *
 * @param primary the first group, where this is the alternate one, which is created and replaced after it
 */
export function createTargetGroup(
  name: string,
  args: ServiceRouteArgs,
  primary?: aws.lb.TargetGroup,
): aws.lb.TargetGroup {
  const {
    parent,
    service,
    balanced: { route },
  } = args;
  return new aws.lb.TargetGroup(
    // Its physical name is this plus eight characters, and AWS allows 32.
    name,
    {
      ...(primary === undefined && route.targetGroupName !== undefined
        ? { name: route.targetGroupName }
        : {}),
      vpcId: service.vpcId,
      port: unusedPort,
      targetType: "ip",
      deregistrationDelay: route.deregistrationDelaySeconds,
      ...(isOfRequests(route) ? requestSettings(route) : connectionSettings(route)),
      tags: service.tags,
    },
    {
      parent,
      // With a name given, the provider would delete the group first, which its rule still leads to.
      deleteBeforeReplace: false,
      // Version 0.1.0 gave the container's port: a group keeps its own.
      ignoreChanges: ["port"],
      // A group belongs to one load balancer for its life: the rule of another could not forward to it.
      replacementTrigger: route.loadBalancerArnSuffix,
      ...(primary === undefined && { hooks: args.guard.group }),
      // Waits for the trigger and what the guard reads, where their failure is passed on. Pulumi reads triggers after that (3.270,
      // runtime/resource.js): where one fails, the group's ARN would never resolve, and an Automation API program would wait forever.
      dependsOn: pulumi
        .all([route.loadBalancerArnSuffix, route.listenerArn, service.clusterArn])
        .apply(() => (primary === undefined ? [] : [primary])),
    },
  );
}

type Route = LoadBalanced["route"];

const checks = {
  port: "traffic-port",
  interval: 15,
  timeout: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};

function requestSettings(route: Route) {
  const { path, codes } = healthCheckOf(route);
  return {
    protocol: "HTTP",
    // Left out for HTTP/1.1, as versions before gave none.
    ...(route.protocolVersion === "http1"
      ? {}
      : { protocolVersion: route.protocolVersion.toUpperCase() }),
    healthCheck: { ...checks, protocol: "HTTP", path, matcher: codes },
    // Always given: stickiness left out would stay as it was instead of being turned off.
    stickiness: {
      type: "lb_cookie",
      enabled: route.stickySessionSeconds !== undefined,
      cookieDuration: route.stickySessionSeconds ?? 86400,
    },
  };
}

/** A task is healthy that accepts connections. The load balancer itself ends TLS. */
function connectionSettings(route: Route) {
  return {
    protocol: "TCP",
    healthCheck: { ...checks, protocol: "TCP" },
    preserveClientIp: String(route.preserveClientAddress),
  };
}
