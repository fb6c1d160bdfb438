import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A metric that counts runs which failed. */
export interface FailureMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Inputs for the alarms of a job that runs by the clock. */
export interface RunAlarmsArgs {
  /** The name of the job's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly scheduleGroup: pulumi.Input<string>;
  readonly failures: FailureMetric;
  /** ARNs of the topics that hear of them. */
  readonly actions: readonly pulumi.Input<string>[];
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** Creates the alarms of runs that fail, and of runs that the schedule could not start. */
export function createRunAlarms(args: RunAlarmsArgs): void {
  const { name, parent, scheduleGroup, failures, actions, tags } = args;
  const alarm = (kind: string, alarmDescription: string, metric: FailureMetric) => {
    new aws.cloudwatch.MetricAlarm(
      `${name}-${kind}`,
      {
        alarmDescription,
        ...metric,
        dimensions: { ...metric.dimensions },
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        // Nothing is counted while nothing fails.
        treatMissingData: "notBreaching",
        alarmActions: [...actions],
        tags,
      },
      { parent },
    );
  };
  alarm("failed", `A run of the job ${name} failed`, failures);
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
  alarm("not-started", `A run of the job ${name} was not started`, {
    namespace: "AWS/Scheduler",
    metricName: "InvocationDroppedCount",
    dimensions: { ScheduleGroup: scheduleGroup },
  });
}
