/** A value to hold by adding and removing tasks. */
export interface ScalingTargetArgs {
  /** The value to hold. */
  target: number;
  /** Seconds to wait after removing tasks. Defaults to 300. */
  scaleInCooldownSeconds?: number;
  /** Seconds to wait after adding tasks. Defaults to 60. */
  scaleOutCooldownSeconds?: number;
}

/** A CloudWatch metric to hold at a value. */
export interface ScalingMetricArgs extends ScalingTargetArgs {
  /** A name of your own for the policy. */
  name: string;
  /** The CloudWatch namespace. */
  namespace: string;
  /** The metric, which has to fall as tasks are added. */
  metricName: string;
  /** Its dimensions. Defaults to none. */
  dimensions?: Record<string, string>;
  /** Average, Minimum, Maximum, Sum or SampleCount. Defaults to Average. */
  statistic?: string;
}

/** What to do while the metric is in a range. */
export interface ScalingStepArgs {
  /** Lower bound of the metric. Defaults to no bound. */
  from?: number;
  /** Upper bound of the metric. Defaults to no bound. */
  to?: number;
  /** Tasks to add, or with a minus sign to remove. */
  change: number;
}

/** Scaling in steps on a CloudWatch metric. */
export interface StepScalingArgs {
  /** A name of your own for the policies and alarms. */
  name: string;
  /** The CloudWatch namespace. */
  namespace: string;
  /** The metric. */
  metricName: string;
  /** Its dimensions. Defaults to none. */
  dimensions?: Record<string, string>;
  /** Average, Minimum, Maximum, Sum or SampleCount. Defaults to Average. */
  statistic?: string;
  /** Seconds a sample covers: 10, 30, or a multiple of 60. Defaults to 60. */
  periodSeconds?: number;
  /** Samples in a row that must agree. Defaults to 3. */
  evaluationPeriods?: number;
  /** Seconds to wait after a step. Defaults to 120. */
  cooldownSeconds?: number;
  /** What to do in which range; ranges may not overlap, and the outermost ones are open. */
  steps: ScalingStepArgs[];
}

/** New limits at a time. */
export interface ScalingScheduleArgs {
  /** A name of your own. */
  name: string;
  /** When: cron(...), rate(...) or at(...). */
  at: string;
  /** The IANA time zone of the expression. Defaults to Etc/UTC. */
  timezone?: string;
  /** Fewest tasks from then on. Defaults to no change. */
  min?: number;
  /** Most tasks from then on. Defaults to no change. */
  max?: number;
}

/** When the number of tasks changes by itself. Several policies may act: the one that wants most tasks wins. */
export interface ScalingArgs {
  /** Fewest tasks. */
  min: number;
  /** Most tasks. */
  max: number;
  /** Hold this average CPU use, in percent. Defaults to no such policy. */
  cpuPercent?: ScalingTargetArgs;
  /** Hold this average memory use, in percent. Defaults to no such policy. */
  memoryPercent?: ScalingTargetArgs;
  /** Hold this many requests a minute for each task; with a route. Defaults to no such policy. */
  requestsPerTarget?: ScalingTargetArgs;
  /** Hold this many bytes received a second by each task; with Container Insights. Defaults to no such policy. */
  networkReceivedBytesPerSecond?: ScalingTargetArgs;
  /** Hold this many bytes sent a second by each task; with Container Insights. Defaults to no such policy. */
  networkSentBytesPerSecond?: ScalingTargetArgs;
  /** Hold CloudWatch metrics of your own. Defaults to none. */
  metrics?: ScalingMetricArgs[];
  /** Scale in steps. Defaults to none. */
  steps?: StepScalingArgs[];
  /** Change the limits by the clock. Defaults to none. */
  schedules?: ScalingScheduleArgs[];
}
