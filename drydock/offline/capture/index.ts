/** Runs a Pulumi program in this process, without an engine, and returns everything it registered. */
import { AsyncLocalStorage } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { makePropertiesLazily } from "./lazy-properties";
import { makeOutputsLight } from "./light-outputs";
import { CaptureMonitor } from "./monitor";
import { keepCallbacks, pendingRegistrations, withOwnState } from "./own-state";
import { keepStructsPlain } from "./plain-structs";
import { Registry } from "./registry";
import { restoring } from "./replace-function";
import { standInForContracts } from "../../program/live-contract";
import { spareDebugging } from "./spare-debugging";
import type { Capture, CaptureOptions } from "./types";

export type * from "./types";
export { containsUnknown, isBag, unknownValue } from "./values";

/** Captures run one after the other: errors that nobody catches belong to the one that runs. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs a program with a stand-in monitor. Resources, outputs, secrets
 * and configuration work as under the engine.
 *
 * @param program returns the stack's outputs, if it has any
 * @throws the program's error, the first error of a registration, or UnknownToCloudError
 */
export function capture(options: CaptureOptions, program: () => unknown): Promise<Capture> {
  const run = previous.then(() => withOwnState(() => runCapture(options, program)));
  previous = run.catch(() => undefined);
  return run;
}

async function runCapture(options: CaptureOptions, program: () => unknown): Promise<Capture> {
  const {
    project,
    stack,
    preview,
    config = {},
    secretKeys = [],
    patienceSeconds = 120,
    counted,
  } = options;
  const region = config["aws:region"];
  const registry = new Registry({
    project,
    stack,
    preview,
    region,
  });
  const monitor = new CaptureMonitor(registry, counted);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  pulumi.runtime.setMockOptions(monitor, project, stack, preview, "organization");
  keepCallbacks(monitor.callbacks.server);
  const stray = watchProcess(() => monitor.requests, patienceSeconds);
  const run = pulumi.runtime.runInPulumiStack(() => Promise.resolve().then(program));
  const failure = await Promise.race([
    run.finally(() => settled(monitor)).then(() => undefined, asFailure),
    stray.end.then(() => undefined, asFailure),
  ]);
  stray.stop();
  const cause = monitor.failures[0] ?? knownCause(failure?.error, stray.rejections);
  if (cause === undefined) return registry.capture();
  throw cause instanceof Error ? cause : new Error("The program failed.", { cause });
}

const asFailure = (error: unknown): { readonly error: unknown } => ({ error });

/** Resources wait for each other. */
class NeverFinishedError extends Error {
  override readonly name = "NeverFinishedError";
}

/** Resources that wait forever are more often due to an unhandled error than to a circle. */
function knownCause(error: unknown, rejections: readonly unknown[]): unknown {
  return error instanceof NeverFinishedError ? (rejections[0] ?? error) : (error ?? rejections[0]);
}

/** Waits until nothing is running: an `apply` may start more work. */
async function settled(monitor: CaptureMonitor): Promise<void> {
  let before = -1;
  while (before !== monitor.requests) {
    before = monitor.requests;
    await pulumi.runtime.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * A failed program rejects unawaited promises with copies of one error; collect them
 * instead of ending the process. A program that waits for itself empties the event loop, or stops to make progress where
 * something else keeps the loop busy, such as a watch.
 */
function watchProcess(progress: () => number, patienceSeconds: number) {
  const rejections: unknown[] = [];
  const collect = (reason: unknown): void => {
    rejections.push(reason);
  };
  const noCloud = standInForContracts(() => Promise.resolve(undefined));
  const restore = restoring([
    spareDebugging(),
    keepStructsPlain(),
    makePropertiesLazily(),
    makeOutputsLight(),
    noCloud,
  ]);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  let fail = (_error: Error): void => undefined;
  const end = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const neverFinished = AsyncLocalStorage.bind((why: string): void => {
    fail(new NeverFinishedError(`The program never finished: ${why}${pendingRegistrations()}`));
  });
  const onEnd = (): void => {
    neverFinished("resources wait for each other.");
  };
  const stopClock = whenStalled(progress, patienceSeconds, () => {
    neverFinished(
      `it registered nothing for ${patienceSeconds} seconds. Resources wait for each other, or it awaits a promise that ` +
        "never resolves.",
    );
  });
  process.once("beforeExit", onEnd);
  // Thrown where nobody can catch it, such as in a timer.
  process.once("uncaughtException", fail);
  const stop = (): void => {
    stopClock();
    process.off("beforeExit", onEnd);
    process.off("uncaughtException", fail);
    process.off("unhandledRejection", collect);
    restore();
    for (const listener of others) process.on("unhandledRejection", listener);
  };
  return { rejections, end, stop };
}

/** Calls back once the count has stayed the same for so long. A program that computes the whole time is no waiting one. */
function whenStalled(count: () => number, seconds: number, then: () => void): () => void {
  const ticks = 10;
  let before = -1;
  let same = 0;
  const clock = setInterval(
    () => {
      same = before === count() ? same + 1 : 0;
      before = count();
      if (same === ticks) then();
    },
    (seconds * 1000) / ticks,
  );
  // A process that waits for nothing else ends at once.
  clock.unref();
  return () => {
    clearInterval(clock);
  };
}
