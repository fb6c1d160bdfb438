import { spelled } from "./container-keys";
import { asList, readJson } from "./json-document";
import { keptByObject } from "./kept";
import {
  isProperties,
  known,
  type Properties,
  readBoolean,
  readList,
  readNumber,
  readString,
} from "./reading";

/** One container definition, as AWS reads it. */
export interface Container {
  readonly index: number;
  readonly name: string;
  /** Its keys as ECS spells them. */
  readonly definition: Properties;
  /** Paths of keys that ECS does not know. */
  readonly unknownKeys: readonly string[];
}

/** The containers of a task definition, or why there are none. */
export type ContainersReading =
  | { readonly state: "known"; readonly containers: readonly Container[] }
  | { readonly state: "unknown" }
  | { readonly state: "absent" }
  | { readonly state: "broken" };

/** Reads `containerDefinitions`. On a first preview it is unknown as soon as one ARN in it is. */
export function readContainers(taskDefinition: Properties): ContainersReading {
  const json = readJson(taskDefinition, "containerDefinitions");
  if (json.state !== "known") return json;
  if (!Array.isArray(json.value)) return { state: "broken" };
  return { state: "known", containers: containersIn(json.value) };
}

/** Every rule about containers reads the same list. */
const containersIn = keptByObject((items: readonly unknown[]): readonly Container[] =>
  items.filter(isProperties).map(containerOf),
);

function containerOf(item: Properties, index: number): Container {
  const { definition, unknownKeys } = spelled(item);
  return {
    index,
    name: known(readString(definition, "name")) ?? `#${index}`,
    definition,
    unknownKeys,
  };
}

/** The path of a property of a container, for a message. */
export function containerPath(container: Container, path: string): string {
  return `containerDefinitions[${container.index}].${path}`;
}

/** The name of the container that {@link containerPath} points into, if a path does. */
export function containerAt(taskDefinition: Properties, property: string): string | undefined {
  const index = /^containerDefinitions\[(\d+)\]/.exec(property)?.[1];
  if (index === undefined) return undefined;
  const reading = readContainers(taskDefinition);
  if (reading.state !== "known") return undefined;
  return reading.containers.find((container) => container.index === Number(index))?.name;
}

/** A name and a value: `environment` entries. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** The entries of a list of `{name, value}` or `{name, valueFrom}` objects. */
export function namedValues(
  container: Container,
  list: "environment" | "secrets",
): readonly NamedValue[] {
  const key = list === "environment" ? "value" : "valueFrom";
  return asList(container.definition[list])
    .filter(isProperties)
    .map((entry) => ({
      name: known(readString(entry, "name")) ?? "",
      value: known(readString(entry, key)) ?? "",
    }));
}

/** Ports a container listens on. */
export function containerPorts(container: Container): readonly number[] {
  return (known(readList(container.definition, "portMappings")) ?? []).flatMap(
    (mapping) => known(readNumber(mapping, "containerPort")) ?? [],
  );
}

/** True unless `essential` is false: AWS's default is true. */
export function isEssential(container: Container): boolean {
  return known(readBoolean(container.definition, "essential")) ?? true;
}

/** The part of a `valueFrom` that is the secret's own ARN, without JSON key, stage and version. */
export function secretArnOf(valueFrom: string): string {
  return valueFrom.split(":").slice(0, 7).join(":");
}
