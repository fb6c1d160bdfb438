/** Runs a Pulumi program in this process, without an engine, and returns everything it registered. */
import * as pulumi from "@pulumi/pulumi";
import { CaptureMonitor } from "./monitor";
import { Registry } from "./registry";
import { shortenStacks } from "./short-stacks";
import type { Capture, CaptureOptions } from "./types";

export type * from "./types";
export { containsUnknown, isBag, unknownValue } from "./wire";

/** The runtime is one for the process: captures run one after the other. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs a program with a monitor of our own. Everything a program does with resources, outputs, secrets
 * and configuration works as it does under the engine.
 *
 * @param program returns the stack's outputs, if it has any
 * @throws what the program threw, the first error of a registration, or UnknownToCloudError
 */
export function capture(options: CaptureOptions, program: () => unknown): Promise<Capture> {
  const run = previous.then(() => runCapture(options, program));
  previous = run.catch(() => undefined);
  return run;
}

async function runCapture(options: CaptureOptions, program: () => unknown): Promise<Capture> {
  const { project, stack, preview, config = {}, secretKeys = [] } = options;
  const region = config["aws:region"];
  const registry = new Registry({
    project,
    stack,
    preview,
    ...(region === undefined ? {} : { region }),
  });
  const monitor = new CaptureMonitor(registry);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  pulumi.runtime.setMockOptions(monitor, project, stack, preview, "organization");
  const stray = watchProcess();
  const run = pulumi.runtime.runInPulumiStack(() => Promise.resolve().then(program));
  const failure = await Promise.race([
    run.finally(() => settled(monitor)).then(() => undefined, asFailure),
    stray.endOfLoop.then(() => undefined, asFailure),
  ]);
  stray.stop();
  monitor.close();
  pulumi.runtime.setAllConfig({});
  const cause = monitor.failures[0] ?? knownCause(failure?.error, stray.rejections);
  // The SDK tells at the process's end which resources wait for which, unless it is made to forget them.
  if (!(cause instanceof NeverFinishedError)) {
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
  }
  if (cause === undefined) return registry.capture();
  throw cause instanceof Error ? cause : new Error("The program failed.", { cause });
}

const asFailure = (error: unknown): { readonly error: unknown } => ({ error });

/** Two resources wait for each other. */
class NeverFinishedError extends Error {
  override readonly name = "NeverFinishedError";
}

/** What makes resources wait for ever is more often an error that nobody awaits than a circle. */
function knownCause(error: unknown, rejections: readonly unknown[]): unknown {
  return error instanceof NeverFinishedError ? (rejections[0] ?? error) : (error ?? rejections[0]);
}

/** Waits until nothing is under way: what an `apply` starts may start more. */
async function settled(monitor: CaptureMonitor): Promise<void> {
  let before = -1;
  while (before !== monitor.requests) {
    before = monitor.requests;
    await pulumi.runtime.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * A failed program rejects promises that nobody awaits, each a copy of one error; they are collected
 * here instead of ending the process. A program that waits for itself lets the event loop run dry.
 */
function watchProcess() {
  const rejections: unknown[] = [];
  const collect = (reason: unknown): void => {
    rejections.push(reason);
  };
  const restoreStacks = shortenStacks();
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  let onEnd = (): void => undefined;
  const endOfLoop = new Promise<never>((_resolve, reject) => {
    onEnd = () => {
      reject(new NeverFinishedError("The program never finished: resources wait for each other."));
    };
    process.once("beforeExit", onEnd);
  });
  const stop = (): void => {
    process.off("beforeExit", onEnd);
    process.off("unhandledRejection", collect);
    restoreStacks();
    for (const listener of others) process.on("unhandledRejection", listener);
  };
  return { rejections, endOfLoop, stop };
}
