/** Calls that the engine makes back into the program: transforms and hooks. */
import { AsyncLocalStorage } from "node:async_hooks";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackServer } from "@pulumi/pulumi/runtime/callbacks";
import { replaceFunction } from "./replace-function";

/**
 * From now on such calls have the SDK's state of the running program. The SDK's server answers outside of it: a preview would
 * take values that are unknown yet for `undefined`, and secrets that a transform adds for plain values.
 *
 * @returns a function that restores the server
 */
export function keepStateInCallbacks(): () => void {
  const inState = AsyncLocalStorage.snapshot();
  return replaceFunction(
    CallbackServer.prototype,
    "invoke",
    (original) =>
      function answer(this: unknown, ...args: readonly unknown[]): unknown {
        return inState(() => Reflect.apply(original, this, args));
      },
  );
}

/**
 * From now on the connections over which such calls are made are collected. The SDK leaves one open, and its timer keeps
 * everything that the program created for half an hour.
 *
 * @returns a function that closes them
 */
export function closeCallbackClients(): () => void {
  const clients = new Set<CallbacksClient>();
  const restore = replaceFunction(
    CallbacksClient.prototype,
    "invoke",
    (original) =>
      function invoke(this: unknown, ...args: readonly unknown[]): unknown {
        if (this instanceof CallbacksClient) clients.add(this);
        return Reflect.apply(original, this, args);
      },
  );
  return () => {
    restore();
    for (const client of clients) client.close();
  };
}
