import { requiredInputs } from "../../../drydock/offline/cloud/constraints";
import type { PackResource, WireValue } from "../../../drydock/offline/pack";
import { kindOf } from "../../../policy/lib/kinds";
import type { Graph } from "./evaluate";
import { bagWithPlace, documentIn, type Path, placesIn, placeText } from "./json-path";
import { exposedTypes, exposures } from "./exposure";
import { statementChanges } from "./policy-mutants";

/** The change to a graph. */
export type Operator = "remove" | "weaken" | "widen" | "rewire" | "delete" | "unprotect";

/** A graph with one thing removed or weakened. */
export interface Mutant {
  readonly resource: PackResource;
  readonly operator: Operator;
  /** The place in the resource, `#` for any position in a list; empty for the resource as a whole. */
  readonly place: string;
  /** The present value, in words. */
  readonly change: string;
  readonly graph: () => Graph;
}

/** The weaker word in place of a safe one, wherever AWS has such a pair. */
const weakerWords: ReadonlyMap<string, string> = new Map([
  ["ENABLED", "DISABLED"],
  ["Enabled", "Disabled"],
  ["enhanced", "disabled"],
  ["IMMUTABLE", "MUTABLE"],
  ["IMMUTABLE_WITH_EXCLUSION", "MUTABLE"],
  ["aws:kms", "AES256"],
  ["KMS", "AES256"],
  ["HTTPS", "HTTP"],
  ["HTTP_301", "HTTP_302"],
  ["redirect", "forward"],
  ["defensive", "monitor"],
  ["strictest", "monitor"],
  ["awsvpc", "host"],
  ["OVERRIDE", "NONE"],
  ["BucketOwnerEnforced", "ObjectWriter"],
  ["non-blocking", "blocking"],
  ["ip", "instance"],
  ["tcp", "-1"],
]);

/** Switches whose safe side is off: turning them on is the mutant, turning them off is none. */
const offIsSafe = new Set([
  "assignIpv6AddressOnCreation",
  "assignPublicIp",
  "enableExecuteCommand",
  "enableFaultInjection",
  "forceDelete",
  "forceDestroy",
  "internal",
  "mapPublicIpOnLaunch",
  "privileged",
]);

/** Every mutant of a graph: each property and each edge of each AWS resource in turn. */
export function* mutantsOf(graph: Graph): Generator<Mutant> {
  const identities = identitiesIn(graph);
  const configured = configuredBy(graph);
  for (const [key, resource] of graph) {
    if (!resource.type.startsWith("aws:")) continue;
    const whole = (operator: Operator, change: string, changed: () => Graph): Mutant => ({
      resource,
      operator,
      place: "",
      change,
      graph: changed,
    });
    if (resource.options?.protect === true) {
      yield whole("unprotect", "not protected", () =>
        replaced(graph, key, { ...resource, options: { protect: false } }),
      );
    }
    if (!configured.has(resource.urn)) {
      yield whole("delete", "not there", () => withoutResource(graph, key));
    }
    for (const { path, value } of placesIn(resource.properties)) {
      for (const change of changesAt({ resource, path, value, identities })) {
        yield {
          resource,
          operator: change.operator,
          place: placeText(path),
          change: change.words,
          graph: () => replaced(graph, key, mutated(resource, path, change)),
        };
      }
    }
  }
}

interface ChangeAt {
  readonly operator: Operator;
  readonly to: WireValue | undefined;
  readonly words: string;
  /** URNs of the edge's old and new end, when an edge is moved. */
  readonly edge?: { readonly from: string; readonly to: string };
}

interface Place {
  readonly resource: PackResource;
  readonly path: Path;
  readonly value: WireValue;
  readonly identities: ReadonlyMap<string, readonly Identity[]>;
}

function* changesAt(place: Place): Generator<ChangeAt> {
  const { resource, path, value } = place;
  if (path.includes("Statement")) {
    for (const change of statementChanges(path, value, resource)) {
      yield { operator: "widen", ...change };
    }
    return;
  }
  const isRequired = path.length === 1 && requiredInputs(resource.type).includes(String(path[0]));
  const isListed = typeof path.at(-1) === "number" && typeof value === "string";
  // A switch that is off is what AWS makes of one that is not there.
  if (!isRequired && !isListed && value !== false) {
    yield { operator: "remove", to: undefined, words: "removed" };
  }
  if (Array.isArray(value) && value.length > 1 && typeof value[0] === "string") {
    yield { operator: "remove", to: value.slice(0, 1), words: "all but the first removed" };
  }
  yield* weakenings(path, value);
  if (typeof value === "string") yield* rewirings(place, value);
}

function* weakenings(path: Path, value: WireValue): Generator<ChangeAt> {
  const weaken = (to: boolean | number | string): ChangeAt => ({
    operator: "weaken",
    to,
    words: String(to),
  });
  if (typeof value === "boolean") {
    if (value !== offIsSafe.has(String(path.at(-1)))) yield weaken(!value);
  } else if (typeof value === "number" && value !== 0) yield weaken(0);
  else if (typeof value === "string" && documentIn(value) === undefined) {
    if (/^\d+$/.test(value) && value !== "0") yield weaken("0");
    const word = weakerWords.get(value) ?? weakerShape(value);
    if (word !== undefined && word !== value) yield weaken(word);
  }
}

function weakerShape(value: string): string | undefined {
  if (value.startsWith("ELBSecurityPolicy-")) return "ELBSecurityPolicy-2016-08";
  if (/@sha256:/.test(value)) return value.replace(/[:@].*$/, ":latest");
  return undefined;
}

interface Identity {
  readonly urn: string;
  readonly type: string;
  readonly property: string;
  readonly value: string;
  readonly exposure: number;
}

/**
 * Moves an edge to a more exposed resource of the same type; where the type has none, to another one;
 * where there is no other, out of the stack. Between two equally exposed ones there is nothing to weaken.
 */
function* rewirings({ identities, resource, path }: Place, value: string): Generator<ChangeAt> {
  const sources = resource.propertyDependencies?.[String(path[0])] ?? [];
  const own = identities.get(value)?.find(({ urn }) => sources.includes(urn));
  if (own === undefined || kindOf(own.type) === undefined) return;
  const others = [...identities.values()]
    .flat()
    .filter((one) => one.urn !== own.urn && one.type === own.type && one.property === own.property)
    .sort((one, other) => other.exposure - one.exposure);
  const [target] = others;
  const className = own.type.split(":").at(-1) ?? "resource";
  if (target === undefined) {
    const gone = `${value}-of-another-stack`;
    yield {
      operator: "rewire",
      to: gone,
      words: "one of another stack",
      edge: { from: own.urn, to: "" },
    };
  } else if (target.exposure > own.exposure || !exposedTypes.has(own.type)) {
    yield {
      operator: "rewire",
      to: target.value,
      words: `${target.exposure > own.exposure ? "a more exposed" : "another"} ${className}`,
      edge: { from: own.urn, to: target.urn },
    };
  }
}

function mutated(resource: PackResource, path: Path, { to, edge }: ChangeAt): PackResource {
  const { properties, outputs, propertyDependencies = {} } = resource;
  const property = String(path[0]);
  const urns = propertyDependencies[property] ?? [];
  const moved = urns.map((urn) => (urn === edge?.from ? edge.to : urn)).filter((urn) => urn !== "");
  return {
    ...resource,
    properties: bagWithPlace(properties, path, to),
    ...(outputs === undefined ? {} : { outputs: bagWithPlace(outputs, path, to) }),
    ...(edge === undefined
      ? {}
      : { propertyDependencies: { ...propertyDependencies, [property]: moved } }),
  };
}

/** Ids, ARNs and names of managed resources, by value. */
function identitiesIn(graph: Graph): ReadonlyMap<string, readonly Identity[]> {
  const found = new Map<string, Identity[]>();
  const exposureOf = exposures(graph);
  for (const resource of graph.values()) {
    const { urn, type, outputs = {} } = resource;
    for (const property of ["id", "arn", "name"]) {
      const value = outputs[property];
      if (typeof value !== "string" || value.length < 4) continue;
      const list = found.get(value) ?? [];
      const exposure = exposureOf(resource);
      found.set(value, [...list, { urn, type, property, value, exposure }]);
    }
  }
  return found;
}

/** Resources that a property of another one refers to: they are not deleted, their edges are moved. */
function configuredBy(graph: Graph): ReadonlySet<string> {
  return new Set(
    [...graph.values()].flatMap(({ propertyDependencies = {} }) =>
      Object.values(propertyDependencies).flat(),
    ),
  );
}

function replaced(graph: Graph, key: string, resource: PackResource): Graph {
  return new Map([...graph, [key, resource]]);
}

function withoutResource(graph: Graph, key: string): Graph {
  const urn = graph.get(key)?.urn;
  const rest = [...graph].filter(([other]) => other !== key);
  return new Map(
    rest.map(([other, one]) => [
      other,
      { ...one, dependencies: (one.dependencies ?? []).filter((dependency) => dependency !== urn) },
    ]),
  );
}
