import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { listen } from "../../../app/dev/metadata-server";
import type { Clock } from "../clock";
import { AwsError, awsOperations, callerIdentity } from "./aws-api";
import type { Faults } from "./faults";
import { type Programs, programsOf } from "./programs";
import { pulumiCli } from "./pulumi-cli";
import { createWorld, type World } from "./world";

/** An emulated account behind HTTP. To be closed. */
export interface Emulator {
  /** Of the load balancer; the APIs of AWS are below `/aws`, fake programs ask `/programs`. */
  readonly url: string;
  readonly world: World;
  readonly programs: Programs;
  close(): Promise<void>;
}

const call = z.object({ program: z.string(), args: z.array(z.string()), folder: z.string() });

export async function startEmulator(clock: Clock, faults: Faults): Promise<Emulator> {
  const world = createWorld(clock, faults);
  const programs = programsOf(
    pulumiCli(world, () => url),
    faults,
  );
  const app = new Hono();
  const operations = awsOperations(world);
  app.post("/aws/", async (c) => {
    const target = c.req.header("x-amz-target");
    try {
      if (target === undefined) {
        return c.text(callerIdentity(world), 200, { "content-type": "text/xml" });
      }
      const operation = operations.get(target);
      if (operation === undefined) throw new AwsError("UnknownOperationException", target);
      return c.json(await operation(await c.req.json()));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { type, message } = error;
      return target === undefined
        ? c.text(xmlError(error), 403, { "content-type": "text/xml" })
        : c.json({ __type: type, message }, 400);
    }
  });
  app.post("/programs", async (c) => {
    const { program, args, folder } = call.parse(await c.req.json());
    return c.json(await programs(program, args, folder));
  });
  app.all("*", (c) => answerOfTask(world, c.req.raw));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    world,
    programs,
    async close() {
      server.close();
      server.closeAllConnections();
      await world.close();
    },
  };
}

/** The load balancer: a running task answers, or none does. */
function answerOfTask(world: World, request: Request): Response | Promise<Response> {
  const { unreachable, dropsRequests } = world.faults;
  const replacing = world.asked();
  const task = world.runningTasks().at(0);
  if (task === undefined || unreachable === true) {
    return new Response("<h1>503 Service Temporarily Unavailable</h1>", { status: 503 });
  }
  if (dropsRequests === true && replacing) {
    return new Response("<h1>502 Bad Gateway</h1>", { status: 502 });
  }
  return task.fetch(request);
}

const xmlError = ({ type, message }: AwsError): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>` +
  `<Code>${type}</Code><Message>${message}</Message></Error></ErrorResponse>`;
