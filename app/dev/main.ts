import { parseArgs } from "node:util";
import { buildApp, startDemo } from "./demo";

/**
 * Runs the demonstration application on this machine: `npm run app -- [--environment production] [--port 8080] [--tasks 2]`.
 * Two tasks behind a stand-in load balancer, with stand-ins for metadata, secrets and the shared volume.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      environment: { type: "string", default: "test" },
      port: { type: "string", default: "8080" },
      tasks: { type: "string", default: "2" },
    },
  });
  const demo = await startDemo({
    folder: await buildApp(),
    environment: oneOf("--environment", values.environment, ["test", "production"]),
    port: wholeNumber("--port", values.port, 65535),
    tasks: wholeNumber("--tasks", values.tasks, 6),
    onLine: (line) => {
      console.log(line);
    },
  });
  console.log(`
Drydock demo at ${demo.url}
  ${values.tasks} task(s) behind a stand-in load balancer, environment "${values.environment}"
  shared volume   ${demo.dataDir} (removed at the end)
  metadata, secrets and traffic counters are stand-ins
Ctrl-C stops it.
`);
  const end = (): void => {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    void demo.close();
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

class UsageError extends Error {}

function oneOf(option: string, given: string, allowed: readonly string[]): string {
  if (!allowed.includes(given)) {
    throw new UsageError(`${option} is "${given}": give one of ${allowed.join(", ")}.`);
  }
  return given;
}

function wholeNumber(option: string, given: string, maximum: number): number {
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(value >= 1 && value <= maximum)) {
    throw new UsageError(`${option} is "${given}": give a whole number from 1 to ${maximum}.`);
  }
  return value;
}

main().catch((thrown: unknown) => {
  if (thrown instanceof UsageError) {
    console.error(thrown.message);
  } else if (thrown instanceof Error && "code" in thrown && thrown.code === "EADDRINUSE") {
    console.error(`The port is taken (${thrown.message}): give another one with --port.`);
  } else {
    console.error(thrown);
  }
  process.exit(1);
});
