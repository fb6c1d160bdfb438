/** What two revisions of a task definition differ in, by the keys of the stack file. Pure; no value that could be a secret. */
import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";

export interface Difference {
  /** The container; absent for what all share. */
  readonly container?: string;
  /** The key of the stack file. */
  readonly key: string;
  /** Such as `shop:v2 -> shop:v1`, or the names of variables. */
  readonly what: string;
}

/** Properties of a container that the stack file calls otherwise. */
const keys: Readonly<Record<string, string>> = {
  environmentFiles: "envFiles",
  mountPoints: "volumes",
  portMappings: "containerPort",
  memory: "memoryMiB",
  memoryReservation: "memoryReservationMiB",
};

export function differences(from: TaskDefinition, to: TaskDefinition): Difference[] {
  const [before, after] = [from, to].map(taskValues);
  const shared = Object.keys({ ...before, ...after }).flatMap((key): Difference[] => {
    const [one, other] = [before?.[key] ?? "none", after?.[key] ?? "none"];
    return one === other ? [] : [{ key, what: `${one} -> ${other}` }];
  });
  const old = containersByName(from);
  const wanted = containersByName(to);
  const names = [...new Set([...old.keys(), ...wanted.keys()])];
  return [
    ...shared,
    ...names.flatMap((name) => containerDifferences(name, old.get(name), wanted.get(name))),
  ];
}

/** Of the task as a whole. */
function taskValues({
  cpu,
  memory,
  runtimePlatform,
  ephemeralStorage,
}: TaskDefinition): Readonly<Record<string, string | undefined>> {
  return {
    cpu,
    memoryMiB: memory,
    architecture: runtimePlatform?.cpuArchitecture,
    ephemeralStorageGiB: ephemeralStorage?.sizeInGiB?.toString(),
  };
}

const containersByName = ({
  containerDefinitions = [],
}: TaskDefinition): ReadonlyMap<string, ContainerDefinition> =>
  new Map(containerDefinitions.map((container) => [container.name ?? "", container]));

function containerDifferences(
  container: string,
  from: ContainerDefinition | undefined,
  to: ContainerDefinition | undefined,
): Difference[] {
  if (from === undefined || to === undefined) {
    return [{ container, key: "sidecars", what: from === undefined ? "comes back" : "goes" }];
  }
  const before: Readonly<Record<string, unknown>> = { ...from };
  const after: Readonly<Record<string, unknown>> = { ...to };
  const changed = Object.keys({ ...before, ...after }).filter(
    (property) => JSON.stringify(before[property]) !== JSON.stringify(after[property]),
  );
  return changed.flatMap((property): Difference[] => {
    const what = whatOf(property, from, to);
    // Variables in another order are the same variables.
    return what === "" ? [] : [{ container, key: keys[property] ?? property, what }];
  });
}

function whatOf(property: string, from: ContainerDefinition, to: ContainerDefinition): string {
  switch (property) {
    case "image":
      return `${from.image ?? "none"} -> ${to.image ?? "none"}`;
    case "environment":
      return changedNames(valuesOf(from.environment), valuesOf(to.environment));
    case "secrets":
      return changedNames(sourcesOf(from.secrets), sourcesOf(to.secrets));
    default:
      return "another value";
  }
}

const valuesOf = (variables: ContainerDefinition["environment"] = []): Map<string, string> =>
  new Map(variables.map(({ name = "", value = "" }) => [name, value]));

const sourcesOf = (variables: ContainerDefinition["secrets"] = []): Map<string, string> =>
  new Map(variables.map(({ name = "", valueFrom = "" }) => [name, valueFrom]));

/** Names alone: a value may be what nobody else should read. */
const changedNames = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): string =>
  [...new Set([...from.keys(), ...to.keys()])]
    .filter((name) => from.get(name) !== to.get(name))
    .sort()
    .join(", ");
