/** Spares the Pulumi SDK the stacks that it takes for debuggers and engines, most of a run's time and memory. */
import * as pulumi from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

/**
 * From now on no promise of the SDK has a stack, which only PULUMI_DEBUG_PROMISE_LEAKS shows, and no registration the place
 * of its call, which only an engine stores. Errors keep theirs. The SDK's types leave both functions out.
 *
 * @returns a function that restores them
 */
export function spareStacks(): () => void {
  const restore = [
    replaceFunction(debuggable, "debuggablePromise", (original) => (...args) => {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        return Reflect.apply(original, undefined, args);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    }),
    replaceFunction(pulumi.Resource, "stackTrace", () => () => []),
  ];
  return () => {
    for (const one of restore) one();
  };
}

type AnyFunction = (...args: readonly unknown[]) => unknown;

const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";

function replaceFunction(
  owner: object,
  name: string,
  replacement: (original: AnyFunction) => AnyFunction,
): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (!isFunction(original)) throw new Error(`This version of @pulumi/pulumi has no ${name}.`);
  Reflect.set(owner, name, replacement(original));
  return () => {
    Reflect.set(owner, name, original);
  };
}
