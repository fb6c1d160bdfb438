import * as aws from "../internal/aws";
import { scaledBy, type ScalingScope, type ScalingSettings } from "./scaling-scope";
import { stepAlarms, type StepAdjustment, type StepAlarm } from "./scaling-steps";

type StepScaling = ScalingSettings["steps"][string];

/** Creates the alarms of a set of steps, each with the policy it calls. */
export function createStepPolicies(scope: ScalingScope, name: string, steps: StepScaling): void {
  for (const alarm of stepAlarms(steps.steps)) {
    createStepPolicy(`${scope.name}-steps-${name}-${alarm.side}`, alarm, { scope, steps });
  }
}

function createStepPolicy(
  name: string,
  alarm: StepAlarm,
  { scope, steps }: { readonly scope: ScalingScope; readonly steps: StepScaling },
): void {
  const { statistic } = steps;
  const policy = new aws.appautoscaling.Policy(
    name,
    {
      policyType: "StepScaling",
      ...scaledBy(scope),
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: steps.cooldownSeconds,
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
      period: steps.periodSeconds,
      evaluationPeriods: steps.evaluationPeriods,
      comparisonOperator:
        alarm.side === "high" ? "GreaterThanOrEqualToThreshold" : "LessThanThreshold",
      threshold: alarm.threshold,
      alarmActions: [policy.arn],
      tags: scope.service.tags,
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
