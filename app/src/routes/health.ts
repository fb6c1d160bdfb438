import { Hono } from "hono";
import type { Services } from "../services";

/**
 * `/healthz`: the process answers. It stays up while the task stops and while the volume is away, because replacing
 * every task would mend neither. `/readyz`: the task takes traffic and its volume works.
 */
export function healthRoutes({ lifecycle, metadata, notes }: Services): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const [volume, task] = await Promise.all([notes.check(), metadata.task()]);
    const ready = !lifecycle.draining && volume.ok;
    return c.json(
      {
        status: lifecycle.draining ? "stopping" : ready ? "ready" : "not ready",
        volume: volume.ok ? "ok" : volume.problem,
        // Said, but no reason to be unready: only one page needs it, and that page says so itself.
        metadata: task.ok ? "ok" : task.problem,
      },
      ready ? 200 : 503,
    );
  });
  return app;
}
