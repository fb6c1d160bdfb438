import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  scaledBy,
  type ScalingScope,
  type ScalingSettings,
  type ServiceScalingArgs,
} from "./scaling-scope";
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
