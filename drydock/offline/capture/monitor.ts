/**
 * The resource monitor that replaces the engine's: it translates gRPC messages; the
 * registry does the work.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
import {
  DeploymentInfo,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceInvokeRequest,
  ResourceInvokeResponse,
  ResourceMonitorFeature,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Callback as ProgramCallback } from "@pulumi/pulumi/proto/callback_pb";
import type { AliasSpec } from "./aliases";
import type { RegistrationRequest, Registry } from "./registry";
import { ownCallbacks } from "./own-callbacks";
import { Transforms } from "./transforms";
import type { CustomTimeouts } from "./types";
import { fromStruct, toStruct } from "./wire";

type Callback<Response> = (error: Error | null, response?: Response) => void;

/** The engine's features that this monitor supports. */
const features = [
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
];

export class CaptureMonitor {
  /** The error of a registration or invoke, the cause of the program's error. */
  readonly failures: Error[] = [];
  /** Number of registrations and invokes. */
  requests = 0;
  readonly #registry: Registry;
  readonly #counted: (resources: number) => void;
  #registered = 0;
  readonly callbacks = ownCallbacks(this);
  readonly #transforms = new Transforms(this.callbacks.call);

  constructor(registry: Registry, counted: (resources: number) => void = () => undefined) {
    this.#registry = registry;
    this.#counted = counted;
  }

  getDeploymentInfo(_request: Empty, callback: Callback<DeploymentInfo>): void {
    callback(null, new DeploymentInfo().setSupportedfeaturesList(features));
  }

  registerResource(
    request: RegisterResourceRequest,
    callback: Callback<RegisterResourceResponse>,
  ): void {
    if (!this.#transforms.concern(request)) {
      this.#register(request, callback);
      return;
    }
    this.#transforms.apply(request).then(
      () => {
        this.#register(request, callback);
      },
      (error: unknown) => {
        this.#answer(callback, () => {
          throw error;
        });
      },
    );
  }

  #register(request: RegisterResourceRequest, callback: Callback<RegisterResourceResponse>): void {
    this.#answer(callback, () => {
      const { urn, id, wireOutputs, propertyDependencies } = this.#registry.register(
        requestOf(request),
      );
      this.#transforms.registered(urn, request);
      this.#registered += 1;
      this.#counted(this.#registered);
      const response = new RegisterResourceResponse()
        .setUrn(urn)
        .setId(id ?? "")
        .setObject(toStruct(wireOutputs));
      for (const [key, urns] of Object.entries(propertyDependencies)) {
        const dependencies = new RegisterResourceResponse.PropertyDependencies();
        response.getPropertydependenciesMap().set(key, dependencies.setUrnsList([...urns]));
      }
      return response;
    });
  }

  registerResourceOutputs(
    request: RegisterResourceOutputsRequest,
    callback: Callback<Empty>,
  ): void {
    this.#answer(callback, () => {
      this.#registry.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new Empty();
    });
  }

  invoke(request: ResourceInvokeRequest, callback: Callback<ResourceInvokeResponse>): void {
    this.#answer(callback, () => {
      const args = fromStruct(request.getArgs());
      const result = this.#registry.invoke(request.getTok(), args, request.getProvider());
      return new ResourceInvokeResponse().setReturn(toStruct(result));
    });
  }

  registerStackTransform(transform: ProgramCallback, callback: Callback<Empty>): void {
    this.#transforms.addToStack(transform);
    callback(null, new Empty());
  }

  /** Hooks run around real operations; a preview performs none. */
  registerResourceHook(_request: unknown, callback: Callback<Empty>): void {
    callback(null, new Empty());
  }

  registerErrorHook(_request: unknown, callback: Callback<Empty>): void {
    callback(null, new Empty());
  }

  readResource(_request: unknown, callback: Callback<never>): void {
    this.#answer(callback, () => {
      throw new Error(
        "The offline preview cannot read existing resources: give their ids instead.",
      );
    });
  }

  /** Sends an error to the program in `details`, as gRPC does. */
  #answer<Response>(callback: Callback<Response>, work: () => Response): void {
    this.requests += 1;
    try {
      callback(null, work());
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      this.failures.push(error);
      callback(Object.assign(new Error(error.message), { details: error.message }));
    }
  }
}

const sorted = (urns: readonly string[]): string[] => [...urns].sort();

function requestOf(request: RegisterResourceRequest): RegistrationRequest {
  const propertyDependencies: Record<string, readonly string[]> = {};
  for (const [key, dependencies] of request.getPropertydependenciesMap().entries()) {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) propertyDependencies[key] = sorted(urns);
  }
  const parent = request.getParent();
  return {
    type: request.getType(),
    name: request.getName(),
    ...(parent === "" ? {} : { parent }),
    custom: request.getCustom(),
    remote: request.getRemote(),
    wireInputs: fromStruct(request.getObject()),
    dependencies: sorted(request.getDependenciesList()),
    propertyDependencies,
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    aliases: request.getAliasesList().map(aliasOf),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: sorted(request.getReplaceWithList()),
    ...(request.hasReplacementTrigger()
      ? { replacementTrigger: JSON.stringify(request.getReplacementTrigger()?.toJavaScript()) }
      : {}),
    ...(request.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: request.getDeletebeforereplace() }
      : {}),
    customTimeouts: timeoutsOf(request),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().entries()),
  };
}

function aliasOf(alias: ReturnType<RegisterResourceRequest["getAliasesList"]>[number]): AliasSpec {
  const spec = alias.getSpec();
  if (spec === undefined) return { urn: alias.getUrn() };
  const parent = spec.getParenturn();
  return {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    ...(parent === "" ? {} : { parent }),
    noParent: spec.getNoparent(),
  };
}

function timeoutsOf(request: RegisterResourceRequest): CustomTimeouts {
  const timeouts = request.getCustomtimeouts();
  const given = {
    create: timeouts?.getCreate() ?? "",
    update: timeouts?.getUpdate() ?? "",
    delete: timeouts?.getDelete() ?? "",
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}
