import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { filledSum, type Metric, type MetricSources, targetMetrics } from "./alarm-metrics";
import {
  scaledBy,
  type ScalingScope,
  type ScalingSettings,
  type ServiceScalingArgs,
} from "./scaling-scope";
import { createStepPolicies } from "./scaling-step-policies";
import {
  type CloudWatchMetric,
  type PredefinedMetric,
  type QueueBacklog,
  targetPolicies,
  type TargetPolicy,
} from "./scaling-targets";

/** Creates the scalable target and every policy, alarm and scheduled action of it. */
export function createScaling(args: ServiceScalingArgs): void {
  const { name, parent, scaling, ecsService, sources } = args;
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${sources.clusterName}/${ecsService.name}`,
      minCapacity: scaling.min,
      maxCapacity: scaling.max,
      tags: args.service.tags,
    },
    { parent },
  );
  const scope = { ...args, target };
  targetPolicies(scaling).forEach((policy) => {
    createTargetPolicy(scope, policy);
  });
  for (const [policy, steps] of Object.entries(scaling.steps)) {
    createStepPolicies(scope, policy, steps);
  }
  for (const [action, schedule] of Object.entries(scaling.schedules)) {
    createSchedule(scope, action, schedule);
  }
}

function createTargetPolicy(scope: ScalingScope, policy: TargetPolicy): void {
  const { metric } = policy;
  new aws.appautoscaling.Policy(
    `${scope.name}-${policy.name}`,
    {
      policyType: "TargetTrackingScaling",
      ...scaledBy(scope),
      targetTrackingScalingPolicyConfiguration: {
        targetValue: policy.target,
        scaleInCooldown: policy.scaleInCooldownSeconds,
        scaleOutCooldown: policy.scaleOutCooldownSeconds,
        ...metricSpecification(scope, metric),
      },
    },
    { parent: scope.parent },
  );
}

function metricSpecification(scope: ScalingScope, metric: TargetPolicy["metric"]) {
  if (metric.kind === "predefined") return predefinedMetric(scope, metric.metric);
  return {
    customizedMetricSpecification:
      metric.kind === "backlog" ? backlogOf(scope, metric) : customizedMetric(scope, metric),
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
function backlogOf({ sources, ecsService }: ScalingScope, { queueName, expression }: QueueBacklog) {
  const ofQueue = (id: string, metricName: string, stat: string) =>
    metricOf({
      id,
      stat,
      namespace: "AWS/SQS",
      metricName,
      dimensions: { QueueName: queueName },
    });
  return {
    metrics: [
      ofQueue("visible", "ApproximateNumberOfMessagesVisible", "Maximum"),
      ofQueue("taken", "ApproximateNumberOfMessagesNotVisible", "Maximum"),
      ofQueue("sent", "NumberOfMessagesSent", "Sum"),
      metricOf({
        id: "tasks",
        stat: "Average",
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        dimensions: { ClusterName: sources.clusterName, ServiceName: ecsService.name },
      }),
      { id: "value", expression, returnData: true },
    ],
  };
}

/** A metric that an expression reads. */
function metricOf(metric: Omit<Metric, "namespace"> & { readonly namespace: string }) {
  const { id, stat, namespace, metricName, dimensions } = metric;
  return {
    id,
    metricStat: {
      metric: {
        namespace,
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      },
      stat,
    },
    returnData: false,
  };
}

/**
 * The requests are those of one target group, by its label; of the two of a blue/green deployment AWS has no sum.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
 */
function predefinedMetric({ sources }: ScalingScope, metric: PredefinedMetric["metric"]) {
  const [group, alternate] = sources.targetGroups;
  if (metric !== "ALBRequestCountPerTarget" || group === undefined) {
    return { predefinedMetricSpecification: { predefinedMetricType: metric } };
  }
  if (alternate !== undefined) return { customizedMetricSpecification: requestsOfAll(sources) };
  const resourceLabel = pulumi.interpolate`${group.loadBalancer}/${group.targetGroup}`;
  return { predefinedMetricSpecification: { predefinedMetricType: metric, resourceLabel } };
}

/** Requests for each task: while they move, each group has as many tasks as the service wants. */
function requestsOfAll(sources: MetricSources) {
  const requests = targetMetrics(sources, {
    id: "requests",
    metricName: "RequestCountPerTarget",
    stat: "Sum",
  });
  return {
    metrics: [
      ...requests.map(metricOf),
      { id: "value", expression: filledSum(requests), returnData: true },
    ],
  };
}

function customizedMetric(scope: ScalingScope, metric: CloudWatchMetric) {
  const own = metric.ofService
    ? [
        { name: "ClusterName", value: scope.sources.clusterName },
        { name: "ServiceName", value: scope.ecsService.name },
      ]
    : [];
  const fixed = Object.entries(metric.dimensions)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
  return {
    namespace: metric.namespace,
    metricName: metric.metricName,
    statistic: metric.statistic,
    dimensions: [...own, ...fixed],
  };
}

function createSchedule(
  scope: ScalingScope,
  name: string,
  schedule: ScalingSettings["schedules"][string],
): void {
  new aws.appautoscaling.ScheduledAction(
    `${scope.name}-schedule-${name}`,
    {
      ...scaledBy(scope),
      schedule: schedule.at,
      timezone: schedule.timezone,
      scalableTargetAction: { minCapacity: schedule.min, maxCapacity: schedule.max },
    },
    { parent: scope.parent },
  );
}
