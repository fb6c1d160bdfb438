import { createServer, request as connect, type IncomingMessage, type Server } from "node:http";
import type { Counters } from "./metadata-server";

/** A task behind the stand-in load balancer. */
export interface Target {
  port: number;
  receivedBytes: number;
  sentBytes: number;
}

export function countersOf(target: Target): () => Counters {
  return () => ({ receivedBytes: target.receivedBytes, sentBytes: target.sentBytes });
}

/**
 * A stand-in for the application load balancer: each request goes to the next task. It counts what each task receives
 * and sends, which is what a network interface does for the metadata endpoint. Bodies and header texts are counted;
 * what TCP adds is not.
 */
export function createBalancer(targets: readonly Target[]): Server {
  let turn = 0;
  return createServer((incoming, outgoing) => {
    const target = targets[turn % targets.length];
    turn += 1;
    if (!target) {
      outgoing.writeHead(503).end();
      return;
    }
    target.receivedBytes += headerBytes(incoming);
    const { method, url: path, headers } = incoming;
    const onward = connect({
      host: "127.0.0.1",
      port: target.port,
      method,
      path,
      headers,
      agent: false,
    });
    onward.on("response", (answer) => {
      target.sentBytes += headerBytes(answer);
      answer.on("data", (part: Buffer) => {
        target.sentBytes += part.length;
      });
      outgoing.writeHead(answer.statusCode ?? 502, withoutConnection(answer));
      answer.pipe(outgoing);
    });
    onward.on("error", () => {
      if (outgoing.headersSent) {
        outgoing.destroy();
      } else {
        outgoing.writeHead(502).end();
      }
    });
    outgoing.on("close", () => onward.destroy());
    incoming.on("data", (part: Buffer) => {
      target.receivedBytes += part.length;
    });
    incoming.pipe(onward);
  });
}

function headerBytes(message: IncomingMessage): number {
  return message.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
}

/** The headers of an answer but for the one that speaks of the connection behind the balancer only. */
function withoutConnection(answer: IncomingMessage): NodeJS.Dict<string | string[]> {
  return Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => name !== "connection"),
  );
}
