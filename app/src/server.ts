import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app";
import { loadAssets } from "./assets";
import { drain, drainPlan, type DrainPlan, type Lifecycle } from "./lifecycle";
import { createLog, messageOf, type Log } from "./log";
import { createMetadataClient } from "./metadata/client";
import { createNotesFolder } from "./notes/folder";
import { readSettings, type Settings } from "./settings";

const log = createLog((line) => process.stdout.write(line));

/** Limits of the server itself, in milliseconds unless the name says otherwise. */
const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  // Above the load balancer's idle timeout of 60 seconds: it must be the one that closes, or it answers 502.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024, // bytes
};

function start(settings: Settings, lifecycle: Lifecycle): Server {
  const app = createApp({
    settings,
    log,
    lifecycle,
    assets: loadAssets(join(__dirname, "public")),
    metadata: createMetadataClient(settings.metadataUri),
    notes: createNotesFolder(settings.dataDir),
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(SERVER_LIMITS, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.on("error", (error) => {
    fail(log, "cannot listen", error);
  });
  server.listen(settings.port, () => {
    const address = server.address();
    log.info("listening", {
      port: typeof address === "object" && address !== null ? address.port : settings.port,
      startMilliseconds: Math.round(process.uptime() * 1000),
      node: process.versions.node,
    });
  });
  return server;
}

/**
 * Ends the process after `SIGTERM` (Amazon ECS) or `SIGINT` (Ctrl-C). A terminal is no load balancer that still has to
 * hear of it, so there is no lingering then.
 */
function endOnSignal(server: Server, settings: Settings, lifecycle: Lifecycle): void {
  const plan = drainPlan(settings.stopTimeoutSeconds);
  const end = (chosen: DrainPlan): void => {
    if (lifecycle.draining) {
      return;
    }
    void drain(server, chosen, { lifecycle, log }).then((code) => {
      process.exitCode = code;
    });
  };
  process.on("SIGTERM", () => {
    end(plan);
  });
  process.on("SIGINT", () => {
    end({ ...plan, lingerMs: 0 });
  });
}

/** What nobody caught may have left anything behind: say so in the log's own form and let the service replace the task. */
function fail(to: Log, message: string, thrown: unknown): void {
  to.error(message, { problem: messageOf(thrown) });
  process.exit(1);
}

process.on("uncaughtException", (thrown) => {
  fail(log, "unexpected failure", thrown);
});

const read = readSettings(process.env);
if ("problems" in read) {
  for (const problem of read.problems) {
    log.error("wrong setting", { problem });
  }
  process.exitCode = 1;
} else {
  const lifecycle: Lifecycle = { draining: false };
  endOnSignal(start(read.settings, lifecycle), read.settings, lifecycle);
}
