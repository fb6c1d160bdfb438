/**
 * The process of the stand-in providers: one gRPC server each, with one shared cloud. It ends as soon as
 * the sandbox that started it is gone, however that ended: the channel between them closes.
 */
import * as grpc from "@grpc/grpc-js";
import { CloudStore } from "../../cloud/store";
import { unlimitedMessages } from "../../grpc";
import { Controller } from "./control";
import type { FromProviders, ToProviders } from "./messages";
import { createOperations } from "./operations";
import type { ProviderSettings } from "./types";
import { providerService, serviceDefinition } from "./service";

/** The packages that the program uses. */
const packages = ["aws", "awsx", "random", "docker", "docker-build"] as const;

const [, , cloudFile] = process.argv;
if (cloudFile === undefined || process.send === undefined) {
  process.stderr.write("The sandbox starts this process: npx drydock sandbox\n");
  process.exit(2);
}
// On an interrupt, the engine completes running operations and still needs its providers.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));

const controller = new Controller();
const configured = new Map<string, ProviderSettings>();
const operations = createOperations(openCloud(cloudFile));

const tell = (message: FromProviders): void => {
  process.send?.(message);
};

process.on("message", (message: ToProviders) => {
  if (message.kind === "control") {
    controller.set(message.control);
    tell({ kind: "controlled" });
  } else {
    tell({ kind: "calls", calls: controller.calls });
  }
});

function openCloud(file: string): CloudStore {
  try {
    return new CloudStore(file);
  } catch (error) {
    // Without a stack: the sandbox prints this output.
    process.stderr.write(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function listen(name: string): Promise<[string, number]> {
  const server = new grpc.Server(unlimitedMessages);
  server.addService(
    serviceDefinition,
    providerService({ name, operations, controller, configured }),
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve([name, port]);
      else reject(error);
    });
  });
}

void Promise.all(packages.map(listen)).then((ports) => {
  tell({ kind: "ready", ports: Object.fromEntries(ports) });
});
