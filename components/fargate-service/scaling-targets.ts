import { backlogExpression, messagesPerTask } from "../model/queues";
import type { ScalingSettings } from "./scaling-scope";

/** A value to hold. */
type Target = NonNullable<ScalingSettings["cpuPercent"]>;

/** A metric that AWS keeps for scaling. */
export interface PredefinedMetric {
  readonly kind: "predefined";
  readonly metric:
    | "ECSServiceAverageCPUUtilization"
    | "ECSServiceAverageMemoryUtilization"
    | "ALBRequestCountPerTarget";
}

/** A metric by its place in CloudWatch. */
export interface CloudWatchMetric {
  readonly kind: "cloudWatch";
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: string;
  /** Fixed dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Whether the dimensions ClusterName and ServiceName of this service belong to it. */
  readonly ofService: boolean;
}

/** The messages of a queue for each running task. */
export interface QueueBacklog {
  readonly kind: "backlog";
  readonly queueName: string;
  readonly expression: string;
}

/** One target-tracking policy. */
export interface TargetPolicy {
  /** The last part of the policy's name. */
  readonly name: string;
  readonly metric: PredefinedMetric | CloudWatchMetric | QueueBacklog;
  readonly target: number;
  readonly scaleInCooldownSeconds: number;
  readonly scaleOutCooldownSeconds: number;
}

/** The target-tracking policies that the arguments ask for, one a metric. */
export function targetPolicies(scaling: ScalingSettings): TargetPolicy[] {
  return [
    ...policy("cpu", scaling.cpuPercent, predefined("ECSServiceAverageCPUUtilization")),
    ...policy("memory", scaling.memoryPercent, predefined("ECSServiceAverageMemoryUtilization")),
    ...policy("requests", scaling.requestsPerTarget, predefined("ALBRequestCountPerTarget")),
    ...policy(
      "network-received",
      scaling.networkReceivedBytesPerSecond,
      networkMetric("NetworkRxBytes"),
    ),
    ...policy("network-sent", scaling.networkSentBytesPerSecond, networkMetric("NetworkTxBytes")),
    ...Object.entries(scaling.metrics).flatMap(([name, metric]) =>
      policy(`metric-${name}`, metric, {
        kind: "cloudWatch",
        namespace: metric.namespace,
        metricName: metric.metricName,
        statistic: metric.statistic,
        dimensions: metric.dimensions,
        ofService: false,
      }),
    ),
    ...Object.entries(scaling.backlogs).map(([name, backlog]) => backlogPolicy(name, backlog)),
  ];
}

function backlogPolicy(name: string, backlog: ScalingSettings["backlogs"][string]): TargetPolicy {
  return {
    name: `backlog-${name}`,
    metric: {
      kind: "backlog",
      queueName: backlog.queueName,
      expression: backlogExpression(backlog),
    },
    target: messagesPerTask(backlog),
    scaleInCooldownSeconds: backlog.scaleInCooldownSeconds,
    scaleOutCooldownSeconds: backlog.scaleOutCooldownSeconds,
  };
}

function policy(
  name: string,
  target: Target | undefined,
  metric: PredefinedMetric | CloudWatchMetric,
): TargetPolicy[] {
  if (target === undefined) return [];
  return [
    {
      name,
      metric,
      target: target.target,
      scaleInCooldownSeconds: target.scaleInCooldownSeconds,
      scaleOutCooldownSeconds: target.scaleOutCooldownSeconds,
    },
  ];
}

function predefined(metric: PredefinedMetric["metric"]): PredefinedMetric {
  return { kind: "predefined", metric };
}

/**
 * Container Insights gives bytes a second, sampled in each task; the average over the service's samples falls as tasks
 * are added, as target tracking needs. No unit is named: a wrong one would match no sample at all.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
function networkMetric(metricName: string): CloudWatchMetric {
  return {
    kind: "cloudWatch",
    namespace: "ECS/ContainerInsights",
    metricName,
    statistic: "Average",
    dimensions: {},
    ofService: true,
  };
}
