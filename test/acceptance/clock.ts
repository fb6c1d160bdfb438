import { setTimeout } from "node:timers/promises";
import { CheckFailed, Interrupted } from "./failure";

/** Time, which tests let pass in an instant. */
export interface Clock {
  now(): Date;
  /** @throws Interrupted where the signal ends the wait */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await setTimeout(milliseconds, undefined, { signal });
    } catch {
      throw new Interrupted();
    }
  },
};

/** What a probe found: what it waits for, or why it has to go on waiting. */
export type Probe<T> = { readonly found: T } | { readonly waiting: string };

/** How long something may take. */
export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What is waited for, as the start of a sentence: "The page answers". */
  readonly what: string;
  readonly minutes: number;
  /** Defaults to 10. */
  readonly everySeconds?: number;
}

/**
 * Asks again until the answer is there.
 *
 * @throws CheckFailed with the last reason to wait when the time is over
 */
export async function eventually<T>(
  { clock, signal, what, minutes, everySeconds = 10 }: Patience,
  probe: () => Promise<Probe<T>>,
): Promise<T> {
  const end = clock.now().getTime() + minutes * 60_000;
  for (;;) {
    signal.throwIfAborted();
    const answer = await probe();
    if ("found" in answer) return answer.found;
    if (clock.now().getTime() >= end) {
      throw new CheckFailed(`${what}: not within ${minutes} minutes. ${answer.waiting}`);
    }
    await clock.sleep(everySeconds * 1000, signal);
  }
}
