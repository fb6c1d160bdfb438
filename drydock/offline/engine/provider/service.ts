/**
 * A provider's gRPC service.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { fromStruct, toStruct } from "../../capture/wire";
import { invoke } from "../../cloud";
import { allowedAccount } from "../../cloud/facts";
import { parseJson } from "../../cloud/values";
import { construct } from "./construct";
import type { Call, Controller } from "./control";
import {
  type Answer,
  changing,
  type Disturbance,
  makesComponents,
  planning,
  undisturbed,
} from "./methods";
import { failureDetails, PartialFailure } from "./partial-failure";
import type { ProviderSettings, ResourceOperations } from "./types";

/** Inputs of one provider's service. */
export interface ServedProvider {
  /** `aws`, `awsx`, ... */
  readonly name: string;
  readonly operations: ResourceOperations;
  readonly controller: Controller;
  /** Settings of every provider resource by its URN; shared, since awsx uses the program's AWS provider. */
  readonly configured: Map<string, ProviderSettings>;
}

/** The implementation of the gRPC service of one provider. */
export function providerService(served: ServedProvider): grpc.UntypedServiceImplementation {
  const { name, operations, controller, configured } = served;
  // Each provider resource of a program has a separate connection.
  const byConnection = new Map<string, ProviderSettings>();
  let latest: ProviderSettings = { region: "us-east-1", defaultTags: {} };

  const answer: Answer = (describe, work) => (call, callback) => {
    const { request } = call;
    const peer = call.getPeer();
    disturbed(controller, describe(request), (fault) =>
      work({ request, peer, settings: byConnection.get(peer) ?? latest, ...fault }),
    ).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(errorStatus(error));
      },
    );
  };

  return {
    ...undisturbed(name),
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
    ...planning(answer, operations),
    ...changing(answer, operations),
    invoke: answer<proto.InvokeRequest, proto.InvokeResponse>(
      (request) => ({ method: "invoke", subject: request.getTok(), preview: request.getPreview() }),
      ({ request, settings }) => {
        const args = fromStruct(request.getArgs());
        const { region } = args;
        const result = invoke(request.getTok(), args, {
          ...settings,
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

class LostConnection extends Error {
  override readonly name = "LostConnection";
}

const never = new Promise<void>(() => undefined);

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
