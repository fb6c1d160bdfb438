import type { z } from "zod";
import type { watchedAlarm } from "../model/deployment";
import { type AlarmName, alarmText, inMinutes } from "../model/alarm-guide";
import {
  type AlarmSettings,
  fewestTasks,
  mostTasks,
  presentAlarms,
  usualMinutes,
  type Watched,
} from "../model/alarms";
import {
  filledSum,
  highest,
  type Metric,
  type MetricSources,
  sum,
  targetMetrics,
  taskCount,
  taskMetric,
} from "./alarm-metrics";

/** The alarms that are CloudWatch alarms. The others are rules of EventBridge. */
export type MetricAlarmName = z.output<typeof watchedAlarm>;

/** A CloudWatch alarm: when it goes off, and what it says. */
export interface AlarmPlan {
  readonly name: MetricAlarmName;
  readonly description: string;
  readonly metrics: readonly Metric[];
  /** Metric math over the metrics' ids. Defaults to the only metric itself. */
  readonly expression?: string;
  readonly comparison: "LessThanThreshold" | "GreaterThanThreshold";
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods in a row that must agree. */
  readonly periods: number;
  readonly missingData: "breaching" | "notBreaching";
}

/** The inputs of an alarm: the service, and the place of its metrics. */
interface Scope {
  readonly service: Watched;
  readonly sources: MetricSources;
}

/** The name of an alarm in AWS: known before the alarm is there, and the same after every update. */
export function alarmName(family: string, alarm: MetricAlarmName): string {
  return `${family}-${alarm}`;
}

/** The CloudWatch alarms that a service has. */
export function alarmPlans(
  service: Watched & { readonly alarms: AlarmSettings },
  sources: MetricSources,
): AlarmPlan[] {
  const { alarms } = service;
  const scope = { service, sources };
  const plans: Readonly<Partial<Record<AlarmName, () => AlarmPlan | undefined>>> = {
    healthyTasks: () =>
      service.route === undefined
        ? runningTasks(alarms.healthyTasks, scope)
        : healthyTargets(alarms.healthyTasks, scope),
    errors: () => errorShare(alarms.errors, scope),
    latency: () => alarms.latency && slowAnswers(alarms.latency, scope),
    cpu: () => shortCpu(alarms.cpu, scope),
    memory: () => shortMemory(alarms.memory, scope),
  };
  return presentAlarms(service).flatMap((name) => plans[name]?.() ?? []);
}

/** Each node of the load balancer counts for itself. A group without any task reports nothing. */
function healthyTargets(
  { minimum = 1, minutes = usualMinutes.healthyTasks }: AlarmSettings["healthyTasks"],
  { sources }: Scope,
): AlarmPlan {
  const healthy = targetMetrics(sources, {
    id: "healthy",
    metricName: "HealthyHostCount",
    stat: "Minimum",
  });
  return {
    ...fewTasks(sources, { minimum, minutes, what: "healthy" }),
    metrics: healthy,
    ...(healthy.length > 1 && { expression: sum(healthy) }),
  };
}

function runningTasks(
  { minimum, minutes = 10 }: AlarmSettings["healthyTasks"],
  { service, sources }: Scope,
): AlarmPlan {
  return {
    ...fewTasks(sources, { minimum: minimum ?? fewestTasks(service), minutes, what: "running" }),
    metrics: [taskCount(sources)],
  };
}

function fewTasks(
  { serviceName }: MetricSources,
  { minimum, minutes, what }: { minimum: number; minutes: number; what: string },
): Omit<AlarmPlan, "metrics" | "expression"> {
  const tasks = minimum === 1 ? "no task is" : `fewer than ${minimum} tasks are`;
  return {
    name: "healthyTasks",
    description: alarmText(
      "healthyTasks",
      serviceName,
      `${tasks} ${what}, for ${inMinutes(minutes)}.`,
    ),
    comparison: "LessThanThreshold",
    threshold: minimum,
    periodSeconds: 60,
    periods: minutes,
    missingData: "breaching",
  };
}

/** An alarm of too much of something; where nothing is counted there is none of it. */
function tooMuch(
  name: MetricAlarmName,
  { serviceName }: MetricSources,
  { happened, ...plan }: Excess,
): AlarmPlan {
  return {
    name,
    description: alarmText(name, serviceName, happened),
    comparison: "GreaterThanThreshold",
    missingData: "notBreaching",
    ...plan,
  };
}

interface Excess extends Omit<AlarmPlan, "name" | "description" | "comparison" | "missingData"> {
  readonly happened: string;
}

/** The load balancer counts errors only while there are some. */
function errorShare(
  { percent, minimumRequests, minutes }: AlarmSettings["errors"],
  { sources }: Scope,
): AlarmPlan {
  const requests = requestCounts(sources);
  const failed = targetMetrics(sources, {
    id: "errors",
    metricName: "HTTPCode_Target_5XX_Count",
    stat: "Sum",
  });
  return tooMuch("errors", sources, {
    happened: `more than ${percent} % of the answers of ${inMinutes(minutes)} have a status of 500 or more.`,
    metrics: [...requests, ...failed],
    expression: `IF(${sum(requests)} >= ${minimumRequests}, 100 * ${filledSum(failed)} / ${sum(requests)}, 0)`,
    threshold: percent,
    periodSeconds: minutes * 60,
    periods: 1,
  });
}

function slowAnswers(
  { p95Milliseconds, minimumRequests, minutes }: NonNullable<AlarmSettings["latency"]>,
  { sources }: Scope,
): AlarmPlan {
  const requests = requestCounts(sources);
  const seconds = targetMetrics(sources, {
    id: "seconds",
    metricName: "TargetResponseTime",
    stat: "p95",
  });
  return tooMuch("latency", sources, {
    happened: `5 of 100 answers of ${inMinutes(minutes)} take longer than ${p95Milliseconds} ms.`,
    metrics: [...requests, ...seconds],
    expression: `IF(${sum(requests)} >= ${minimumRequests}, 1000 * ${highest(seconds)}, 0)`,
    threshold: p95Milliseconds,
    periodSeconds: minutes * 60,
    periods: 1,
  });
}

function requestCounts(sources: MetricSources): Metric[] {
  return targetMetrics(sources, { id: "requests", metricName: "RequestCount", stat: "Sum" });
}

/** Below the most tasks scaling adds one, and a task that has much to do is what it is there for. */
function shortCpu(
  { percent, minutes }: AlarmSettings["cpu"],
  { service, sources }: Scope,
): AlarmPlan {
  const most = mostTasks(service);
  return tooMuch("cpu", sources, {
    happened: `tasks use more than ${percent} % of their CPU for ${inMinutes(minutes)}, and ${most === 1 ? "one task is" : `${most} tasks are`} the most there may be.`,
    metrics: [
      taskCount(sources),
      taskMetric(sources, { id: "cpu", metricName: "CPUUtilization", stat: "Average" }),
    ],
    expression: `IF(tasks >= ${most}, cpu, 0)`,
    threshold: percent,
    periodSeconds: 60,
    periods: minutes,
  });
}

/** The fullest task: one that is about to end does not show in an average. */
function shortMemory({ percent, minutes }: AlarmSettings["memory"], { sources }: Scope): AlarmPlan {
  return tooMuch("memory", sources, {
    happened: `a task uses more than ${percent} % of its memory for ${inMinutes(minutes)}.`,
    metrics: [
      taskMetric(sources, { id: "memory", metricName: "MemoryUtilization", stat: "Maximum" }),
    ],
    threshold: percent,
    periodSeconds: 60,
    periods: minutes,
  });
}
