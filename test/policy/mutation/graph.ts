import type { PackResource, WireProperties, WireValue } from "../../../drydock/offline/pack";

/** A stack as a test writes it: resources by a short key. */
export type Graph = ReadonlyMap<string, PackResource>;

/** A change to a graph, for example one setting. */
export type Change = (graph: Graph) => Graph;

/** The engine's stand-in for a string, number or list that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const isList = (value: WireValue | undefined): value is readonly WireValue[] =>
  Array.isArray(value);
const isObject = (value: WireValue | undefined): value is Readonly<Record<string, WireValue>> =>
  typeof value === "object" && value !== null && !isList(value);

/** A copy with the value at a dotted path replaced, or removed when `to` is undefined. */
export function replaced(
  value: WireValue | undefined,
  path: readonly string[],
  to: WireValue | undefined,
): WireValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (isList(value)) {
    const items = value.flatMap((item, index) => {
      if (index !== Number(step)) return [item];
      const next = replaced(item, rest, to);
      return next === undefined ? [] : [next];
    });
    if (Number(step) >= value.length) {
      const added = replaced(undefined, rest, to);
      if (added !== undefined) items.push(added);
    }
    return items;
  }
  const object = isObject(value) ? value : {};
  const next = replaced(object[step], rest, to);
  const others = Object.entries(object).filter(([key]) => key !== step);
  return Object.fromEntries(next === undefined ? others : [...others, [step, next]]);
}

/** The value at a dotted path. */
export function valueAt(
  value: WireValue | undefined,
  path: readonly string[],
): WireValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(value)) return valueAt(value[Number(step)], rest);
  return isObject(value) ? valueAt(value[step], rest) : undefined;
}

function edit(key: string, change: (resource: PackResource) => PackResource): Change {
  return (graph) => {
    const resource = graph.get(key);
    if (resource === undefined) throw new Error(`The graph has no ${key}.`);
    return new Map([...graph, [key, change(resource)]]);
  };
}

/** JSON.parse with a type: everything JSON can say is a wire value. */
const parseJson: (text: string) => WireValue = JSON.parse;

function withProperty(
  properties: WireProperties,
  path: string,
  to: WireValue | undefined,
): WireProperties {
  const [top = "", json, ...rest] = path.split(".");
  // `policy.json.Statement.0` leads into a document that is written as JSON text.
  if (json === "json") {
    const text = properties[top];
    const document = parseJson(typeof text === "string" ? text : "null");
    return { ...properties, [top]: JSON.stringify(replaced(document, rest, to)) };
  }
  const changed = replaced(properties, path.split("."), to);
  return isObject(changed) ? changed : {};
}

/** Sets a property, by a dotted path; `json` as the second step leads into JSON text. */
export function set(key: string, path: string, value: WireValue): Change {
  return edit(key, (one) => ({ ...one, properties: withProperty(one.properties, path, value) }));
}

/** Removes a property. */
export function unset(key: string, path: string): Change {
  return edit(key, (one) => ({
    ...one,
    properties: withProperty(one.properties, path, undefined),
  }));
}

/** Makes a property unknown, as in a preview; what it was computed from stays known. */
export function unknown(key: string, path: string): Change {
  return set(key, path, unknownValue);
}

/** Makes a property unknown, and forgets what it was computed from. */
export function lost(key: string, path: string): Change {
  return all(
    unknown(key, path),
    edit(key, (one) => {
      const top = path.split(".")[0];
      const others = Object.entries(one.propertyDependencies ?? {}).filter(
        ([name]) => name !== top,
      );
      return { ...one, propertyDependencies: Object.fromEntries(others) };
    }),
  );
}

/** Makes a property a secret by the program's options. */
export function secretOutput(key: string, property: string): Change {
  return edit(key, (one) => ({
    ...one,
    options: { ...one.options, additionalSecretOutputs: [property] },
  }));
}

/** Says what an unknown property is computed from. */
export function computedFrom(key: string, path: string, from: readonly string[]): Change {
  return (graph) => {
    const urns = from.map((other) => graph.get(other)?.urn ?? "");
    return all(
      unknown(key, path),
      edit(key, (one) => ({
        ...one,
        propertyDependencies: { ...one.propertyDependencies, [path.split(".")[0] ?? ""]: urns },
      })),
    )(graph);
  };
}

/** Takes resources away. */
export function without(...keys: readonly string[]): Change {
  return (graph) => new Map([...graph].filter(([key]) => !keys.includes(key)));
}

/** Takes Pulumi's protection from a resource. */
export function unprotected(key: string): Change {
  return edit(key, (one) => ({ ...one, options: { protect: false } }));
}

/** Adds a resource. */
export function add(key: string, type: string, properties: WireProperties): Change {
  return (graph) => new Map([...graph, [key, resourceOf(key, type, { properties, graph })]]);
}

/** Says that a resource depends on others, without a property that tells which. */
export function dependsOn(key: string, others: readonly string[]): Change {
  return (graph) =>
    edit(key, (one) => ({
      ...one,
      dependencies: others.map((other) => graph.get(other)?.urn ?? ""),
    }))(graph);
}

/** One change after the other. */
export function all(...changes: readonly Change[]): Change {
  return (graph) => changes.reduce((result, change) => change(result), graph);
}

/** A resource in the form the engine sends. Dependencies are keys of the graph. */
export function resourceOf(
  key: string,
  type: string,
  more: {
    readonly properties: WireProperties;
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
    readonly protect?: boolean;
    readonly graph?: Graph;
  },
): PackResource {
  const propertyDependencies = Object.fromEntries(
    Object.entries(more.dependencies ?? {}).map(([property, keys]) => [
      property,
      keys.map((other) => more.graph?.get(other)?.urn ?? other),
    ]),
  );
  return {
    urn: `urn:pulumi:dev::shop::${type}::${key}`,
    type,
    name: key,
    properties: more.properties,
    options: { protect: more.protect ?? false },
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
  };
}

/** One resource of a stack that a test writes down. */
export interface Entry {
  readonly type: string;
  readonly properties: WireProperties;
  readonly protect?: boolean;
  /** For each property, the keys of the resources it was computed from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  /** Key of the parent. */
  readonly parent?: string;
}

/** A stack from entries by key, in an order in which each comes after what it depends on. */
export function graphOf(entries: Readonly<Record<string, Entry>>): Graph {
  const graph = new Map<string, PackResource>();
  for (const [key, { type, properties, protect = false, from = {}, parent }] of Object.entries(
    entries,
  )) {
    const made = resourceOf(key, type, { properties, protect, dependencies: from, graph });
    const above = parent === undefined ? undefined : graph.get(parent)?.urn;
    graph.set(key, above === undefined ? made : { ...made, parent: above });
  }
  return graph;
}

/** The stack as its first preview shows it: what AWS computes is unknown, and all that is made of it. */
export function asPreview(
  graph: Graph,
  computed: Readonly<Record<string, readonly string[]>>,
): Graph {
  return Object.entries(computed).reduce(
    (result, [key, paths]) => paths.reduce((one, path) => unknown(key, path)(one), result),
    graph,
  );
}
