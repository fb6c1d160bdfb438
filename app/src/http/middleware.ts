import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { timeout } from "hono/timeout";
import type { Lifecycle } from "../lifecycle";
import type { Log } from "../log";

/** Largest body, in bytes: the form of a note, each character percent-encoded. */
const BODY_MAX_BYTES = 8 * 1024;

/** Longest time for a page, in milliseconds. `/load` has limits of its own. */
const PAGE_TIMEOUT_MS = 10_000;

/** One line for each answered request, but none for health checks that pass: they come every few seconds for ever. */
export function requestLog(log: Log): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const { path, method } = c.req;
    if (c.res.ok && (path === "/healthz" || path === "/readyz")) {
      return;
    }
    // No query and no headers but the trace id: nothing a user typed ends in a log.
    log.info("request", {
      method,
      path,
      status: c.res.status,
      milliseconds: Math.round(performance.now() - started),
      traceId: c.req.header("x-amzn-trace-id"),
    });
  };
}

/** Scripts, styles, pictures and forms from this origin only, nothing inline, no framing. */
export function headers(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    // For this host only: what else lives below its name is not this application's to decide.
    strictTransportSecurity: "max-age=15552000",
  });
}

/** Pages change and may show secrets: no browser or proxy keeps them. A route may say otherwise. */
export function noStore(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) {
      c.res.headers.set("cache-control", "no-store");
    }
  };
}

/** While the task is stopping, each answer ends its connection, so that the client opens the next one elsewhere. */
export function closeWhileDraining(lifecycle: Lifecycle): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (lifecycle.draining) {
      c.res.headers.set("connection", "close");
    }
  };
}

/** Answers OPTIONS, and refuses methods that no page has. */
export function methods(): MiddlewareHandler {
  return async (c, next) => {
    if (["GET", "HEAD", "POST"].includes(c.req.method)) {
      return next();
    }
    const allow = c.req.path === "/files" ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
    c.header("allow", allow);
    return c.req.method === "OPTIONS"
      ? c.body(null, 204)
      : c.text(`Allowed here: ${allow}.\n`, 405);
  };
}

/** Limits on what a request may send and on how long its page may take, and no writing from another site's form. */
export function limits(): readonly MiddlewareHandler[] {
  return [
    bodyLimit({
      maxSize: BODY_MAX_BYTES,
      onError: () => {
        throw new HTTPException(413, {
          message: `The request is larger than ${BODY_MAX_BYTES} bytes.`,
        });
      },
    }),
    csrf(),
    timeout(
      PAGE_TIMEOUT_MS,
      new HTTPException(504, {
        message: `The page took longer than ${PAGE_TIMEOUT_MS / 1000} seconds.`,
      }),
    ),
  ];
}
