/** The methods of a provider's gRPC service that belong to no connection: of the provider as such, and of resources. */
import { readFileSync } from "node:fs";
import type * as grpc from "@grpc/grpc-js";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { isBag } from "../../capture/values";
import { fromStruct, toStruct } from "../../capture/wire";
import { modelOf } from "../../cloud";
import type { Wait } from "../../cloud/types";
import { parseJson, textAt } from "../../cloud/values";
import type { Call } from "./control";
import { nameOfUrn, typeOfUrn } from "../../report/types";
import { difference } from "./difference";
import { diffResponse } from "./diff-response";
import type { ProviderSettings, ResourceOperations, Subject } from "./types";

/** A fault that the call itself carries out. */
export interface Disturbance {
  readonly fault?: Wait["fault"];
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

export const callOf =
  (method: Call["method"]) =>
  (request: WithUrn): Call => ({
    method,
    subject: request.getUrn(),
    preview: request.getPreview?.() ?? false,
  });

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** What a method works with: the settings are those of the provider resource whose connection it is. */
interface Asked<Request> extends Disturbance {
  readonly request: Request;
  readonly peer: string;
  readonly settings: ProviderSettings;
}

/** Makes a method whose calls the controller sees first. */
export type Answer = <Request, Response>(
  describe: (request: Request) => Call,
  work: (asked: Asked<Request>) => Response | Promise<Response>,
) => Unary<Request, Response>;

/** What an engine asks of a provider as such. */
export const undisturbed = (name: string) => ({
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
      difference(
        modelOf(`pulumi:providers:${name}`),
        fromStruct(request.getOldInputs()),
        fromStruct(request.getNews()),
      ),
    ),
  ),
});

/** What an engine asks of a resource before it does anything. */
export const planning = (answer: Answer, operations: ResourceOperations) => ({
  check: answer<proto.CheckRequest, proto.CheckResponse>(
    callOf("check"),
    ({ request, settings }) => {
      const { inputs, failures } = operations.check(
        {
          ...subjectOf(request),
          olds: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
        },
        settings,
      );
      return new proto.CheckResponse()
        .setInputs(toStruct(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new proto.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    },
  ),
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
});

/** What reaches the stand-in cloud. */
export const changing = (answer: Answer, operations: ResourceOperations) => ({
  create: answer<proto.CreateRequest, proto.CreateResponse>(
    callOf("create"),
    ({ request, settings, fault }) => {
      const { id, state } = operations.create(
        {
          ...subjectOf(request),
          inputs: fromStruct(request.getProperties()),
          preview: request.getPreview(),
          fault,
        },
        settings,
      );
      return new proto.CreateResponse().setId(id).setProperties(toStruct(state));
    },
  ),
  read: answer<proto.ReadRequest, proto.ReadResponse>(callOf("read"), ({ request, settings }) => {
    const { id, state, inputs } = operations.read(
      {
        ...subjectOf(request),
        id: request.getId(),
        state: fromStruct(request.getProperties()),
        inputs: fromStruct(request.getInputs()),
      },
      settings,
    );
    return new proto.ReadResponse()
      .setId(id)
      .setProperties(toStruct(state))
      .setInputs(toStruct(inputs));
  }),
  update: answer<proto.UpdateRequest, proto.UpdateResponse>(
    callOf("update"),
    ({ request, settings, fault }) => {
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
        settings,
      );
      return new proto.UpdateResponse().setProperties(toStruct(state));
    },
  ),
  delete: answer<proto.DeleteRequest, Empty>(callOf("delete"), ({ request, settings }) => {
    operations.remove(
      {
        ...subjectOf(request),
        id: request.getId(),
        state: fromStruct(request.getProperties()),
      },
      settings,
    );
    return new Empty();
  }),
});

export const makesComponents = (name: string): boolean => name === "awsx";

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
