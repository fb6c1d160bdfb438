import type * as pulumi from "@pulumi/pulumi";

/** Where the metrics of a service are. */
export interface MetricSources {
  readonly serviceName: string;
  readonly clusterName: pulumi.Input<string>;
  /** Its target groups with their load balancer, by ARN suffix; none without a route. */
  readonly targetGroups: readonly {
    readonly loadBalancer: pulumi.Input<string>;
    readonly targetGroup: pulumi.Input<string>;
    /** Of a network load balancer. */
    readonly network?: boolean;
  }[];
}

/** A metric, with the name that metric math has for it. */
export interface Metric {
  readonly id: string;
  readonly namespace: "AWS/ECS" | "AWS/ApplicationELB" | "AWS/NetworkELB";
  readonly metricName: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A metric of the service's tasks: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html */
export function taskMetric(
  { clusterName, serviceName }: MetricSources,
  metric: Pick<Metric, "id" | "metricName" | "stat">,
): Metric {
  return {
    ...metric,
    namespace: "AWS/ECS",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
  };
}

/**
 * The number of running tasks: each sends one sample a minute, so it has to be read by the minute.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_utilization.html
 */
export function taskCount(sources: MetricSources): Metric {
  return taskMetric(sources, { id: "tasks", metricName: "CPUUtilization", stat: "SampleCount" });
}

/**
 * A metric of the load balancer for each target group of the service, `<id>1` and so on.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function targetMetrics(
  { targetGroups }: MetricSources,
  { id, metricName, stat }: Pick<Metric, "id" | "metricName" | "stat">,
): Metric[] {
  return targetGroups.map(({ loadBalancer, targetGroup, network = false }, index) => ({
    id: `${id}${index + 1}`,
    namespace: network ? "AWS/NetworkELB" : "AWS/ApplicationELB",
    metricName,
    stat,
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
  }));
}

/**
 * The sum over the target groups, in metric math. Of several, those without a sample count as 0; where there is only one,
 * no sample stays none.
 */
export function sum(metrics: readonly Metric[]): string {
  const [first] = metrics;
  return first !== undefined && metrics.length === 1 ? first.id : filledSum(metrics);
}

/** The same with 0 for no sample, of one too. */
export function filledSum(metrics: readonly Metric[]): string {
  return `(${metrics.map(filled).join(" + ")})`;
}

/** The highest over the target groups, in metric math without MAX, which AWS advises against in alarms. */
export function highest(metrics: readonly Metric[]): string {
  return metrics.map(filled).reduce((one, other) => `IF(${one} > ${other}, ${one}, ${other})`);
}

function filled({ id }: Metric): string {
  return `FILL(${id}, 0)`;
}
