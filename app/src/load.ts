import { randomBytes } from "node:crypto";
import { bad, good, type Result } from "./result";

/** Responses of `/load` that may run at once in a task. */
export const LOAD_AT_ONCE = 8;

/** Most KiB a second that one response sends. */
export const LOAD_MAX_KIB = 8192;

/** Longest response, in seconds. */
export const LOAD_MAX_SECONDS = 20;

export interface LoadRequest {
  readonly seconds: number;
  /** KiB a second. */
  readonly kib: number;
}

/** Ten writes a second: even enough for a chart, few enough to cost nothing. */
const TICK_MS = 100;

/** A client that reads slower than this many times the length asked for is cut off. */
const PATIENCE = 2;

/** Random, so that nothing on the way makes it smaller; one block for all, so that it costs no processor time. */
const BLOCK = randomBytes(64 * 1024);

/** Checks the query of `/load`; both values are needed and whole. */
export function readLoadRequest(
  query: Readonly<Record<string, string>>,
  maxSeconds: number,
): Result<LoadRequest> {
  const seconds = within(query["seconds"], maxSeconds);
  const kib = within(query["kib"], LOAD_MAX_KIB);
  if (seconds !== undefined && kib !== undefined) {
    return good({ seconds, kib });
  }
  const problems = [
    seconds === undefined ? wrong("seconds", query["seconds"], maxSeconds) : "",
    kib === undefined ? wrong("kib", query["kib"], LOAD_MAX_KIB) : "",
  ];
  return bad(problems.filter((problem) => problem !== "").join(" "));
}

function within(text: string | undefined, maximum: number): number | undefined {
  const value = text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= maximum ? value : undefined;
}

function wrong(name: string, given: string | undefined, maximum: number): string {
  const is = given === undefined ? "is missing" : `is ${JSON.stringify(given)}`;
  return `${name} ${is}: give a whole number from 1 to ${maximum}.`;
}

export function loadBytes(request: LoadRequest): number {
  return request.seconds * request.kib * 1024;
}

/** A limited number of places, taken and given back. */
export interface Slots {
  /** A function that gives the place back, or undefined where none is left. */
  take(): (() => void) | undefined;
}

export function createSlots(atOnce: number): Slots {
  let taken = 0;
  return {
    take() {
      if (taken >= atOnce) {
        return undefined;
      }
      taken += 1;
      let held = true;
      return () => {
        if (held) {
          held = false;
          taken -= 1;
        }
      };
    },
  };
}

/**
 * Exactly `loadBytes(request)` bytes at an even pace. `done` is called when it ends, however it ends, and at the latest
 * when the patience with a slow client is over; it may be called twice.
 */
export function loadStream(request: LoadRequest, done: () => void): ReadableStream<Uint8Array> {
  const started = performance.now();
  const patienceMs = request.seconds * 1000 * PATIENCE + 1000;
  // A body that nobody ever reads is neither pulled nor canceled.
  const giveUp = setTimeout(done, patienceMs).unref();
  const finish = (): void => {
    clearTimeout(giveUp);
    done();
  };
  const ticks = request.seconds * (1000 / TICK_MS);
  const total = loadBytes(request);
  let tick = 0;
  let sent = 0;
  return new ReadableStream<Uint8Array>(
    {
      // Called only while the client takes what was sent, so a slow client slows this down and fills no memory.
      async pull(controller) {
        tick += 1;
        await pause(started + tick * TICK_MS - performance.now());
        if (performance.now() - started > patienceMs) {
          finish();
          controller.error(new Error("the client reads too slowly"));
          return;
        }
        const target = Math.round((total * tick) / ticks);
        while (sent < target) {
          const size = Math.min(BLOCK.length, target - sent);
          controller.enqueue(BLOCK.subarray(0, size));
          sent += size;
        }
        if (tick >= ticks) {
          finish();
          controller.close();
        }
      },
      cancel: finish,
    },
    { highWaterMark: 1 },
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, milliseconds));
  });
}
