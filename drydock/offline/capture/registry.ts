/** The registry of a capture: records every registration and answers from the stand-in cloud. */
import {
  UnknownToCloudError,
  checkInputs,
  expand,
  idOf,
  invoke,
  plannedStateOf,
  stateOf,
} from "../cloud";
import type { ObjectsOf } from "../cloud/aws/ecs-deployments";
import { allowedAccount } from "../cloud/facts";
import { textAt } from "../cloud/values";
import { type AliasSpec, formerUrns, urnOf } from "./aliases";
import type {
  Capture,
  CapturedInvoke,
  CapturedResource,
  PropertyBag,
  PropertyValue,
} from "./types";
import { isBag, unknownValue } from "./values";
import { isSecret, secret, unwrap } from "./wire";

/** What the stand-in cloud adds to a registration. */
type Answer = Pick<
  CapturedResource,
  "inputs" | "secretPaths" | "checkedInputs" | "outputs" | "secretOutputPaths"
>;

/** A registration from the program, in plain data. */
export interface RegistrationRequest extends Omit<
  CapturedResource,
  "urn" | "aliases" | "provider" | keyof Answer
> {
  /** With secret markers. */
  readonly wireInputs: PropertyBag;
  readonly aliases: readonly AliasSpec[];
  /** `<urn>::<id>` of the provider, empty if the program names none. */
  readonly provider: string;
  /** For components: providers by package, likewise. */
  readonly providers: Readonly<Record<string, string>>;
}

/** The answer to the program. */
export interface RegistrationResponse {
  readonly urn: string;
  /** Absent for components, and for everything in a preview. */
  readonly id?: string;
  /** With secret markers. */
  readonly wireOutputs: PropertyBag;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What a function of the cloud finds of a resource. */
type FoundObject = ReturnType<ObjectsOf>[number];

/** Options of a capture. */
export interface RegistryOptions {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** `aws:region` of the configuration, for resources without an explicit provider. */
  readonly region?: string;
}

const rootType = "pulumi:pulumi:Stack";

/** URN of a provider from its reference `<urn>::<id>`. */
const providerUrn = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));

export class Registry {
  readonly #options: RegistryOptions;
  readonly #resources = new Map<string, CapturedResource>();
  /** What functions find of each resource, by type and URN. */
  readonly #objects = new Map<string, Map<string, FoundObject>>();
  readonly #invokes: CapturedInvoke[] = [];
  #outputs: Pick<Capture, "outputs" | "secretOutputPaths"> = { outputs: {}, secretOutputPaths: [] };

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** @throws UnknownToCloudError, or an error that names a duplicate URN */
  register(request: RegistrationRequest): RegistrationResponse {
    const urn = urnOf({ ...request, ...this.#options });
    if (this.#resources.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    if (request.remote) return this.#registerRemote(urn, request);
    return request.custom
      ? this.#registerCustom(urn, request)
      : this.#registerComponent(urn, request);
  }

  registerOutputs(urn: string, wireOutputs: PropertyBag): void {
    const resource = this.#resources.get(urn);
    if (resource === undefined) throw new Error(`Outputs for an unknown resource ${urn}`);
    const { properties, secretPaths } = unwrap(wireOutputs);
    this.#resources.set(urn, { ...resource, outputs: properties, secretOutputPaths: secretPaths });
    if (resource.type === rootType) {
      this.#outputs = { outputs: properties, secretOutputPaths: secretPaths };
    }
  }

  /** @throws UnknownToCloudError */
  invoke(token: string, wireArgs: PropertyBag, provider: string): PropertyBag {
    const args = unwrap(wireArgs).properties;
    if (token === "pulumi:pulumi:getResource") return this.#stateOf(args["urn"]);
    // There was no update before: the preview compares with the accepted baseline.
    if (token === "pulumi:pulumi:readStackOutputs") return { ...args, outputs: {} };
    const result = invoke(token, args, {
      region: this.#regionOf(token, args, provider),
      account: this.#accountOf(provider),
      objectsOf: (type) => this.#objectsOf(type),
    });
    this.#invokes.push({ token, args, result });
    return result;
  }

  /** Everything registered so far. */
  capture(): Capture {
    const { project, stack, preview } = this.#options;
    return {
      project,
      stack,
      preview,
      resources: [...this.#resources.values()],
      invokes: this.#invokes,
      ...this.#outputs,
    };
  }

  /** The objects that a function finds in the cloud: those that the program registered before. */
  #objectsOf(type: string): FoundObject[] {
    return [...(this.#objects.get(type)?.values() ?? [])];
  }

  /** Answers the SDK about a resource that a remote component returns by reference. */
  #stateOf(urn: PropertyValue | undefined): PropertyBag {
    const resource = this.#resources.get(typeof urn === "string" ? urn : "");
    if (resource === undefined) throw new Error(`unknown resource ${JSON.stringify(urn)}`);
    const { id, ...state } = resource.outputs;
    return { urn: resource.urn, id: id ?? null, state };
  }

  #aliasesOf(request: RegistrationRequest): string[] {
    const parent = this.#resources.get(request.parent ?? "");
    return formerUrns({ ...request, ...this.#options }, request.aliases, parent);
  }

  #registerComponent(urn: string, request: RegistrationRequest): RegistrationResponse {
    const { properties, secretPaths } = unwrap(request.wireInputs);
    this.#record(urn, request, {
      inputs: properties,
      secretPaths,
      checkedInputs: properties,
      outputs: {},
      secretOutputPaths: [],
    });
    return { urn, wireOutputs: {}, propertyDependencies: {} };
  }

  #registerCustom(urn: string, request: RegistrationRequest): RegistrationResponse {
    const { type, name, wireInputs, additionalSecretOutputs } = request;
    const { properties: inputs, secretPaths } = unwrap(wireInputs);
    const registration = {
      urn,
      type,
      name,
      inputs,
      region: this.#regionOf(type, inputs, request.provider),
      account: this.#accountOf(request.provider),
      defaultTags: this.#defaultTagsOf(request.provider),
    };
    const checkedInputs = checkInputs(registration);
    const { preview } = this.#options;
    const id = preview ? unknownValue : idOf(registration, checkedInputs);
    const state = preview
      ? plannedStateOf(registration, checkedInputs)
      : stateOf(registration, checkedInputs);
    const secretOutputs = additionalSecretOutputs.filter((key) => key in state);
    this.#record(urn, request, {
      inputs,
      secretPaths,
      checkedInputs,
      outputs: { ...state, id },
      secretOutputPaths: [...new Set([...secretPaths, ...secretOutputs])],
    });
    return {
      urn,
      ...(preview ? {} : { id }),
      wireOutputs: withSecrets({ ...state, ...wireInputs }, secretOutputs),
      propertyDependencies: {},
    };
  }

  /** A plugin creates the children of such a component; the cloud model lists them. */
  #registerRemote(urn: string, request: RegistrationRequest): RegistrationResponse {
    const { properties: inputs, secretPaths } = unwrap(request.wireInputs);
    const awsProvider = request.providers["aws"] ?? "";
    const record = { inputs, secretPaths, checkedInputs: inputs, secretOutputPaths: [] };
    this.#record(urn, request, { ...record, outputs: {} });
    const { outputs, propertyDependencies } = expand(
      {
        urn,
        type: request.type,
        name: request.name,
        inputs,
        region: this.#regionOf("aws:", inputs, awsProvider),
      },
      ({ dependencies, ...child }) => {
        const response = this.register({
          ...request,
          ...child,
          custom: true,
          remote: false,
          wireInputs: child.inputs,
          dependencies,
          aliases: [],
          additionalSecretOutputs: [],
          provider: awsProvider,
          providers: {},
        });
        const made = this.#resources.get(response.urn);
        return { urn: response.urn, state: made?.outputs ?? {} };
      },
    );
    this.#record(urn, request, { ...record, outputs });
    return { urn, wireOutputs: outputs, propertyDependencies };
  }

  #record(urn: string, request: RegistrationRequest, answer: Answer): void {
    const { wireInputs, providers, provider, ...options } = request;
    const siblings = this.#objects.get(request.type) ?? new Map<string, FoundObject>();
    this.#objects.set(request.type, siblings);
    siblings.set(urn, { id: textAt(answer.outputs, "id"), inputs: answer.checkedInputs });
    this.#resources.set(urn, {
      urn,
      ...options,
      ...answer,
      aliases: this.#aliasesOf(request),
      provider: provider === "" ? undefined : providerUrn(provider),
    });
  }

  /** The region of the resource, its provider, or the configuration, in this order. */
  #regionOf(token: string, inputs: PropertyBag, provider: string): string {
    const explicit = this.#resources.get(providerUrn(provider));
    const region = inputs["region"] ?? explicit?.inputs["region"] ?? this.#options.region;
    if (typeof region === "string") return region;
    if (!token.startsWith("aws:")) return "";
    throw new UnknownToCloudError(
      `No region is known for ${token}: set aws:region in the stack's configuration.`,
    );
  }

  #accountOf(provider: string): string | undefined {
    return allowedAccount(this.#resources.get(providerUrn(provider))?.inputs["allowedAccountIds"]);
  }

  /** A provider's object properties are JSON on the wire. */
  #defaultTagsOf(provider: string): PropertyBag {
    const json = this.#resources.get(providerUrn(provider))?.inputs["defaultTags"];
    if (typeof json !== "string" || json === unknownValue) return {};
    const parsed: unknown = JSON.parse(json);
    const tags = isBag(parsed) ? parsed["tags"] : undefined;
    return isBag(tags) ? tags : {};
  }
}

function withSecrets(wire: PropertyBag, secretKeys: readonly string[]): PropertyBag {
  const marked = secretKeys.map((key): [string, PropertyValue] => {
    const value = wire[key] ?? null;
    return [key, isSecret(value) ? value : secret(value)];
  });
  return { ...wire, ...Object.fromEntries(marked) };
}
