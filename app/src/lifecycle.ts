import type { Server } from "node:http";
import type { Log } from "./log";

/** Seconds at most in which a stopping task still takes connections, for clients that have not heard of it yet. */
const LINGER_MAX_SECONDS = 3;

export interface DrainPlan {
  /** How long new connections are still taken after SIGTERM, while `/readyz` already says no. */
  readonly lingerMs: number;
  /** When what is still running is cut off, so that the log says so before SIGKILL ends it without a word. */
  readonly limitMs: number;
}

/** A tenth of the stop timeout to linger, a tenth in reserve before SIGKILL, the rest for running requests. */
export function drainPlan(stopTimeoutSeconds: number): DrainPlan {
  return {
    lingerMs: Math.min(LINGER_MAX_SECONDS, stopTimeoutSeconds / 10) * 1000,
    limitMs: stopTimeoutSeconds * 900,
  };
}

/** Whether the task is stopping: read by the routes, set by `drain`. */
export interface Lifecycle {
  draining: boolean;
}

/**
 * Ends a server without losing a request: linger, stop listening, let running requests finish, and cut off what has
 * not finished at the limit. Gives the exit code: 0, or 1 when something was cut off.
 */
export async function drain(
  server: Server,
  plan: DrainPlan,
  { lifecycle, log }: { readonly lifecycle: Lifecycle; readonly log: Log },
): Promise<0 | 1> {
  lifecycle.draining = true;
  log.info("stopping", { lingerMs: plan.lingerMs, limitMs: plan.limitMs });
  const overdue = new Promise<1>((resolve) => {
    setTimeout(() => {
      log.error("stop limit reached: running requests are cut off");
      server.closeAllConnections();
      resolve(1);
    }, plan.limitMs).unref();
  });
  await new Promise((resolve) => setTimeout(resolve, plan.lingerMs));
  const finished = new Promise<0>((resolve) => {
    // Closes idle connections as well; those in use close with their answer, which says `Connection: close`.
    server.close(() => {
      resolve(0);
    });
  });
  const code = await Promise.race([finished, overdue]);
  log.info("stopped", { code });
  return code;
}
