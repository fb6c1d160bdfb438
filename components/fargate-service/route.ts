import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { routeConditions } from "../internal/listener-conditions";
import { roleSettings } from "../internal/role";
import { deploymentPlan } from "../model/deployment-plan";
import { isOfRequests } from "../model/network-route";
import { alternateSuffix, testPriority } from "../model/deployment-rules";
import type { MetricSources } from "./alarm-metrics";
import type { DeploymentGuard } from "./deployment-guard";
import { createInfrastructureRole } from "./infrastructure-role";
import type { LoadBalanced } from "./main-container";
import { createNetworkRoute } from "./network-route";
import type { ServicePart, ServiceSettings } from "./settings";
import { secretOutputs, signInActions } from "./sign-in";
import { createTargetGroup } from "./target-group";

/** Inputs for a service's route. */
export interface ServiceRouteArgs extends ServicePart {
  readonly balanced: LoadBalanced;
  /** For the target groups and the listener rule. */
  readonly guard: Pick<DeploymentGuard, "group" | "rule">;
}

/** A target group and the rule that leads to it. */
export interface ServiceRoute {
  readonly targetGroup: aws.lb.TargetGroup;
  /** Its target groups with their load balancer, by ARN suffix. */
  readonly targetGroups: MetricSources["targetGroups"];
  /** The load balancer settings of the ECS service. */
  readonly loadBalancer: aws.types.input.ecs.ServiceLoadBalancer;
  /** What has to exist before the service, and to outlive it. */
  readonly needed: readonly pulumi.Resource[];
}

/**
 * The part of a rule that belongs to ECS once it moves requests: which group gets how many. Both places by their index: the
 * provider knows no wildcard, and ignores no place that a rule with one group lacks, so that the change of strategy passes.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/diff.go (computeIgnoreChanges)
 */
const sharesOfEcs = [0, 1].map((index) => `actions[0].forward.targetGroups[${index}]`);

/** Creates the target group and the rule of the shared listener that leads to it; two groups where ECS moves requests. */
export function createRoute(args: ServiceRouteArgs): ServiceRoute {
  const { name, parent, service, balanced } = args;
  const { tags } = service;
  const { route, containerPort } = balanced;
  if (!isOfRequests(route)) return createNetworkRoute(args);
  const shifts = deploymentPlan(service.deployment).shifting !== undefined;
  const targetGroup = createTargetGroup(name, args);
  const alternate = shifts
    ? createTargetGroup(`${name}${alternateSuffix}`, args, targetGroup)
    : undefined;
  const listenerRule = new aws.lb.ListenerRule(
    name,
    {
      listenerArn: route.listenerArn ?? "",
      priority: route.priority,
      conditions: routeConditions(route),
      actions: [...signInActions(route.signIn), forwardTo(targetGroup, alternate)],
      tags,
    },
    {
      parent,
      hooks: args.guard.rule,
      ignoreChanges: shifts ? sharesOfEcs : [],
      additionalSecretOutputs: secretOutputs(route.signIn),
    },
  );
  const own = { targetGroupArn: targetGroup.arn, containerName: name, containerPort };
  const shifting = alternate && createShifting({ ...args, targetGroup, alternate, listenerRule });
  return {
    targetGroup,
    targetGroups: [targetGroup, ...(alternate ? [alternate] : [])].map(({ arnSuffix }) => ({
      loadBalancer: route.loadBalancerArnSuffix,
      // What watches the groups changes after the rule, whose guard may refuse the change.
      targetGroup: pulumi.all([arnSuffix, listenerRule.urn]).apply(([suffix]) => suffix),
    })),
    loadBalancer: { ...own, ...shifting?.settings },
    needed: [listenerRule, ...(shifting?.needed ?? [])],
  };
}

interface ShiftingArgs extends ServiceRouteArgs {
  readonly targetGroup: aws.lb.TargetGroup;
  readonly alternate: aws.lb.TargetGroup;
}

/** Creates what ECS moves requests with. */
function createShifting(args: ShiftingArgs & { readonly listenerRule: aws.lb.ListenerRule }) {
  const { name, parent, service, targetGroup, alternate, listenerRule } = args;
  const testRule = service.deployment.test && createTestRule(args, service.deployment.test);
  const rules = [listenerRule, ...(testRule ? [testRule] : [])];
  const { role, policies } = createInfrastructureRole({
    name: `${name}-deployment`,
    parent,
    serviceName: service.serviceName,
    region: service.region,
    targetGroups: [targetGroup, alternate],
    listenerRules: rules,
    ...roleSettings(service),
    tags: service.tags,
  });
  const settings = {
    advancedConfiguration: {
      alternateTargetGroupArn: alternate.arn,
      productionListenerRule: listenerRule.arn,
      ...(testRule ? { testListenerRule: testRule.arn } : {}),
      roleArn: role.arn,
    },
  };
  return { settings, needed: [...policies, ...(testRule ? [testRule] : [])] };
}

/** Creates the rule of test requests, just before the service's own: ECS leads it to the new tasks first. */
function createTestRule(
  { name, parent, service, balanced: { route }, targetGroup, alternate }: ShiftingArgs,
  { header, value, allowedCidrs }: NonNullable<ServiceSettings["deployment"]["test"]>,
): aws.lb.ListenerRule {
  return new aws.lb.ListenerRule(
    `${name}-test`,
    {
      listenerArn: route.listenerArn ?? "",
      ...(route.priority === undefined ? {} : { priority: testPriority(route.priority) }),
      conditions: [
        ...routeConditions(route),
        { httpHeader: { httpHeaderName: header, values: [value] } },
        { sourceIp: { values: allowedCidrs } },
      ],
      actions: [forwardTo(targetGroup, alternate)],
      tags: service.tags,
    },
    { parent, ignoreChanges: sharesOfEcs },
  );
}

/** ECS refuses to deploy before the rule leads to both groups, so the alternate one starts with a share of nothing. */
function forwardTo(
  { arn }: aws.lb.TargetGroup,
  alternate: aws.lb.TargetGroup | undefined,
): aws.types.input.lb.ListenerRuleAction {
  if (alternate === undefined) return { type: "forward", targetGroupArn: arn };
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn, weight: 1 },
        { arn: alternate.arn, weight: 0 },
      ],
      // As AWS fills it in: left out, a refresh would show it as a change.
      stickiness: { enabled: false, duration: 3600 },
    },
  };
}
