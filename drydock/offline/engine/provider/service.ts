/**
 * A provider's gRPC service.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
import { readFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { fromStruct, toStruct } from "../../capture/wire";
import { invoke, modelOf } from "../../cloud";
import { allowedAccount } from "../../cloud/facts";
import type { Wait } from "../../cloud/types";
import { parseJson, textAt } from "../../cloud/values";
import { construct } from "./construct";
import type { Call, Controller } from "./control";
import { difference } from "./difference";
import { diffResponse } from "./diff-response";
import { failureDetails, PartialFailure } from "./partial-failure";
import type { ProviderSettings, ResourceOperations, Subject } from "./types";
import { nameOfUrn, typeOfUrn } from "../../report/types";

/** Inputs of one provider's service. */
export interface ServedProvider {
  /** `aws`, `awsx`, ... */
  readonly name: string;
  readonly operations: ResourceOperations;
  readonly controller: Controller;
  /** Settings of every provider resource by its URN; shared, since awsx uses the program's AWS provider. */
  readonly configured: Map<string, ProviderSettings>;
}

interface WithUrn {
  getUrn(): string;
  getPreview?(): boolean;
}

const subjectOf = (request: WithUrn): Subject => ({
  urn: request.getUrn(),
  type: typeOfUrn(request.getUrn()),
  name: nameOfUrn(request.getUrn()),
});

const callOf =
  (method: Call["method"]) =>
  (request: WithUrn): Call => ({
    method,
    subject: request.getUrn(),
    preview: request.getPreview?.() ?? false,
  });

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** The implementation of the gRPC service of one provider. */
export function providerService(served: ServedProvider): grpc.UntypedServiceImplementation {
  const { name, operations, controller, configured } = served;
  const model = modelOf(`pulumi:providers:${name}`);
  // Each provider resource of a program has a separate connection.
  const byConnection = new Map<string, ProviderSettings>();
  let latest: ProviderSettings = { region: "us-east-1", defaultTags: {} };
  const settingsFor = (peer: string): ProviderSettings => byConnection.get(peer) ?? latest;

  const answer = <Request, Response>(
    describe: (request: Request) => Call,
    work: (call: { request: Request; peer: string } & Disturbance) => Response | Promise<Response>,
  ): Unary<Request, Response> => {
    return (call, callback) => {
      const described = describe(call.request);
      const { request } = call;
      disturbed(controller, described, (fault) =>
        work({ request, peer: call.getPeer(), ...fault }),
      ).then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(errorStatus(error));
        },
      );
    };
  };

  return {
    handshake: quiet(() =>
      new proto.ProviderHandshakeResponse()
        .setAcceptResources(true)
        // The engine unwraps secrets and marks them again in results; only a plugin that
        // creates components must accept them wrapped.
        .setAcceptSecrets(makesComponents(name)),
    ),
    attach: quiet<PluginAttach, Empty>(() => new Empty()),
    cancel: quiet(() => new Empty()),
    getPluginInfo: quiet(() => new PluginInfo().setVersion(sdkVersion(name))),
    getSchema: quiet(() => new proto.GetSchemaResponse().setSchema(JSON.stringify({ name }))),
    checkConfig: quiet<proto.CheckRequest, proto.CheckResponse>((request) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: quiet<proto.DiffRequest, proto.DiffResponse>((request) =>
      diffResponse(
        difference(model, fromStruct(request.getOldInputs()), fromStruct(request.getNews())),
      ),
    ),
    configure: answer<proto.ConfigureRequest, proto.ConfigureResponse>(
      () => ({ method: "configure", subject: `pulumi:providers:${name}`, preview: false }),
      ({ request, peer }) => {
        latest = settingsOf(fromStruct(request.getArgs()));
        byConnection.set(peer, latest);
        configured.set(request.getUrn() ?? "", latest);
        return new proto.ConfigureResponse()
          .setSupportspreview(true)
          .setAcceptresources(true)
          .setAcceptsecrets(makesComponents(name));
      },
    ),
    check: answer<proto.CheckRequest, proto.CheckResponse>(callOf("check"), ({ request, peer }) => {
      const { inputs, failures } = operations.check(
        {
          ...subjectOf(request),
          olds: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
        },
        settingsFor(peer),
      );
      return new proto.CheckResponse()
        .setInputs(toStruct(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new proto.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),
    diff: answer<proto.DiffRequest, proto.DiffResponse>(callOf("diff"), ({ request }) =>
      diffResponse(
        operations.diff({
          ignored: request.getIgnorechangesList(),
          ...subjectOf(request),
          oldInputs: fromStruct(request.getOldInputs()),
          oldState: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
        }),
      ),
    ),
    create: answer<proto.CreateRequest, proto.CreateResponse>(
      callOf("create"),
      ({ request, peer, fault }) => {
        const { id, state } = operations.create(
          {
            ...subjectOf(request),
            inputs: fromStruct(request.getProperties()),
            preview: request.getPreview(),
            fault,
          },
          settingsFor(peer),
        );
        return new proto.CreateResponse().setId(id).setProperties(toStruct(state));
      },
    ),
    read: answer<proto.ReadRequest, proto.ReadResponse>(callOf("read"), ({ request, peer }) => {
      const { id, state, inputs } = operations.read(
        {
          ...subjectOf(request),
          id: request.getId(),
          state: fromStruct(request.getProperties()),
          inputs: fromStruct(request.getInputs()),
        },
        settingsFor(peer),
      );
      return new proto.ReadResponse()
        .setId(id)
        .setProperties(toStruct(state))
        .setInputs(toStruct(inputs));
    }),
    update: answer<proto.UpdateRequest, proto.UpdateResponse>(
      callOf("update"),
      ({ request, peer, fault }) => {
        const state = operations.update(
          {
            ...subjectOf(request),
            id: request.getId(),
            oldState: fromStruct(request.getOlds()),
            ignored: request.getIgnorechangesList(),
            news: fromStruct(request.getNews()),
            preview: request.getPreview(),
            fault,
          },
          settingsFor(peer),
        );
        return new proto.UpdateResponse().setProperties(toStruct(state));
      },
    ),
    delete: answer<proto.DeleteRequest, Empty>(callOf("delete"), ({ request, peer }) => {
      operations.remove(
        {
          ...subjectOf(request),
          id: request.getId(),
          state: fromStruct(request.getProperties()),
        },
        settingsFor(peer),
      );
      return new Empty();
    }),
    invoke: answer<proto.InvokeRequest, proto.InvokeResponse>(
      (request) => ({ method: "invoke", subject: request.getTok(), preview: request.getPreview() }),
      ({ request, peer }) => {
        const args = fromStruct(request.getArgs());
        const { region } = args;
        const result = invoke(request.getTok(), args, {
          ...settingsFor(peer),
          ...(typeof region === "string" ? { region } : {}),
          objectsOf: operations.objectsOf,
        });
        return new proto.InvokeResponse().setReturn(toStruct(result));
      },
    ),
    construct: answer<proto.ConstructRequest, proto.ConstructResponse>(
      (request) => ({
        method: "construct",
        subject: `${request.getType()}::${request.getName()}`,
        preview: request.getDryrun(),
      }),
      ({ request }) => construct(request, configured),
    ),
  };
}

/** The implemented methods; the engine accepts "unimplemented" for the others. */
export const serviceDefinition = ResourceProviderService;

const makesComponents = (name: string): boolean => name === "awsx";

/** The version of the program's SDK, which its plugin would report. */
function sdkVersion(name: string): string {
  const manifest = parseJson(readFileSync(require.resolve(`@pulumi/${name}/package.json`), "utf8"));
  return isBag(manifest) ? textAt(manifest, "version") : "";
}

/** A call without faults. */
function quiet<Request, Response>(work: (request: Request) => Response): Unary<Request, Response> {
  return (call, callback) => {
    callback(null, work(call.request));
  };
}

class LostConnection extends Error {
  override readonly name = "LostConnection";
}

const never = new Promise<void>(() => undefined);

/** A fault that the call itself carries out. */
interface Disturbance {
  readonly fault?: Wait["fault"];
}

async function disturbed<Response>(
  controller: Controller,
  call: Call,
  work: (disturbance: Disturbance) => Response | Promise<Response>,
): Promise<Response> {
  if (controller.dying) await never;
  const fault = controller.faultOf(call);
  const delay = controller.delayOf(call);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  switch (fault?.kind) {
    case "die":
      controller.dying = true;
      // Answer calls that took effect: a lost answer is a separate fault.
      await new Promise((resolve) => setTimeout(resolve, 200));
      process.exit(1);
      break;
    case "hangUp":
      throw new LostConnection("connection reset by the stand-in cloud");
    case "refuse":
      throw new Error(
        fault.message ?? `the sandbox injected a failure of ${call.method} of ${call.subject}`,
      );
    case "lose":
      await work({});
      throw new Error(
        fault.message ??
          `the sandbox injected the loss of the answer to ${call.method} of ${call.subject}`,
      );
    case "rollBack":
    case "supersede":
      return work({ fault: fault.kind });
    case undefined:
      break;
  }
  return work({});
}

/** The gRPC error of a failed call: only the message, no stack. */
function errorStatus(error: unknown): Error & Partial<grpc.StatusObject> {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof LostConnection ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;
  const metadata = error instanceof PartialFailure ? failureDetails(error) : new grpc.Metadata();
  return Object.assign(new Error(message), { code, details: message, metadata });
}

/** Provider settings are text; lists and objects are JSON. */
function settingsOf(args: PropertyBag): ProviderSettings {
  const { region } = args;
  const defaultTags = parsed(args["defaultTags"]);
  const tags = isBag(defaultTags) ? parsed(defaultTags["tags"]) : {};
  return {
    region: typeof region === "string" ? region : "us-east-1",
    account: allowedAccount(args["allowedAccountIds"]),
    defaultTags: isBag(tags) ? tags : {},
  };
}

function parsed(value: PropertyValue | undefined): PropertyValue {
  if (typeof value !== "string") return value ?? {};
  return parseJson(value) ?? {};
}
