/** One provider for all resource types; the table holds the differences. */
import { isDeepStrictEqual } from "node:util";
import type { PropertyBag } from "../../capture/types";
import { unknownValue } from "../../capture/values";
import {
  checkInputs,
  idOf,
  modelOf,
  plannedStateOf,
  type Registration,
  stateOf,
} from "../../cloud";
import { inputProblems, refuseCreate, refuseDelete, refuseWrite } from "../../cloud/constraints";
import { imageType } from "../../cloud/other";
import { CloudRefusal } from "../../cloud/refusal";
import { type CloudObject, type CloudStore, keyOf } from "../../cloud/store";
import type { Situation, Wait } from "../../cloud/types";
import { defaultsKey, withoutDefaults } from "./defaults";
import { difference } from "./difference";
import { withoutIgnored } from "./ignored";
import { PartialFailure } from "./partial-failure";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  Existing,
  ProviderSettings,
  ReadRequest,
  ResourceOperations,
  Subject,
  UpdateRequest,
} from "./types";

/** Resources that exist only in Pulumi's state: no service can read them. */
const isStateless = (type: string): boolean => /^(random|docker):/.test(type);

export function createOperations(store: CloudStore): ResourceOperations {
  return {
    check: (request, settings) => {
      const inputs = checked(request, { store, settings });
      return { inputs, failures: inputProblems(request.type, inputs) };
    },
    diff: ({ type, oldInputs, oldState, news, ignored }) => {
      const olds = recorded(oldInputs, oldState);
      return difference(modelOf(type), olds, withoutIgnored(news, olds, ignored));
    },
    create: (request, settings) => create(request, { store, settings }),
    update: (request, settings) => update(request, { store, settings }),
    read: (request, settings) => read(request, { store, settings }),
    remove: (request, settings) => {
      remove(request, { store, settings });
    },
    objectsOf: (type) => store.ofType(type),
  };
}

/**
 * The inputs that the state holds. The bridge compares with the state, not with the former inputs: after a failed
 * wait those are the planned ones, whatever the cloud holds.
 */
function recorded(inputs: PropertyBag, state: PropertyBag): PropertyBag {
  const held = Object.keys(inputs).filter((key) => key in state);
  return { ...inputs, ...Object.fromEntries(held.map((key) => [key, state[key] ?? null])) };
}

interface Context {
  readonly store: CloudStore;
  readonly settings: ProviderSettings;
}

function registrationOf(
  { urn, type, name }: Subject,
  inputs: PropertyBag,
  context: { readonly settings: ProviderSettings; readonly generation: number },
): Registration {
  const { settings, generation } = context;
  return {
    urn,
    type,
    name,
    inputs,
    ...settings,
    region: regionOf(inputs, settings),
    generation,
  };
}

/** The resource's region, else its provider's. */
const regionOf = ({ region }: PropertyBag, settings: ProviderSettings): string =>
  typeof region === "string" ? region : settings.region;

/** Fills in names and defaults; a generated name lasts as long as the resource. */
function checked(request: CheckRequest, { store, settings }: Context): PropertyBag {
  const { olds, news } = request;
  const { autoName } = modelOf(request.type);
  const generation = store.nextGeneration(request.urn);
  const filled = checkInputs(registrationOf(request, news, { settings, generation }));
  const oldDefaults = olds[defaultsKey];
  const keepsName =
    autoName !== undefined &&
    !(autoName.property in news) &&
    Array.isArray(oldDefaults) &&
    oldDefaults.includes(autoName.property);
  const kept = keepsName ? { [autoName.property]: olds[autoName.property] ?? null } : {};
  const defaults = Object.keys(filled).filter((key) => !(key in news) && key !== "tagsAll");
  return { ...filled, ...kept, [defaultsKey]: defaults.sort() };
}

function create(request: CreateRequest, { store, settings }: Context): Existing {
  const { urn, type, name, inputs, preview } = request;
  const plain = withoutDefaults(inputs);
  const generation = store.nextGeneration(urn);
  const registration = registrationOf(request, plain, { settings, generation });
  if (preview) {
    return { id: "", state: { ...plannedStateOf(registration, plain), id: unknownValue }, inputs };
  }
  const { region } = registration;
  const id = idOf(registration, plain);
  const base = {
    type,
    id,
    urn,
    name,
    region,
    generation,
    inputs,
    state: { ...stateOf(registration, plain), id },
  };
  const object = { ...base, state: { ...base.state, ...liveOutputs(store, base) } };
  if (isStateless(type)) return { id, state: object.state, inputs };
  refuseCreate({ store, object });
  keep(store, object);
  settle({ store, object }, request.fault === undefined ? {} : { fault: request.fault });
  return { id, state: object.state, inputs };
}

/** @throws PartialFailure with the planned state, if the provider's wait after the write fails */
function settle({ store, object }: Situation, wait: Wait): void {
  const unsettled = modelOf(object.type).settle?.({ store, object }, wait);
  if (unsettled === undefined) return;
  keep(store, unsettled.held);
  throw new PartialFailure(unsettled.reason, object);
}

function update(request: UpdateRequest, { store, settings }: Context): PropertyBag {
  const { type, id, oldState, preview } = request;
  const news = withoutIgnored(request.news, oldState, request.ignored);
  const plain = withoutDefaults(news);
  const renewed = modelOf(type).renewed ?? [];
  // In a preview an update keeps its computed outputs, except those that every change renews.
  if (preview) return { ...oldState, ...plain, ...unknowns(renewed) };
  const existing = store.get({ type, id, state: oldState, region: regionOf(oldState, settings) });
  if (existing === undefined && !isStateless(type)) {
    throw new CloudRefusal("ResourceNotFoundException", `${type} ${id} no longer exists`);
  }
  const model = modelOf(type);
  // The engine repeats an update whose wait failed. By its state there is nothing to do, so the provider only reads.
  if (model.settle !== undefined && existing !== undefined) {
    const planned = difference(model, recorded(plain, oldState), plain);
    if (planned.changes.length === 0) return existing.state;
  }
  const generation = existing?.generation ?? 0;
  const sent = { ...plain, ...unsent(plain, oldState, existing) };
  const registration = registrationOf(request, sent, { settings, generation });
  const computed = { ...stateOf(registration, sent), id };
  if (existing === undefined) return computed;
  const changed = { ...existing, urn: request.urn, inputs: { ...news, ...sent } };
  const live = renewed.length > 0 ? liveOutputs(store, { ...changed, state: computed }) : {};
  // State that the service keeps (a revision, a version's stages) survives a change.
  const state = { ...computed, ...keptOutputs(existing, sent), ...live };
  const object = { ...changed, state };
  refuseWrite({ store, object }, existing);
  if (keyOf(object) !== keyOf(existing)) store.remove(existing);
  keep(store, object);
  const { fault } = request;
  settle({ store, object }, { former: existing, fault });
  return state;
}

/** What the cloud holds of inputs that the provider does not send, because they are as the state has them. */
function unsent(
  inputs: PropertyBag,
  oldState: PropertyBag,
  existing: CloudObject | undefined,
): PropertyBag {
  const keys = modelOf(existing?.type ?? "").sentWhenChanged ?? [];
  const same = keys.filter((key) => isDeepStrictEqual(inputs[key], oldState[key]));
  return Object.fromEntries(same.map((key) => [key, existing?.inputs[key] ?? null]));
}

/** Previous outputs that are not inputs. */
function keptOutputs({ state }: CloudObject, inputs: PropertyBag): PropertyBag {
  return Object.fromEntries(Object.entries(state).filter(([key]) => !(key in inputs)));
}

const unknowns = (properties: readonly string[]): PropertyBag =>
  Object.fromEntries(properties.map((property) => [property, unknownValue]));

const liveOutputs = (store: CloudStore, object: CloudObject): PropertyBag =>
  modelOf(object.type).live?.({ store, object }) ?? {};

function keep(store: CloudStore, object: CloudObject): void {
  const { kept, afterWrite } = modelOf(object.type);
  store.put(
    kept === undefined ? object : { ...object, inputs: kept(object), state: keptState(object) },
  );
  afterWrite?.({ store, object });
}

/** The outputs without copied inputs. */
const keptState = ({ inputs, state }: CloudObject): PropertyBag =>
  Object.fromEntries(Object.entries(state).filter(([key]) => !(key in inputs)));

function read(request: ReadRequest, { store, settings }: Context): Existing {
  const { type, id, state, inputs } = request;
  if (isStateless(type) || type === imageType) return { id, state, inputs };
  const object = store.get({ type, id, state, region: regionOf(state, settings) });
  return object === undefined
    ? { id: "", state: {}, inputs: {} }
    : { id: object.id, state: object.state, inputs: object.inputs };
}

function remove({ type, id, state }: DeleteRequest, { store, settings }: Context): void {
  const object = store.get({ type, id, state, region: regionOf(state, settings) });
  // Already deleted: success, as for the real provider.
  if (object === undefined) return;
  // With skipDestroy the provider forgets the resource, but AWS keeps it.
  if (object.inputs["skipDestroy"] === true) return;
  refuseDelete({ store, object });
  store.remove(object);
  modelOf(type).afterDelete?.({ store, object });
}
