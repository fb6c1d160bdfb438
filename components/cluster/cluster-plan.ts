import type { ArgumentProblem } from "../internal/arguments";

/** How much CloudWatch Container Insights records: the values of `ClusterArgs.containerInsights`. */
export const ContainerInsights = {
  /** Metrics of the cluster, its services, tasks and containers. */
  Enhanced: "enhanced",
  /** Metrics of the cluster and its services. */
  Enabled: "enabled",
  /** No metrics. */
  Disabled: "disabled",
} as const;

/**
 * The log group that Container Insights writes to, and makes without an end to its events where it is missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
 */
export function insightsLogGroupName(clusterName: string): string {
  return `/aws/ecs/containerinsights/${clusterName}/performance`;
}

/** Everything that is wrong with a cluster's arguments, by argument name. */
export function clusterProblems(args: {
  readonly clusterName: string;
  readonly containerInsights: string;
}): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(args.clusterName)) {
    problems.push({
      propertyPath: "clusterName",
      reason: `"${args.clusterName}" is not a cluster name; use 1 to 255 letters, digits, hyphens and underscores.`,
    });
  }
  const choices = Object.values<string>(ContainerInsights);
  if (!choices.includes(args.containerInsights)) {
    problems.push({
      propertyPath: "containerInsights",
      reason: `"${args.containerInsights}" is not a choice; use one of ${choices.join(", ")}.`,
    });
  }
  return problems;
}
