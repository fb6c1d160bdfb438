/**
 * Hundreds of programs run in one process here. grpc-js shares connections between them by address; an
 * engine that gets the port of a former one then meets that one's broken connection ("No connection
 * established"). A user's program has a process and an engine of its own.
 */
import * as settings from "@pulumi/pulumi/runtime/settings";

/** Every client makes its own connection from now on. */
export function separateConnections(): void {
  for (const name of ["grpcChannelOptions", "grpcClientOptions"]) {
    const options: unknown = Reflect.get(settings, name);
    if (typeof options === "object" && options !== null) {
      Reflect.set(options, "grpc.use_local_subchannel_pool", 1);
    }
  }
}
