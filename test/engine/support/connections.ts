/**
 * Hundreds of programs run in one process here, some after their engine was killed. A user's program has a process and an engine
 * of its own.
 */
import { status } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { isFunction, replaceFunction } from "../../../drydock/offline/capture/replace-function";

/** Every client makes its own connection from now on, and none waits for a server of its own process. */
export function separateConnections(): void {
  connectAnew();
  trustOwnServers();
}

/**
 * grpc-js shares connections between programs by address; an engine that gets the port of a former one then meets that one's
 * broken connection ("No connection established").
 */
function connectAnew(): void {
  for (const name of ["grpcChannelOptions", "grpcClientOptions"]) {
    const options: unknown = Reflect.get(settings, name);
    if (typeof options === "object" && options !== null) {
      Reflect.set(options, "grpc.use_local_subchannel_pool", 1);
    }
  }
}

/**
 * The server of a program's hooks asks itself whether it is there, for ever, over a shared connection. Where the program's engine
 * was killed meanwhile, a later program's server at the same port answers, after up to two minutes; then the former one registers
 * its hooks with the engine that is gone, and the update of the later one fails for that. The server listens before it asks.
 */
function trustOwnServers(): void {
  replaceFunction(CallbacksClient.prototype, "invoke", () => (_request, done) => {
    if (isFunction(done)) done(noSuchCallback);
  });
}

/** What the server answers. */
const noSuchCallback = { code: status.INVALID_ARGUMENT, details: "callback not found: " };
