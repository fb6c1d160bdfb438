import { Hono } from "hono";
import { etag } from "hono/etag";
import type { Services } from "../services";

/**
 * Style, script and icon. Kept for a minute: long enough to go through the pages, short enough that a deployment shows.
 * No hash in the name, because during a deployment the other version of the task may be the one that is asked for it.
 */
export function assetRoutes({ assets }: Services): Hono {
  const app = new Hono();
  app.use("/assets/*", etag());
  app.get("/assets/:name", (c) => {
    const asset = assets.get(c.req.param("name"));
    return asset === undefined
      ? c.notFound()
      : c.body(asset.content, 200, { "content-type": asset.type, "cache-control": "max-age=60" });
  });
  // What a browser asks for beside an answer that is no page, such as /readyz.
  app.get("/favicon.ico", (c) => c.redirect("/assets/icon.svg"));
  return app;
}
