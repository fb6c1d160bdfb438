import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalanced } from "./main-container";

/** Inputs for a service's route. */
export interface ServiceRouteArgs {
  /** The name of the service's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly vpcId: pulumi.Input<string>;
  readonly balanced: LoadBalanced;
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** A target group and the rule that leads to it. */
export interface ServiceRoute {
  readonly targetGroup: aws.lb.TargetGroup;
  readonly listenerRule: aws.lb.ListenerRule;
  /** The load balancer settings of the ECS service. */
  readonly loadBalancer: aws.types.input.ecs.ServiceLoadBalancer;
  /** The label that scaling by requests uses. */
  readonly requestLabel: pulumi.Output<string>;
}

/** The conditions of the listener rule: a rule needs at least one, so any path is a condition too. */
export function routeConditions({ paths, hosts }: Pick<LoadBalanced["route"], "paths" | "hosts">) {
  return [
    ...(hosts.length > 0 ? [{ hostHeader: { values: hosts } }] : []),
    ...(paths.length > 0 || hosts.length === 0
      ? [{ pathPattern: { values: paths.length > 0 ? paths : ["/*"] } }]
      : []),
  ];
}

/**
 * A target group must name a port, and it cannot change. ECS registers each task with its container port, which
 * overrides it: one group serves the tasks of the former port and of a new one while a deployment runs.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html (Port)
 */
const unusedPort = 80;

/** Creates the target group, and the rule of the shared listener that forwards to it. */
export function createRoute(args: ServiceRouteArgs): ServiceRoute {
  const { name, parent, balanced, tags } = args;
  const { route, containerPort } = balanced;
  const targetGroup = new aws.lb.TargetGroup(
    // Its physical name is this plus eight characters, and AWS allows 32.
    name,
    {
      vpcId: args.vpcId,
      port: unusedPort,
      protocol: "HTTP",
      targetType: "ip",
      deregistrationDelay: route.deregistrationDelaySeconds,
      healthCheck: {
        protocol: "HTTP",
        port: "traffic-port",
        path: route.healthCheckPath,
        matcher: route.healthCheckCodes,
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      // Always given: stickiness left out would stay as it was instead of being turned off.
      stickiness: {
        type: "lb_cookie",
        enabled: route.stickySessionSeconds !== undefined,
        cookieDuration: route.stickySessionSeconds ?? 86400,
      },
      tags,
    },
    {
      parent,
      // Version 0.1.0 gave the container's port: a group keeps its own.
      ignoreChanges: ["port"],
      // A group belongs to one load balancer for its life: the rule of another could not forward to it.
      replacementTrigger: route.loadBalancerArnSuffix,
    },
  );
  const listenerRule = new aws.lb.ListenerRule(
    name,
    {
      listenerArn: route.listenerArn,
      priority: route.priority,
      conditions: routeConditions(route),
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags,
    },
    { parent },
  );
  return {
    targetGroup,
    listenerRule,
    loadBalancer: { targetGroupArn: targetGroup.arn, containerName: name, containerPort },
    // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
    requestLabel: pulumi.interpolate`${route.loadBalancerArnSuffix}/${targetGroup.arnSuffix}`,
  };
}
