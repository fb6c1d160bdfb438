import { Hono } from "hono";
import { drainPlan } from "../lifecycle";
import {
  createSlots,
  LOAD_AT_ONCE,
  LOAD_MAX_SECONDS,
  loadBytes,
  loadStream,
  readLoadRequest,
} from "../load";
import { readNetwork } from "../metadata/network";
import { loadPage, type LoadView } from "../pages/load";
import { messagePage } from "../pages/message";
import type { Services } from "../services";

const BUSY = `This task already sends ${LOAD_AT_ONCE} such answers. Try again in a few seconds.`;

/** `/load` is the form, `/load?seconds=&kib=` the traffic. */
export function loadRoutes({ settings, metadata, render }: Services): Hono {
  const app = new Hono();
  const slots = createSlots(LOAD_AT_ONCE);
  // Whatever starts before SIGTERM has to end before the stop limit.
  const { lingerMs, limitMs } = drainPlan(settings.stopTimeoutSeconds);
  const maxSeconds = Math.max(
    1,
    Math.min(LOAD_MAX_SECONDS, Math.floor((limitMs - lingerMs) / 1000)),
  );
  const view = async (): Promise<LoadView> => ({
    maxSeconds,
    network: await readNetwork(metadata),
  });
  app.get("/load", async (c) => {
    const query = c.req.query();
    if (query["seconds"] === undefined && query["kib"] === undefined) {
      return render(c, loadPage(await view()));
    }
    const request = readLoadRequest(query, maxSeconds);
    if (!request.ok) {
      return render(c, loadPage({ ...(await view()), refused: request.problem }), 400);
    }
    const giveBack = slots.take();
    if (giveBack === undefined) {
      c.header("retry-after", "5");
      return render(c, messagePage("Busy", BUSY), 429);
    }
    c.header("content-type", "application/octet-stream");
    c.header("content-disposition", 'attachment; filename="load.bin"');
    // The exact length, so that a client sees whether it received everything.
    c.header("content-length", String(loadBytes(request.value)));
    if (c.req.method === "HEAD") {
      giveBack();
      return c.body(null);
    }
    return c.body(loadStream(request.value, giveBack));
  });
  return app;
}
