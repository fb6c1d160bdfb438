import { Hono } from "hono";
import { readNetwork } from "../metadata/network";
import type { NetworkAnswer } from "../metadata/rate";
import { metadataPage } from "../pages/metadata";
import type { Services } from "../services";

/** `/metadata`, and `/metadata/network` for its chart. */
export function metadataRoutes({ metadata, identity, render }: Services): Hono {
  const app = new Hono();
  app.get("/metadata", async (c) => {
    const [container, task, taskStats, network] = await Promise.all([
      metadata.container(),
      metadata.task(),
      metadata.taskStats(),
      readNetwork(metadata),
    ]);
    return render(c, metadataPage({ container, task, taskStats, network }));
  });
  app.get("/metadata/network", async (c) => {
    const [{ task, zone }, sample] = await Promise.all([identity(), readNetwork(metadata)]);
    if (!sample.ok) {
      return c.json({ problem: sample.problem }, 503);
    }
    const answer: NetworkAnswer = { task, zone, sample: sample.value };
    return c.json(answer);
  });
  return app;
}
