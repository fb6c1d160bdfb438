import { asList } from "./json-document";
import { type Container, containerPath, namedValues } from "./containers";
import { isProperties, isUnknown, known, type Properties, read, readObject } from "./reading";
import { secretParts, secretShape } from "./secrets";

/** A text of a container that looks like a secret. */
export interface LooseSecret {
  /** Where it is, as a clause: "has a variable that looks like a secret". */
  readonly problem: string;
  /** The name of the variable, label or option, where it has one that is no secret itself. */
  readonly name: string | undefined;
  readonly property: string;
}

/** Every text of a container that anybody reads who may describe its task definition. */
export function looseSecrets(container: Container): readonly LooseSecret[] {
  const { definition } = container;
  const at = (path: string): string => containerPath(container, path);
  return [
    ...namedValues(container, "environment").flatMap(({ name, value }, index) =>
      named("a variable", [name, value], at(`environment[${index}]`)),
    ),
    ...(["command", "entryPoint", "healthCheck.command"] as const).flatMap((path) =>
      secretWords(definition, path).map((index) => ({
        problem: `has a secret in its ${places[path]}`,
        name: undefined,
        property: at(`${path}[${index}]`),
      })),
    ),
    ...Object.entries(maps).flatMap(([path, what]) =>
      texts(definition, path).flatMap((one) => named(what, one, at(path))),
    ),
  ];
}

const places = {
  command: "command",
  entryPoint: "entry point",
  "healthCheck.command": "health check",
} as const;

const maps = {
  dockerLabels: "a label",
  "logConfiguration.options": "a log option",
  "firelensConfiguration.options": "an option of its log router",
} as const;

/** Indexes of the words of a command that hold a secret. */
function secretWords(from: unknown, path: string): number[] {
  const words = asList(known(read(from, path))).map(text);
  return [...new Set(secretParts(words).map(({ index }) => index))];
}

function named(
  what: string,
  [name, value]: readonly [name: string, value: string],
  property: string,
): LooseSecret[] {
  if (secretShape("", name) !== undefined) {
    return [{ problem: `has ${what} whose name looks like a secret`, name: undefined, property }];
  }
  if (isUnknown(value) || secretShape(name, value) === undefined) return [];
  return [{ problem: `has ${what} that looks like a secret`, name, property }];
}

/** The names and texts of a map. */
function texts(definition: Properties, path: string): [name: string, value: string][] {
  return Object.entries(known(readObject(definition, path)) ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
}

/** The texts of a task's overrides that look like secrets: `input` of a schedule, `overrides` of a run. */
export function secretOverrides(overrides: unknown): readonly string[] {
  if (!isProperties(overrides)) return [];
  return asList(overrides.containerOverrides ?? overrides.ContainerOverrides).flatMap(
    (one, index) => {
      if (!isProperties(one)) return [];
      const path = `containerOverrides[${index}]`;
      const isVariable = asList(one.environment ?? one.Environment).some(
        (entry) =>
          isProperties(entry) &&
          secretShape(text(entry.name ?? entry.Name), text(entry.value ?? entry.Value)) !==
            undefined,
      );
      return [
        ...(isVariable ? [`${path}.environment`] : []),
        ...["command", "Command"]
          .filter((name) => secretWords(one, name).length > 0)
          .map((name) => `${path}.${name}`),
      ];
    },
  );
}

function text(value: unknown): string {
  return typeof value === "string" && !isUnknown(value) ? value : "";
}
