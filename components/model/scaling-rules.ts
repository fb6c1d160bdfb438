import type { z } from "zod";
import { quotas } from "../facts/quotas";
import type { Path } from "./check/path";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { type QueueUse, scalingQueues } from "./queues";
import type { scaling, scalingArguments } from "./scaling";
import { stepProblems } from "./scaling-steps";
import { clockProblems } from "./schedule";

type Scaling = z.output<typeof scaling> | z.output<typeof scalingArguments>;
type Schedule = Scaling["schedules"][string];

/** A service, as far as its scaling goes. */
export interface Scaled {
  readonly scaling?: Scaling | undefined;
  readonly desiredCount?: number | undefined;
  readonly route?: object | undefined;
  /** Queues of the stack file; in arguments they are among `scaling`. */
  readonly consumes?: QueueUse["consumes"] | undefined;
}

/** Scaling: limits that hold together, and a reason to scale that can be measured. */
export function scalingProblems(scaled: Scaled): ModelProblem[] {
  const { scaling, desiredCount, route, consumes = {} } = scaled;
  if (scaling === undefined) return unscaledQueues(consumes);
  const queues = queueCount(scaling, consumes);
  const own = [
    ...limits(scaling),
    ...(queues > 0 ? [] : [...noReason(scaling), ...neverStarts(scaling)]),
    ...Object.entries(scaling.schedules).flatMap(([name, schedule]) =>
      scheduleProblems(schedule, ["schedules", name], scaling),
    ),
    ...Object.entries(scaling.steps).flatMap(([name, { steps }]) =>
      within(["steps", name, "steps"], stepProblems(steps)),
    ),
    ...tooMany(scaling, queues),
  ];
  return [
    ...fixedCount(desiredCount),
    ...(route === undefined ? requestsWithoutRoute(scaling) : []),
    ...within(["scaling"], own),
  ];
}

function limits({ min, max }: Scaling): ModelProblem[] {
  return problemIf(min > max, {
    path: ["min"],
    related: [["max"]],
    message: `min is above max, which is ${max}.`,
    allowed: `a whole number from 0 to ${max}`,
    fix: `Lower min or raise max; the other way round it is min: ${max}, max: ${min}.`,
  });
}

const targetKeys = [
  "cpuPercent",
  "memoryPercent",
  "requestsPerTarget",
  "networkReceivedBytesPerSecond",
  "networkSentBytesPerSecond",
] as const;

function policyCount(scaling: Scaling): number {
  return (
    targetKeys.filter((target) => scaling[target] !== undefined).length +
    Object.keys(scaling.metrics).length +
    Object.keys(scaling.steps).length
  );
}

function noReason(scaling: Scaling): ModelProblem[] {
  return problemIf(policyCount(scaling) === 0 && Object.keys(scaling.schedules).length === 0, {
    path: [],
    at: "key",
    related: targetKeys.map((target) => [target]),
    message: "Nothing says when to scale, so the number of tasks would stay at min.",
    allowed: `at least one of ${[...targetKeys, "metrics", "steps", "schedules"].join(", ")}`,
    fix: "Add cpuPercent: 60, or write desiredCount instead of scaling.",
  });
}

/**
 * From no task nothing leads to the first one: its own metrics are only there while a task runs.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
function neverStarts({ min, metrics, steps, schedules, ...targets }: Scaling): ModelProblem[] {
  const starts =
    min > 0 ||
    Object.keys(metrics).length > 0 ||
    Object.values(steps).some((policy) => policy.steps.some(({ change }) => change > 0)) ||
    Object.values(schedules).some((schedule) => (schedule.min ?? 0) > 0);
  const measured = targetKeys.filter((target) => targets[target] !== undefined);
  const reasons = measured.length + Object.keys(steps).length + Object.keys(schedules).length;
  return problemIf(!starts && reasons !== 0, {
    path: ["min"],
    related: [["metrics"], ["steps"], ["schedules"]],
    message:
      measured.length === 0
        ? "No step and no schedule adds a task, so none would ever start."
        : `Without a task there is nothing to measure for ${measured.join(", ")}, so none would ever start.`,
    allowed:
      "1 or more; 0 with steps or metrics on something that is there without tasks, or with a schedule",
    fix: "Write min: 1, or add steps on a metric such as the length of a queue.",
  });
}

function fixedCount(desiredCount: number | undefined): ModelProblem[] {
  return problemIf(desiredCount !== undefined, {
    path: ["desiredCount"],
    related: [["scaling"]],
    message: "Scaling decides the number of tasks, so a fixed one has no effect.",
    allowed: "desiredCount or scaling",
    fix: "Remove desiredCount, or scaling. The fewest tasks are scaling.min.",
  });
}

function requestsWithoutRoute({ requestsPerTarget }: Scaling): ModelProblem[] {
  return problemIf(requestsPerTarget !== undefined, {
    path: ["scaling", "requestsPerTarget"],
    related: [["route"]],
    message: "The load balancer counts the requests, and this service has no route.",
    allowed: "requestsPerTarget with a route",
    fix: "Add a route, or scale on something else, such as cpuPercent.",
  });
}

function scheduleProblems(schedule: Schedule, path: Path, scaling: Scaling): ModelProblem[] {
  const { min, max } = schedule;
  if (min === undefined && max === undefined) {
    return [
      {
        path,
        at: "key",
        message: "This schedule changes nothing.",
        allowed: "min, max or both",
        fix: "Add min, max or both, or remove the schedule.",
      },
    ];
  }
  const problems: ModelProblem[] = [];
  if ((min ?? 0) > (max ?? Infinity)) {
    problems.push({
      path: [...path, "min"],
      related: [[...path, "max"]],
      message: `min is above max, which is ${max ?? ""}.`,
      allowed: "a number that is not above max",
      fix: "Lower min or raise max.",
    });
  } else if (min !== undefined && max === undefined && min > scaling.max) {
    problems.push({
      path: [...path, "min"],
      related: [["max"]],
      message: `min is above the service's max, which is ${scaling.max}, and the schedule leaves that as it is.`,
      allowed: `a whole number from 0 to ${scaling.max}, or any with max beside it`,
      fix: "Add max to the schedule, or lower min.",
    });
  } else if (max !== undefined && min === undefined && max < scaling.min) {
    problems.push({
      path: [...path, "max"],
      related: [["min"]],
      message: `max is below the service's min, which is ${scaling.min}, and the schedule leaves that as it is.`,
      allowed: `a whole number from ${scaling.min}, or any with min beside it`,
      fix: "Add min to the schedule, or raise max.",
    });
  }
  return [...problems, ...within(path, clockProblems(schedule))];
}

/** The queues whose length decides the number of tasks. */
function queueCount(scaling: Scaling, consumes: QueueUse["consumes"]): number {
  return (
    scalingQueues(consumes).length +
    Object.keys("backlogs" in scaling ? scaling.backlogs : {}).length
  );
}

function unscaledQueues(consumes: QueueUse["consumes"]): ModelProblem[] {
  return scalingQueues(consumes).map((name) => ({
    path: ["consumes", name, "maxLatencySeconds"],
    related: [["scaling"]],
    message: "Nothing scales this service, so nothing holds the messages to a time.",
    allowed: "maxLatencySeconds with scaling: { min, max }",
    fix: "Add scaling: { min: 0, max: 10 }, or remove this.",
  }));
}

function tooMany(scaling: Scaling, queues: number): ModelProblem[] {
  const policies = policyCount(scaling) + queues;
  const most = quotas.autoscaling.policiesPerTarget;
  // A step policy that acts in both directions becomes two.
  const counted = policies + Object.keys(scaling.steps).length;
  return problemIf(counted > most, {
    path: [],
    at: "key",
    message: `This creates up to ${counted} scaling policies.`,
    allowed: `at most ${most} policies for one service`,
    fix: "Remove some.",
  });
}
