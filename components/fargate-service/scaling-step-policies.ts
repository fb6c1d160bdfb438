import * as aws from "@pulumi/aws";
import type { StepScalingArgs } from "./scaling-args";
import { scaledBy, type ScalingScope } from "./scaling-scope";
import { stepPlan, type StepAdjustment, type StepAlarm } from "./scaling-steps";

/** Makes the alarms of a set of steps, each with the policy it calls. */
export function createStepPolicies(scope: ScalingScope, steps: StepScalingArgs): void {
  const plan = stepPlan(steps.steps);
  // Refused before anything was made: scaling-problems.ts.
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
