/** Error stacks while a program runs. */

/** Frames that lead to a mistake in a program; each costs time, since the SDK makes a stack a promise. */
const framesKept = 5;

/**
 * The SDK keeps a formatted stack with every promise, for a debugging aid that is off; with source maps, as
 * under ts-node, that takes most of a run's time and memory. Other stacks look as always.
 */
function shortStack(error: Error, frames: readonly NodeJS.CallSite[]): string {
  if (frames[0]?.getFunctionName() === "debuggablePromise") return "";
  return [`${error.name}: ${error.message}`, ...frames.map(frameText)].join("\n    at ");
}

/** As V8 writes it; the SDK reads file, line and column out of it. */
function frameText(frame: NodeJS.CallSite): string {
  const place = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()].join(":");
  return `${frame.getFunctionName() ?? "<anonymous>"} (${place})`;
}

/**
 * Makes stacks short from now on.
 *
 * @returns what makes them as they were
 */
export function shortenStacks(): () => void {
  const former = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  const { stackTraceLimit } = Error;
  Error.prepareStackTrace = shortStack;
  Error.stackTraceLimit = Math.min(stackTraceLimit, framesKept);
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    if (former === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Object.defineProperty(Error, "prepareStackTrace", former);
  };
}
