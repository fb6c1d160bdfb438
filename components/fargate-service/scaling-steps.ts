import type { Step } from "../model/scaling-steps";

/** One adjustment of a step-scaling policy, its bounds relative to the alarm's threshold. */
export interface StepAdjustment {
  readonly lower?: number;
  readonly upper?: number;
  readonly change: number;
}

/** One alarm and the policy it calls. */
export interface StepAlarm {
  /** high: while the metric is at or above the threshold; low: while it is below. */
  readonly side: "high" | "low";
  readonly threshold: number;
  readonly adjustments: readonly StepAdjustment[];
}

/**
 * Turns ranges of a metric, which the model has checked, into at most two alarms, each with a policy: one for the ranges that reach up without end,
 * one for those that reach down. AWS wants the adjustments of a policy to touch each other and to reach from the
 * threshold without end, so gaps within a side become adjustments by nothing.
 *
 * At a boundary between two ranges AWS counts the value to the upper range on the high side and to the lower one on
 * the low side: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function stepAlarms(steps: readonly Step[]): StepAlarm[] {
  const acting = steps
    .map(asRange)
    .sort((left, right) => left.from - right.from)
    .filter((range) => range.change !== 0);
  const reachesDown = acting.at(0)?.from === -Infinity;
  const reachesUp = acting.at(-1)?.to === Infinity;
  const at = reachesDown ? (reachesUp ? splitAt(acting) : acting.length) : 0;
  return [...lowAlarm(acting.slice(0, at)), ...highAlarm(acting.slice(at))];
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly change: number;
}

function asRange(step: Step): Range {
  return { from: step.from ?? -Infinity, to: step.to ?? Infinity, change: step.change };
}

/** Where ranges without a bound on either end fall into a low and a high side: where the sign turns, or else at a gap. */
function splitAt(ranges: readonly Range[]): number {
  const before = (index: number) => ranges[index - 1];
  const turn = ranges.findIndex(
    (range, index) =>
      index > 0 && Math.sign(before(index)?.change ?? 0) !== Math.sign(range.change),
  );
  if (turn > 0) return turn;
  return ranges.findIndex(
    (range, index) => index > 0 && (before(index)?.to ?? range.from) < range.from,
  );
}

function highAlarm(ranges: readonly Range[]): StepAlarm[] {
  const threshold = ranges.at(0)?.from;
  if (threshold === undefined) return [];
  return [{ side: "high", threshold, adjustments: adjustments(ranges, threshold) }];
}

function lowAlarm(ranges: readonly Range[]): StepAlarm[] {
  const threshold = ranges.at(-1)?.to;
  if (threshold === undefined) return [];
  return [{ side: "low", threshold, adjustments: adjustments(ranges, threshold) }];
}

function adjustments(ranges: readonly Range[], threshold: number): StepAdjustment[] {
  return ranges
    .flatMap((range, index) => {
      const end = ranges[index - 1]?.to ?? range.from;
      return end < range.from ? [{ from: end, to: range.from, change: 0 }, range] : [range];
    })
    .map(({ from, to, change }) => ({
      ...(from === -Infinity ? {} : { lower: from - threshold }),
      ...(to === Infinity ? {} : { upper: to - threshold }),
      change,
    }));
}
