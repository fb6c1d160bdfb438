/**
 * Resource transforms (`opts.transforms`), as the engine runs them: it calls the program back to transform a registration.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
  RegisterResourceRequest,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { OwnCallbacks } from "./own-callbacks";
import { fromStruct, toStruct, withOutputs, withoutOutputs } from "./wire";

export class Transforms {
  readonly #ofStack: Callback[] = [];
  readonly #ofResource = new Map<string, Inherited>();
  readonly #call: OwnCallbacks["call"];

  constructor(call: OwnCallbacks["call"]) {
    this.#call = call;
  }

  /** A transform of the whole stack. */
  addToStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  /** True if a transform must run before the registration. */
  concern(request: RegisterResourceRequest): boolean {
    return this.#chain(request).length > 0;
  }

  /** The resource's transforms, then its ancestors', nearest first, then the stack's. */
  async apply(request: RegisterResourceRequest): Promise<void> {
    // The engine tells transforms of a resource, not those that it inherits, what its properties depend on.
    const own = request.getTransformsList().length > 0;
    const given = own ? dependenciesOf(request) : {};
    request.setObject(toStruct(withOutputs(fromStruct(request.getObject()), given)));
    for (const callback of this.#chain(request)) {
      const response = await this.#ask(callback, transformRequest(request));
      const options = response.getOptions();
      request.setObject(response.getProperties());
      if (options !== undefined) setOptions(request, options);
    }
    const { properties, dependencies } = withoutOutputs(fromStruct(request.getObject()));
    request.setObject(toStruct(properties));
    setDependencies(request, dependencies, own);
  }

  /** Stores the transforms that a resource's children inherit. */
  registered(urn: string, request: RegisterResourceRequest): void {
    const parent = request.getParent();
    this.#ofResource.set(urn, { parent, own: request.getTransformsList() });
  }

  #chain(request: RegisterResourceRequest): Callback[] {
    const chain = [...request.getTransformsList()];
    let ancestor = this.#ofResource.get(request.getParent());
    while (ancestor !== undefined) {
      chain.push(...ancestor.own);
      ancestor = this.#ofResource.get(ancestor.parent);
    }
    return [...chain, ...this.#ofStack];
  }

  async #ask(callback: Callback, request: TransformRequest): Promise<TransformResponse> {
    const invocation = new CallbackInvokeRequest()
      .setToken(callback.getToken())
      .setRequest(request.serializeBinary());
    const response = await this.#call(invocation);
    return TransformResponse.deserializeBinary(response.getResponse_asU8());
  }
}

/** Transforms that children inherit. */
interface Inherited {
  readonly parent: string;
  readonly own: readonly Callback[];
}

const dependenciesOf = (request: RegisterResourceRequest): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...request.getPropertydependenciesMap().entries()].map(([key, dependencies]) => [
      key,
      dependencies.getUrnsList(),
    ]),
  );

/** Adds what transformed properties depend on; in place of what they depended on before where the resource has transforms. */
function setDependencies(
  request: RegisterResourceRequest,
  found: Readonly<Record<string, readonly string[]>>,
  own: boolean,
): void {
  const properties = request.getPropertydependenciesMap();
  const former = dependenciesOf(request);
  if (own) properties.clear();
  for (const [key, urns] of Object.entries(found)) {
    const all = new Set([...(own ? [] : (former[key] ?? [])), ...urns]);
    const entry = new RegisterResourceRequest.PropertyDependencies();
    properties.set(key, entry.setUrnsList([...all]));
  }
  const urns = Object.values(found).flat();
  request.setDependenciesList([...new Set([...request.getDependenciesList(), ...urns])]);
}

function transformRequest(request: RegisterResourceRequest): TransformRequest {
  const options = new TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setReplaceWithList(request.getReplaceWithList())
    .setVersion(request.getVersion())
    .setAliasesList(request.getAliasesList())
    .setProvider(request.getProvider())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setImport(request.getImportid())
    .setReplacementTrigger(request.getReplacementTrigger());
  const [protect, retain] = [request.getProtect(), request.getRetainondelete()];
  if (protect !== undefined) options.setProtect(protect);
  if (retain !== undefined) options.setRetainOnDelete(retain);
  if (request.getDeletebeforereplacedefined()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  for (const [name, reference] of request.getProvidersMap().entries()) {
    options.getProvidersMap().set(name, reference);
  }
  return new TransformRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setCustom(request.getCustom())
    .setParent(request.getParent())
    .setProperties(request.getObject())
    .setOptions(options);
}

function setOptions(request: RegisterResourceRequest, options: TransformResourceOptions): void {
  const [protect, retain] = [options.getProtect(), options.getRetainOnDelete()];
  const deleteFirst = options.getDeleteBeforeReplace();
  request
    .setDependenciesList(options.getDependsOnList())
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setReplaceonchangesList(options.getReplaceOnChangesList())
    .setReplaceWithList(options.getReplaceWithList())
    .setAliasesList(options.getAliasesList())
    .setProvider(options.getProvider())
    .setCustomtimeouts(options.getCustomTimeouts())
    .setDeletedwith(options.getDeletedWith())
    .setReplacementTrigger(options.getReplacementTrigger())
    .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  // Left out, it is off from now on.
  if (protect === undefined) request.clearProtect();
  else request.setProtect(protect);
  if (retain === undefined) request.clearRetainondelete();
  else request.setRetainondelete(retain);
  if (deleteFirst !== undefined) {
    request.setDeletebeforereplace(deleteFirst).setDeletebeforereplacedefined(true);
  }
}
