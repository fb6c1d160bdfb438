/** Calls that the engine makes back into the program: transforms and hooks. */
import { AsyncLocalStorage } from "node:async_hooks";
import type {
  CallbackInvokeRequest,
  CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb";
import { CallbackServer } from "@pulumi/pulumi/runtime/callbacks";
import { answerTo } from "../grpc";
import { replaceFunction } from "./replace-function";

/**
 * From now on such calls have the SDK's state of the running program. The SDK's server answers outside of it: an update would
 * take secrets that a transform adds for plain values.
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

/** The SDK's server of such calls, without its network, and how a monitor makes them. */
export interface OwnCallbacks {
  readonly server: object;
  readonly call: (request: CallbackInvokeRequest) => Promise<CallbackInvokeResponse>;
}

/**
 * Creates a server in this process. The SDK's constructor listens at a port, connects to it, and leaves the connection open,
 * whose timer keeps everything that the program created for half an hour.
 *
 * @param monitor receives what the program registers
 */
export function ownCallbacks(monitor: object): OwnCallbacks {
  // What the constructor sets, with a target that nobody connects to.
  const server = {
    _callbacks: new Map(),
    _monitor: monitor,
    _pendingRegistrations: 0,
    _awaitQueue: [],
    _server: { forceShutdown: () => undefined },
    _target: Promise.resolve("this process"),
  };
  Object.setPrototypeOf(server, CallbackServer.prototype);
  const invoke: unknown = Reflect.get(server, "invoke");
  if (typeof invoke !== "function") {
    throw new Error("This version of @pulumi/pulumi has no callbacks.");
  }
  return {
    server,
    call: (request) =>
      answerTo<CallbackInvokeResponse>(
        (done) => {
          Reflect.apply(invoke, server, [{ request }, done]);
        },
        ({ details }) => new Error(details),
      ),
  };
}
