import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { withHint } from "./check/advice";
import { percent, seconds, strict, whole } from "./primitives";
import { backlogShape } from "./queues";
import { scheduleExpression, timezone } from "./schedule";

/** Cooldowns of a target-tracking policy; AWS's default for ECS is 300 seconds each. */
const cooldowns = {
  scaleInCooldownSeconds: seconds
    .default(300)
    .describe("Seconds to wait after removing tasks. Defaults to 300."),
  scaleOutCooldownSeconds: seconds
    .default(60)
    .describe("Seconds to wait after adding tasks. Defaults to 60."),
};

function targetOf<Value extends z.ZodNumber>(value: Value) {
  return argumentType(
    "ScalingTargetArgs",
    "A value to hold by adding and removing tasks.",
    strict({ target: value.describe("The value to hold."), ...cooldowns }),
  );
}

const metric = {
  namespace: z.string().min(1).describe("The CloudWatch namespace."),
  metricName: z.string().min(1).describe("The CloudWatch metric."),
  dimensions: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe("Its dimensions. Defaults to none."),
  statistic: argumentType(
    "MetricStatistic",
    "How CloudWatch aggregates a metric's samples.",
    z.enum(["Average", "Minimum", "Maximum", "Sum", "SampleCount"]),
  )
    .default("Average")
    .describe("The statistic. Defaults to Average."),
};

const customMetric = argumentType(
  "ScalingMetricArgs",
  "A CloudWatch metric to hold at a value; it has to fall as tasks are added.",
  strict({
    ...metric,
    target: z.number().gt(0).describe("The value per task to hold."),
    ...cooldowns,
  }),
);

const step = argumentType(
  "ScalingStepArgs",
  "What to do while the metric is in a range.",
  strict({
    from: z
      .number()
      .optional()
      .describe("Lower bound of the metric, inclusive. Defaults to no bound."),
    to: z
      .number()
      .optional()
      .describe("Upper bound of the metric, exclusive. Defaults to no bound."),
    change: whole(-5000, 5000).describe("Tasks to add, or with a minus sign to remove."),
  }),
);

const stepPolicy = argumentType(
  "StepScalingArgs",
  "Scaling in steps on a CloudWatch metric.",
  strict({
    ...metric,
    periodSeconds: z
      .union([10, 30, 60, 300].map((value) => z.literal(value)))
      .default(60)
      .describe("Seconds a sample covers. Defaults to 60."),
    evaluationPeriods: whole(1, 100)
      .default(3)
      .describe("Samples in a row that must agree. Defaults to 3."),
    cooldownSeconds: seconds
      .default(120)
      .describe("Seconds to wait after a step. Defaults to 120."),
    steps: z
      .array(step)
      .min(1)
      .describe("What to do in which range of the metric; ranges may not overlap."),
  }),
);

const schedule = argumentType(
  "ScalingScheduleArgs",
  "New limits at a time.",
  strict({
    at: scheduleExpression.describe("When: an Application Auto Scaling schedule expression."),
    timezone,
    min: whole(0, 5000).optional().describe("Fewest tasks from then on. Defaults to no change."),
    max: whole(0, 5000).optional().describe("Most tasks from then on. Defaults to no change."),
  }),
);

const backlog = argumentType(
  "BacklogArgs",
  "A queue whose length decides the number of tasks.",
  strict({
    queueName: z.string().min(1).describe("The queue's name in AWS."),
    ...backlogShape,
    ...cooldowns,
  }),
);

const policyName = z.string().regex(/^[a-z][a-z0-9-]{0,23}$/);
const above0 = z.number().gt(0);

const targets = {
  cpuPercent: targetOf(percent).optional().describe("Hold this average CPU use, in percent."),
  memoryPercent: targetOf(percent).optional().describe("Hold this average memory use, in percent."),
  requestsPerTarget: targetOf(above0)
    .optional()
    .describe("Hold this many requests a minute for each task. Needs a route."),
  networkReceivedBytesPerSecond: targetOf(above0)
    .optional()
    .describe("Hold this many bytes received a second by each task. Needs Container Insights."),
  networkSentBytesPerSecond: targetOf(above0)
    .optional()
    .describe("Hold this many bytes sent a second by each task. Needs Container Insights."),
};

const limits = {
  min: withHint(whole(0, 5000).describe("Fewest tasks."), ({ value }) =>
    value === undefined ? "Add min: 1, the fewest tasks." : undefined,
  ),
  max: withHint(whole(1, 5000).describe("Most tasks."), ({ value }) =>
    value === undefined ? "Add max: 4, the most tasks." : undefined,
  ),
};

const policies = {
  metrics: z
    .record(policyName, customMetric)
    .default({})
    .describe("Hold any CloudWatch metric, by a name of yours. Defaults to none."),
  steps: z
    .record(policyName, stepPolicy)
    .default({})
    .describe("Scale in steps on a metric, by a name of yours. Defaults to none."),
  schedules: z
    .record(policyName, schedule)
    .default({})
    .describe("Change the limits by the clock, by a name of yours. Defaults to none."),
};

/** When the number of tasks changes by itself, as an argument. */
export const scalingArguments = argumentType(
  "ScalingArgs",
  "When the number of tasks changes by itself. Several policies may act: the one that wants most tasks wins.",
  strict({
    ...limits,
    ...targets,
    ...policies,
    backlogs: z
      .record(policyName, backlog)
      .default({})
      .describe(
        "Hold the messages for each task at what it can work off in time, from no task up and down to none. Needs Container Insights. Defaults to none.",
      ),
  }),
);

/** A target in a stack file: the number itself, or an object that also sets cooldowns. */
function short<Target extends z.ZodType>(value: z.ZodNumber, target: z.ZodOptional<Target>) {
  return z
    .union([value, target.unwrap()])
    .optional()
    .describe(target.description ?? "");
}

/** The same in a stack file, where a target may be a plain number. */
export const scaling = withHint(
  strict({
    ...limits,
    cpuPercent: short(percent, targets.cpuPercent),
    memoryPercent: short(percent, targets.memoryPercent),
    requestsPerTarget: short(above0, targets.requestsPerTarget),
    networkReceivedBytesPerSecond: short(above0, targets.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: short(above0, targets.networkSentBytesPerSecond),
    ...policies,
  }),
  ({ value }) =>
    typeof value === "number"
      ? `Write desiredCount: ${value} in its place; scaling: { min: 1, max: 4, cpuPercent: 60 } changes the number.`
      : "Write scaling: { min: 1, max: 4, cpuPercent: 60 }.",
);
