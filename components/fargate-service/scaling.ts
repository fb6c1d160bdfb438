import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScalingScheduleArgs } from "./scaling-args";
import { scaledBy, type ScalingScope, type ServiceScalingArgs } from "./scaling-scope";
import { createStepPolicies } from "./scaling-step-policies";
import { targetPolicies, type CloudWatchMetric, type TargetPolicy } from "./scaling-targets";

/** Makes the scalable target and every policy, alarm and scheduled action of it. */
export function createScaling(args: ServiceScalingArgs): void {
  const { name, parent, scaling, clusterName, service, tags } = args;
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${clusterName}/${service.name}`,
      minCapacity: scaling.min,
      maxCapacity: scaling.max,
      tags,
    },
    { parent },
  );
  const scope = { ...args, target };
  targetPolicies(scaling).forEach((policy) => {
    createTargetPolicy(scope, policy);
  });
  scaling.steps?.forEach((steps) => {
    createStepPolicies(scope, steps);
  });
  scaling.schedules?.forEach((schedule) => {
    createSchedule(scope, schedule);
  });
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
        ...(metric.kind === "predefined"
          ? {
              predefinedMetricSpecification: {
                predefinedMetricType: metric.metric,
                resourceLabel:
                  metric.metric === "ALBRequestCountPerTarget" ? scope.requestLabel : undefined,
              },
            }
          : { customizedMetricSpecification: customizedMetric(scope, metric) }),
      },
    },
    { parent: scope.parent },
  );
}

function customizedMetric(scope: ScalingScope, metric: CloudWatchMetric) {
  const own = metric.ofService
    ? [
        { name: "ClusterName", value: scope.clusterName },
        { name: "ServiceName", value: scope.service.name },
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

function createSchedule(scope: ScalingScope, schedule: ScalingScheduleArgs): void {
  new aws.appautoscaling.ScheduledAction(
    `${scope.name}-schedule-${schedule.name}`,
    {
      ...scaledBy(scope),
      schedule: schedule.at,
      timezone: schedule.timezone ?? "Etc/UTC",
      scalableTargetAction: { minCapacity: schedule.min, maxCapacity: schedule.max },
    },
    { parent: scope.parent },
  );
}
