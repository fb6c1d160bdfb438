import type { Clock } from "../clock";

/** A clock that a sleep moves on at once. */
export function fakeClock(): Clock {
  let now = Date.UTC(2026, 10, 28, 12);
  return {
    now: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      now += milliseconds;
      // What else runs meanwhile, such as an update, gets its turn.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
