import { quotas } from "../facts/quotas";
import { type ModelProblem, problemIf } from "./check/problem";

/** What to do in a range of the metric: lower bound inclusive, upper bound exclusive. */
export interface Step {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly change: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly index: number;
}

/**
 * Ranges of a step policy. AWS wants the ranges on a side of an alarm to reach from its threshold without end, so at
 * least one step has no bound, and a policy in both directions has a place where it turns.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function stepProblems(steps: readonly Step[]): ModelProblem[] {
  const ranges = steps
    .map(({ from, to, change }, index) => ({
      from: from ?? -Infinity,
      to: to ?? Infinity,
      change,
      index,
    }))
    .sort((one, other) => one.from - other.from);
  const broken = [...ranges.flatMap((range) => emptyRange(range)), ...overlaps(ranges)];
  return broken.length > 0 ? broken : wholeProblems(ranges);
}

function emptyRange({ from, to, index }: Range): ModelProblem[] {
  return problemIf(from >= to, {
    path: [index, "to"],
    related: [[index, "from"]],
    message: `The range is empty: it starts at ${from}, which is not below its end.`,
    allowed: `a number above ${from}`,
    fix: "Raise to, or lower from.",
  });
}

function overlaps(ranges: readonly Range[]): ModelProblem[] {
  return ranges.flatMap((range, place) => {
    const before = ranges[place - 1];
    if (before === undefined || before.to <= range.from) return [];
    return [
      {
        path: [range.index],
        related: [[before.index]],
        showValue: false,
        message: `The ranges ${rangeText(before)} and ${rangeText(range)} overlap.`,
        allowed: "ranges that share no value; to is not part of a range",
        fix:
          before.to === Infinity
            ? "Give the lower range a to."
            : `Start this range at ${before.to}.`,
      },
    ];
  });
}

function rangeText({ from, to }: Range): string {
  if (from === -Infinity && to === Infinity) return "without bounds";
  if (from === -Infinity) return `below ${to}`;
  return to === Infinity ? `from ${from}` : `from ${from} to ${to}`;
}

function wholeProblems(ranges: readonly Range[]): ModelProblem[] {
  const acting = ranges.filter(({ change }) => change !== 0);
  const first = acting.at(0);
  const last = acting.at(-1);
  const whole = { path: [], at: "key" as const };
  if (first === undefined || last === undefined) {
    return [
      {
        ...whole,
        message: "No step changes the number of tasks.",
        allowed: "at least one step whose change is not 0",
        fix: "Give a step a change, such as change: 2.",
      },
    ];
  }
  if (first.from !== -Infinity && last.to !== Infinity) {
    return [
      {
        ...whole,
        message: "No step goes on without end, so nothing would happen beyond the last range.",
        allowed: "to left out of the highest step, or from left out of the lowest",
        fix: "Leave to out of the highest step.",
      },
    ];
  }
  const split = first.from === -Infinity && last.to === Infinity && !canSplit(acting);
  const most = quotas.autoscaling.stepsPerPolicy;
  if (split) {
    return [
      {
        ...whole,
        message: "Whatever the metric's value, tasks would be added forever, or removed forever.",
        allowed: "a range in which nothing changes, or a change of sign",
        fix: "Leave a gap between two ranges.",
      },
    ];
  }
  return problemIf(acting.length + gaps(acting) > most, {
    ...whole,
    message: `There are ${acting.length} ranges and ${gaps(acting)} gaps between them.`,
    allowed: `at most ${most} ranges, gaps included`,
    fix: "Join some ranges.",
  });
}

function canSplit(ranges: readonly Range[]): boolean {
  return ranges.some((range, place) => {
    const before = ranges[place - 1];
    return (
      before !== undefined &&
      (Math.sign(before.change) !== Math.sign(range.change) || before.to < range.from)
    );
  });
}

function gaps(ranges: readonly Range[]): number {
  return ranges.filter((range, place) => (ranges[place - 1]?.to ?? range.from) < range.from).length;
}
