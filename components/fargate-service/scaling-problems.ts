import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";
import type { ScalingArgs, ScalingScheduleArgs, StepScalingArgs } from "./scaling-args";
import { stepPlan } from "./scaling-steps";

/** What is wrong with the scaling of a service. */
export function scalingProblems(scaling: ScalingArgs, hasRoute: boolean): ArgumentProblem[] {
  return [
    ...limitProblems(scaling),
    ...targetProblems(scaling, hasRoute),
    ...duplicateProblems(scaling),
    ...(scaling.steps ?? []).flatMap(stepProblems),
    ...(scaling.schedules ?? []).flatMap(scheduleProblems),
  ];
}

function limitProblems({ min, max }: ScalingArgs): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const most = quotas.ecs.tasksPerService;
  if (!Number.isInteger(min) || min < 0 || !Number.isInteger(max) || max > most) {
    problems.push({
      propertyPath: "scaling",
      reason: `min ${min} and max ${max} must be whole numbers from 0 to ${most}.`,
    });
  }
  if (min > max) {
    problems.push({ propertyPath: "scaling.min", reason: `${min} is above max, ${max}.` });
  }
  return problems;
}

function targetProblems(scaling: ScalingArgs, hasRoute: boolean): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  for (const name of targets) {
    const value = scaling[name]?.target;
    if (value === undefined) continue;
    const highest = name.endsWith("Percent") ? 100 : Infinity;
    if (!(value > 0 && value <= highest)) {
      problems.push({
        propertyPath: `scaling.${name}.target`,
        reason: `${value} must be above 0${highest === Infinity ? "" : ` and at most ${highest}`}.`,
      });
    }
  }
  if (scaling.requestsPerTarget !== undefined && !hasRoute) {
    problems.push({
      propertyPath: "scaling.requestsPerTarget",
      reason:
        "counts requests of the load balancer, and the service has no route; add one or scale on something else.",
    });
  }
  return problems;
}

const targets = [
  "cpuPercent",
  "memoryPercent",
  "requestsPerTarget",
  "networkReceivedBytesPerSecond",
  "networkSentBytesPerSecond",
] as const;

/** Names are part of resource names, so each may be used once. */
function duplicateProblems(scaling: ScalingArgs): ArgumentProblem[] {
  return (["metrics", "steps", "schedules"] as const).flatMap((list) => {
    const names = (scaling[list] ?? []).map((each) => each.name);
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [
            {
              propertyPath: `scaling.${list}[${index}].name`,
              reason: `"${name}" is the name of another one.`,
            },
          ],
    );
  });
}

function stepProblems(steps: StepScalingArgs, index: number): ArgumentProblem[] {
  const propertyPath = `scaling.steps[${index}]`;
  const plan = stepPlan(steps.steps);
  if ("problem" in plan) {
    return [{ propertyPath: `${propertyPath}.steps`, reason: plan.problem }];
  }
  const most = quotas.autoscaling.stepsPerPolicy;
  if (plan.alarms.some((alarm) => alarm.adjustments.length > most)) {
    return [
      {
        propertyPath: `${propertyPath}.steps`,
        reason: `there are more than the ${most} ranges a policy may have, gaps included; join some.`,
      },
    ];
  }
  return [];
}

function scheduleProblems(schedule: ScalingScheduleArgs, index: number): ArgumentProblem[] {
  const propertyPath = `scaling.schedules[${index}]`;
  const { min, max } = schedule;
  if (min === undefined && max === undefined) {
    return [{ propertyPath, reason: "changes nothing: give min, max or both." }];
  }
  if (min !== undefined && max !== undefined && min > max) {
    return [{ propertyPath, reason: `min ${min} is above max ${max}.` }];
  }
  return [];
}
