import { type Context, holds } from "./conditions";
import type { Condition } from "./document";

/** The values a requester may present under a condition key; undefined is to leave it out. */
export type Candidates = ReadonlyMap<string, readonly (string | undefined)[]>;

/** More combinations than real documents have. Past it a document is taken to let the request through. */
const most = 10_000;

/** True when some combination of candidates satisfies a test. */
export function satisfying(candidates: Candidates, test: (context: Context) => boolean): boolean {
  const keys = [...candidates];
  const total = keys.reduce((product, [, values]) => product * Math.max(values.length, 1), 1);
  if (total > most) return true;
  const context = new Map<string, string>();
  const tryFrom = (index: number): boolean => {
    const entry = keys[index];
    if (entry === undefined) return test(context);
    const [key, values] = entry;
    return values.some((value) => {
      if (value === undefined) context.delete(key);
      else context.set(key, value);
      return tryFrom(index + 1);
    });
  };
  return tryFrom(0);
}

/**
 * Candidates without those that make no difference: of several under which the same conditions hold, one. Those
 * under which a condition of `wanted` fails are left out, for the test would.
 */
export function distinct(
  candidates: Candidates,
  wanted: readonly Condition[],
  others: readonly Condition[],
): Candidates {
  const all = [...wanted, ...others];
  const hasVariable = all.some(({ values }) => values.some((value) => value.includes("${")));
  if (hasVariable) return candidates;
  return new Map(
    [...candidates].map(([key, values]) => {
      const on = all.filter((one) => one.key === key);
      const byOutcome = new Map<string, string | undefined>();
      for (const value of values) {
        const context = new Map(value === undefined ? [] : [[key, value]]);
        const outcome = on.map((one) => holds(one, context));
        const isPossible = on.every((one, index) => !wanted.includes(one) || outcome[index]);
        if (isPossible) byOutcome.set(outcome.join(" "), value);
      }
      return [key, [...byOutcome.values()]];
    }),
  );
}
