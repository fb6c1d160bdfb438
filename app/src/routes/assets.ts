import { Hono } from "hono";
import { etag } from "hono/etag";
import { type Services } from "../services";

/** Style, script and icon. Asked for anew with each page, answered with 304 while they are the same. */
export function assetRoutes({ assets }: Services): Hono {
  const app = new Hono();
  app.use("/assets/*", etag());
  app.get("/assets/:name", (c) => {
    const asset = assets.get(c.req.param("name"));
    return asset === undefined
      ? c.notFound()
      : c.body(asset.content, 200, { "content-type": asset.type, "cache-control": "no-cache" });
  });
  return app;
}
