import type { Problem } from "../../config/problems";
import type { FileReader } from "drydock-components/model/files";
import { nearestName } from "drydock-components/model/check/nearest";
import type { NoteKind } from "../notes";
import { isMap, type Path } from "drydock-components/model/check/path";
import type { Tree } from "../paths";
import { readYaml, shapeProblems, type YamlFile } from "../yaml-file";
import { readDotenv } from "./dotenv";
import { extended } from "./extends";
import { type Incident, interpolateTree, type Lookup } from "./interpolate";
import { noEquivalent, noEquivalentAtTop, noEquivalentBelowDeploy } from "./no-equivalent";
import { type ComposeService, service as serviceShape, serviceKeys } from "./shape";

/** A Compose file, resolved as Docker Compose does. */
export interface Project {
  readonly file: YamlFile;
  /** The services that start by default, by name. */
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly volumes: Tree;
  readonly secrets: Tree;
  readonly lookup: Lookup;
  /** Texts with an unset variable. */
  readonly unset: readonly Incident[];
  /** Settings without a key in a stack file. */
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly kind: Exclude<NoteKind, "managed">;
  readonly path: Path;
  readonly message: string;
}

export interface ProjectOptions {
  /** The file's name in messages. */
  readonly name: string;
  readonly text: string;
  /** Reads files by their paths from the Compose file's folder. */
  readonly files: FileReader;
  /** The variables of the shell. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  readonly profiles: readonly string[];
}

/** Reads a Compose file and the files it refers to. Never throws: returns problems instead. */
export function readProject(
  options: ProjectOptions,
): Project | { readonly problems: readonly Problem[] } {
  const file = readYaml(options.name, options.text);
  if ("problems" in file) return file;
  const lookup = variables(options);
  const { value, incidents } = interpolateTree(withoutExtensions(file.value), lookup);
  const problems = incidents.flatMap(({ path, errors }) =>
    errors.map((error) => file.problem(path, `Compose refuses this: ${error}.`, setIt)),
  );
  const remarks: Remark[] = [...topRemarks(value)];
  const raw = servicesOf(value);
  if (raw === undefined) {
    return {
      problems: [
        file.problem([], "The file has no services.", isVersion1(value) ? version1 : noServices),
      ],
    };
  }
  const services = new Map<string, ComposeService>();
  for (const name of Object.keys(raw)) {
    const result = readService(name, { file, raw, options, lookup });
    problems.push(...result.problems);
    if (result.service === undefined) continue;
    const { profiles = [] } = result.service;
    if (profiles.length === 0 || profiles.some((profile) => options.profiles.includes(profile))) {
      services.set(name, result.service);
      remarks.push(...result.remarks);
    } else {
      remarks.push({ kind: "leftOut", path: ["services", name], message: profileText(profiles) });
    }
  }
  problems.push(...missingServices(services, raw, file));
  if (problems.length > 0) return { problems };
  return {
    file,
    services,
    volumes: treeAt(value, "volumes"),
    secrets: treeAt(value, "secrets"),
    lookup,
    unset: incidents.filter(({ unset }) => unset.length > 0),
    remarks,
  };
}

const setIt = "Set the variable in .env beside the file or in the shell, or correct the text.";
const version1 =
  "This is version 1 of the format, which Compose no longer reads: put everything below a key services.";
const noServices = "Name a Compose file: a map with services: at its top.";

/** Variables of the shell override those of .env: https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/ */
function variables({ files, shell }: ProjectOptions): Lookup {
  const bytes = files.read(".env");
  const own = bytes === undefined ? undefined : readDotenv(bytes, (name) => shell[name]);
  return (name) => shell[name] ?? own?.get(name);
}

/** Keys that start with x- hold anchors: Compose ignores them and their problems. */
function withoutExtensions(value: Tree): Tree {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-")));
}

/** Version 1 of the format had the services at the top of the file. */
function isVersion1(value: Tree): boolean {
  const all = Object.values(value);
  return all.length > 0 && all.every((one) => isMap(one) && ("image" in one || "build" in one));
}

function servicesOf(value: Tree): Tree | undefined {
  const { services } = value;
  if (isMap(services) && Object.keys(services).length > 0) return services;
  return undefined;
}

function treeAt(value: Tree, key: string): Tree {
  const found = value[key];
  return isMap(found) ? found : {};
}

function profileText(profiles: readonly string[]): string {
  return (
    `Compose starts this service only with the profile ${profiles.join(" or ")}. ` +
    `To include it, import with --profile ${profiles[0] ?? ""}.`
  );
}

interface ServiceSource {
  readonly file: YamlFile;
  readonly raw: Tree;
  readonly options: ProjectOptions;
  readonly lookup: Lookup;
}

interface ReadService {
  readonly service: ComposeService | undefined;
  readonly problems: readonly Problem[];
  readonly remarks: readonly Remark[];
}

function readService(name: string, { file, raw, options, lookup }: ServiceSource): ReadService {
  const at: Path = ["services", name];
  const readServices = (path: string): Tree | undefined => {
    const bytes = options.files.read(path);
    if (bytes === undefined) return undefined;
    const other = readYaml(path, new TextDecoder().decode(bytes));
    return "problems" in other ? undefined : servicesOf(interpolateTree(other.value, lookup).value);
  };
  const { service, problems: wrong } = extended(name, { services: raw, readServices });
  const problems = wrong.map((message) => file.problem([...at, "extends"], message));
  if (!isMap(raw[name])) {
    const message = "A service must be a map of keys and values.";
    return { service: undefined, remarks: [], problems: [file.problem(at, message)] };
  }
  const given = Object.fromEntries(Object.entries(service).filter(([, value]) => value !== null));
  const parsed = serviceShape.safeParse(given);
  problems.push(...unknownKeys(given).map((key) => unknownKey(key, at, file)));
  if (!parsed.success) {
    problems.push(...shapeProblems(parsed.error, file, at));
    return { service: undefined, problems, remarks: [] };
  }
  return { service: parsed.data, problems, remarks: serviceRemarks(given, at) };
}

const known = [...serviceKeys, ...Object.keys(noEquivalent), "extends"];

function unknownKeys(given: Tree): string[] {
  return Object.keys(given).filter((key) => !known.includes(key) && !key.startsWith("x-"));
}

function unknownKey(key: string, at: Path, file: YamlFile): Problem {
  const near = nearestName(key, known);
  const path = [...at, key];
  return file.problem(
    path,
    "Compose has no such key for a service.",
    near === undefined ? "Remove it." : `Did you mean ${near}?`,
  );
}

/** A service that another one depends on must exist: https://docs.docker.com/reference/compose-file/services/#depends_on */
function missingServices(
  services: ReadonlyMap<string, ComposeService>,
  raw: Tree,
  file: YamlFile,
): Problem[] {
  return [...services].flatMap(([name, { depends_on: needed = new Map<string, unknown>() }]) =>
    [...needed.keys()]
      .filter((other) => !Object.hasOwn(raw, other))
      .map((other) => {
        const path: Path = ["services", name, "depends_on"];
        const near = nearestName(other, Object.keys(raw));
        return file.problem(
          path,
          `There is no service ${other}.`,
          near === undefined ? "Remove it, or add the service." : `Did you mean ${near}?`,
        );
      }),
  );
}

function topRemarks(value: Tree): Remark[] {
  return Object.entries(noEquivalentAtTop).flatMap(([key, message]): Remark[] =>
    value[key] === undefined || value[key] === null
      ? []
      : [{ kind: "leftOut", path: [key], message }],
  );
}

function serviceRemarks(given: Tree, at: Path): Remark[] {
  const { deploy } = given;
  const below = isMap(deploy) ? deploy : {};
  return [
    ...remarks(given, noEquivalent, at),
    ...remarks(below, noEquivalentBelowDeploy, [...at, "deploy"]),
    ...restartRemarks(given["depends_on"], [...at, "depends_on"]),
    ...Object.keys(given)
      .filter((key) => key.startsWith("x-"))
      .map((key): Remark => ({ kind: "leftOut", path: [...at, key], message: extension })),
  ];
}

function restartRemarks(needed: unknown, at: Path): Remark[] {
  if (!isMap(needed)) return [];
  return Object.entries(needed).flatMap(([name, settings]): Remark[] =>
    isMap(settings) && settings["restart"] === true
      ? [{ kind: "leftOut", path: [...at, name, "restart"], message: restart }]
      : [],
  );
}

const restart = "When ECS replaces a task, it restarts nothing else: the program must reconnect.";

const extension = "Compose ignores keys that start with x-.";

function remarks(given: Tree, reasons: Readonly<Record<string, string>>, at: Path): Remark[] {
  return Object.entries(reasons).flatMap(([key, message]): Remark[] =>
    isIdle(given[key]) ? [] : [{ kind: "leftOut", path: [...at, key], message }],
  );
}

/** Whether a key has no value, or the default. */
function isIdle(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === "";
}
