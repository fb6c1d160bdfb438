/** Spares the Pulumi SDK what it does for debuggers and engines, most of a run's time and memory. */
import * as pulumi from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import { replaceFunction, restoring } from "./replace-function";

/**
 * From now on no promise of the SDK has a stack and a place in a list of those that are pending, which only
 * PULUMI_DEBUG_PROMISE_LEAKS shows, and no registration the place of its call, which only an engine stores. Errors keep
 * theirs. The SDK's types leave both functions out. Nor does the SDK send debug messages: five calls for each resource, one
 * after another, to an engine that shows them only with `--debug`.
 *
 * @returns a function that restores them
 */
export function spareDebugging(): () => void {
  return restoring([
    replaceFunction(debuggable, "debuggablePromise", () => (promise) => promise),
    replaceFunction(pulumi.Resource, "stackTrace", () => () => []),
    replaceFunction(pulumi.log, "debug", () => () => Promise.resolve()),
  ]);
}
