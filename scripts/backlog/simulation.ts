/**
 * A queue and its workers, minute by minute, scaled by the expression of the component. AWS publishes no algorithm of target
 * tracking; this follows its description: three minutes above the target add tasks in proportion, fifteen below nine tenths
 * of it remove some, and none while a cooldown lasts.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
import { backlogExpression, messagesPerTask } from "drydock-components/model/queues";
import { evaluate } from "../../test/components/metric-math/evaluate";

/** A service that consumes one queue. */
export interface Fleet {
  readonly secondsPerMessage: number;
  readonly maxLatencySeconds: number;
  readonly min: number;
  readonly max: number;
  /** Minutes from the decision until a new task works: pull, start, health check. */
  readonly startMinutes: number;
}

/** The state at the end of a minute. */
export interface Minute {
  readonly arrived: number;
  /** Messages that wait, and those that tasks work on. */
  readonly backlog: number;
  /** Tasks that are wanted. */
  readonly desired: number;
  /** Tasks that work. */
  readonly running: number;
}

const upAfter = 3;
const downAfter = 15;
const downBelow = 0.9;
const upCooldown = 1;
const downCooldown = 5;

/** Runs the fleet on messages that arrive in each minute. */
export function simulate(fleet: Fleet, arrivals: readonly number[]): Minute[] {
  const target = messagesPerTask(fleet);
  const perMinute = 60 / fleet.secondsPerMessage;
  const minutes: Minute[] = [];
  const seen: number[] = [];
  let cooldownUntil = 0;
  for (const [minute, arrived] of arrivals.entries()) {
    const before = minutes.at(-1) ?? { backlog: 0, desired: fleet.min, running: fleet.min };
    // Those that were wanted when a task that starts now was decided on, and are still.
    const started = minutes.at(-fleet.startMinutes)?.desired ?? fleet.min;
    const running = Math.min(before.desired, Math.max(before.running, started));
    const backlog = Math.max(0, before.backlog + arrived - running * perMinute);
    const taken = Math.min(backlog, running);
    const samples = { visible: backlog - taken, taken, sent: arrived, tasks: running };
    seen.push(evaluate(backlogExpression(fleet), samples) ?? 0);
    const [desired, cooldown] =
      minute < cooldownUntil
        ? [before.desired, 0]
        : decide({ fleet, target, seen, desired: before.desired });
    if (cooldown > 0) cooldownUntil = minute + cooldown;
    minutes.push({ arrived, backlog, desired, running });
  }
  return minutes;
}

interface Decision {
  readonly fleet: Fleet;
  readonly target: number;
  /** The values of the expression so far. */
  readonly seen: readonly number[];
  readonly desired: number;
}

/** The tasks that target tracking wants, and for how many minutes it then changes nothing. */
function decide({ fleet, target, seen, desired }: Decision): [number, number] {
  const value = seen.at(-1) ?? 0;
  const all = (minutes: number, holds: (value: number) => boolean): boolean =>
    seen.length >= minutes && seen.slice(-minutes).every(holds);
  const inProportion = Math.ceil((desired * value) / target);
  if (desired < fleet.max && all(upAfter, (one) => one > target)) {
    return [Math.min(fleet.max, Math.max(desired + 1, inProportion)), upCooldown];
  }
  if (desired > fleet.min && all(downAfter, (one) => one < target * downBelow)) {
    const fewer = Math.max(fleet.min, inProportion);
    return fewer < desired ? [fewer, downCooldown] : [desired, 0];
  }
  return [desired, 0];
}

/** Messages a minute over eight hours: a burst into nothing, hours of rest, and a working day that swells and ebbs. */
export function exampleArrivals(): number[] {
  return Array.from({ length: 480 }, (_, minute) => {
    if (minute >= 10 && minute < 25) return 400;
    if (minute >= 150 && minute < 390) {
      return Math.round(220 * Math.sin((Math.PI * (minute - 150)) / 240) + 15 * Math.sin(minute));
    }
    return 0;
  }).map((messages) => Math.max(0, messages));
}

/** The fleet of examples/worker-fleet, with an end that the picture can show. */
export const exampleFleet: Fleet = {
  secondsPerMessage: 2,
  maxLatencySeconds: 120,
  min: 0,
  max: 40,
  startMinutes: 2,
};
