import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import {
  closeWhileDraining,
  headers,
  limits,
  methods,
  noStore,
  requestLog,
} from "./http/middleware";
import { messageOf } from "./log";
import { messagePage } from "./pages/message";
import { assetRoutes } from "./routes/assets";
import { filesRoutes } from "./routes/files";
import { healthRoutes } from "./routes/health";
import { loadRoutes } from "./routes/load";
import { metadataRoutes } from "./routes/metadata";
import { overviewRoutes } from "./routes/overview";
import { createServices, type Parts } from "./services";

/** The whole application, without a server. */
export function createApp(parts: Parts): Hono {
  const services = createServices(parts);
  const { log, lifecycle, render } = services;
  const app = new Hono();
  app.use(
    requestLog(log),
    headers(),
    noStore(),
    closeWhileDraining(lifecycle),
    methods(),
    ...limits(),
  );
  for (const routes of [
    overviewRoutes,
    metadataRoutes,
    filesRoutes,
    loadRoutes,
    healthRoutes,
    assetRoutes,
  ]) {
    app.route("/", routes(services));
  }
  app.notFound((c) => render(c, messagePage("Not found", "There is no such page here."), 404));
  app.onError((thrown, c) => {
    if (thrown instanceof HTTPException) {
      const text = thrown.message === "" ? "The request is refused." : thrown.message;
      return render(c, messagePage("Refused", text), thrown.status);
    }
    log.error("request failed", { path: c.req.path, problem: messageOf(thrown) });
    return render(
      c,
      messagePage("Something failed", "The task could not answer. Its log says why."),
      500,
    );
  });
  return app;
}
