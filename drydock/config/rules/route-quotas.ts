/** How many target groups and rules one load balancer takes. */
import { quotas } from "drydock-components/facts/quotas";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { deploymentPlan } from "drydock-components/model/deployment-plan";
import type { BalancerRule, RoutedService } from "../load-balancers";

/** A service whose requests ECS moves has two target groups. */
export function tooManyGroups(routed: readonly RoutedService[]): ModelProblem[] {
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

/** A route whose test requests have a rule of their own has two. */
export function tooManyRules(rules: readonly BalancerRule[]): ModelProblem[] {
  const most = quotas.loadBalancer.rulesPerLoadBalancer;
  const count = rules.length + rules.filter(({ tested }) => tested).length;
  if (count <= most) return [];
  return [
    {
      path: ["services"],
      at: "key",
      message: `The load balancer would have ${count} rules for routes, test requests, redirects and responses; it takes ${most}.`,
      allowed: `at most ${most} rules on one load balancer`,
      fix: "Lead several paths to one service, or add a load balancer under drydock:loadBalancers.",
    },
  ];
}
