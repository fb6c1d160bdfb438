/** Error stacks while a program runs. */

/** Number of stack frames: enough to locate an error. More cost time, since the SDK stores a stack with each promise. */
const framesKept = 5;

/**
 * The SDK stores a formatted stack with every promise, for a disabled debugging aid; with source maps, as
 * under ts-node, that takes most of a run's time and memory. Other stacks are unchanged.
 */
function shortStack(error: Error, frames: readonly NodeJS.CallSite[]): string {
  if (frames[0]?.getFunctionName() === "debuggablePromise") return "";
  return [`${error.name}: ${error.message}`, ...frames.map(frameText)].join("\n    at ");
}

/** V8's format, from which the SDK reads file, line and column. */
function frameText(frame: NodeJS.CallSite): string {
  const place = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()].join(":");
  return `${frame.getFunctionName() ?? "<anonymous>"} (${place})`;
}

/**
 * Shortens stacks from now on.
 *
 * @returns a function that restores them
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
