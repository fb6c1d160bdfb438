import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScalingArgs, ScalingScheduleArgs, StepScalingArgs } from "./scaling-args";
import { stepPlan, type StepAdjustment, type StepAlarm } from "./scaling-steps";
import { targetPolicies, type CloudWatchMetric, type TargetPolicy } from "./scaling-targets";

/** What the scaling of a service is made from. */
export interface ServiceScalingArgs {
  /** The name of the service's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly scaling: ScalingArgs;
  readonly clusterName: pulumi.Input<string>;
  readonly service: aws.ecs.Service;
  /** `<load balancer>/<target group>` by their ARN suffixes; undefined without a route. */
  readonly requestLabel: pulumi.Output<string> | undefined;
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

interface ScalingScope extends ServiceScalingArgs {
  readonly target: aws.appautoscaling.Target;
}

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

function createStepPolicies(scope: ScalingScope, steps: StepScalingArgs): void {
  const plan = stepPlan(steps.steps);
  // Refused before anything was made: service-problems.ts.
  if ("problem" in plan) return;
  plan.alarms.forEach((alarm) => {
    createStepPolicy(scope, steps, alarm);
  });
}

function createStepPolicy(scope: ScalingScope, steps: StepScalingArgs, alarm: StepAlarm): void {
  const name = `${scope.name}-steps-${steps.name}-${alarm.side}`;
  const statistic = steps.statistic ?? "Average";
  const policy = new aws.appautoscaling.Policy(
    name,
    {
      policyType: "StepScaling",
      ...scaledBy(scope),
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: steps.cooldownSeconds ?? 120,
        metricAggregationType: aggregation(statistic),
        stepAdjustments: alarm.adjustments.map(stepAdjustment),
      },
    },
    { parent: scope.parent },
  );
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `Scales ${scope.name} in steps on ${steps.metricName}`,
      namespace: steps.namespace,
      metricName: steps.metricName,
      dimensions: steps.dimensions,
      statistic,
      period: steps.periodSeconds ?? 60,
      evaluationPeriods: steps.evaluationPeriods ?? 3,
      comparisonOperator:
        alarm.side === "high" ? "GreaterThanOrEqualToThreshold" : "LessThanThreshold",
      threshold: alarm.threshold,
      alarmActions: [policy.arn],
      tags: scope.tags,
    },
    { parent: scope.parent },
  );
}

/** Bounds are text here, so that 0 and no bound stay apart. */
function stepAdjustment({ lower, upper, change }: StepAdjustment) {
  return {
    ...(lower === undefined ? {} : { metricIntervalLowerBound: String(lower) }),
    ...(upper === undefined ? {} : { metricIntervalUpperBound: String(upper) }),
    scalingAdjustment: change,
  };
}

/** A policy aggregates the alarm's samples, and knows three ways to. */
function aggregation(statistic: string): string {
  return statistic === "Minimum" || statistic === "Maximum" ? statistic : "Average";
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

function scaledBy({ target }: ScalingScope) {
  return {
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
  };
}
