import * as aws from "../internal/aws";
import type { MetricSources } from "./alarm-metrics";
import { alarmName, alarmPlans, type AlarmPlan, type MetricAlarmName } from "./alarm-plans";
import type { ServicePart } from "./settings";

/** Inputs for the alarms of a service. */
export interface ServiceAlarmsScope extends ServicePart {
  readonly sources: MetricSources;
}

/** Creates the CloudWatch alarms of a service, before the service: a deployment may watch them. */
export function createMetricAlarms(
  scope: ServiceAlarmsScope,
): ReadonlyMap<MetricAlarmName, aws.cloudwatch.MetricAlarm> {
  const { name, service } = scope;
  const { alarms, family = name } = service;
  const plans = alarms === undefined ? [] : alarmPlans({ ...service, alarms }, scope.sources);
  return new Map(plans.map((plan) => [plan.name, createMetricAlarm(scope, plan, family)]));
}

function createMetricAlarm(
  { name, parent, service }: ServiceAlarmsScope,
  plan: AlarmPlan,
  family: string,
): aws.cloudwatch.MetricAlarm {
  const { alarmActions, tags } = service;
  return new aws.cloudwatch.MetricAlarm(
    `${name}-alarm-${plan.name}`,
    {
      name: alarmName(family, plan.name),
      alarmDescription: plan.description,
      metricQueries: metricQueries(plan),
      comparisonOperator: plan.comparison,
      threshold: plan.threshold,
      evaluationPeriods: plan.periods,
      treatMissingData: plan.missingData,
      alarmActions,
      okActions: alarmActions,
      tags,
    },
    { parent },
  );
}

function metricQueries({ name, metrics, expression, periodSeconds }: AlarmPlan) {
  return [
    ...metrics.map(({ id, ...metric }) => ({
      id,
      metric: { ...metric, period: periodSeconds },
      returnData: expression === undefined,
    })),
    ...(expression === undefined
      ? []
      : [{ id: "value", expression, label: name, returnData: true }]),
  ];
}
