/** Decides a service's new number of tasks. Pure. */
import { UsageError } from "../../errors";

export interface Capacity {
  readonly count: number;
  /** Absent where nothing scales the service. */
  readonly range?: { readonly min: number; readonly max: number };
}

/** The user's request. */
export interface Wish {
  readonly stack: string;
  readonly service: string;
  readonly count?: number;
  readonly min?: number;
  readonly max?: number;
}

/** Returns the changes. @throws UsageError if the request contradicts itself */
export function wanted(
  now: Capacity,
  { stack, service, count, min, max }: Wish,
): Partial<Capacity> {
  const ranged = min !== undefined || max !== undefined;
  if (count === undefined && !ranged) {
    throw new UsageError(
      `Give a number of tasks, or --min and --max: npx drydock scale ${service} 3 --stack ${stack}`,
    );
  }
  if (now.range === undefined) {
    if (ranged) {
      throw new UsageError(
        `Nothing scales ${service}, so it has no range: give a number of tasks, or \`scaling\` in the stack file.`,
      );
    }
    return count === undefined ? {} : { count };
  }
  const range = { min: min ?? now.range.min, max: max ?? now.range.max };
  if (range.min > range.max) {
    throw new UsageError(
      `At least ${range.min} and at most ${range.max} tasks: give both --min and --max.`,
    );
  }
  if (count !== undefined && (count < range.min || count > range.max)) {
    const option = count < range.min ? `--min ${count}` : `--max ${count}`;
    throw new UsageError(
      `${service} scales between ${range.min} and ${range.max} tasks, which would take ${count} back at once: give ${option}, too.`,
    );
  }
  return { count, ...(ranged ? { range } : {}) };
}
