import { posix } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { isList, type Tree } from "../paths";

/** Reads the services of another Compose file; undefined where it cannot be read. */
export type ReadServices = (file: string) => Tree | undefined;

export interface Extended {
  readonly service: Tree;
  /** The problem, in words. */
  readonly problems: readonly string[];
}

/** The files in which `extends` looks for services. */
export interface Extensible {
  readonly services: Tree;
  readonly readServices: ReadServices;
}

/** Resolves `extends` of a service: https://docs.docker.com/reference/compose-file/services/#extends */
export function extended(name: string, within: Extensible, seen: readonly string[] = []): Extended {
  const own = within.services[name];
  if (!isMap(own)) return { service: {}, problems: [] };
  const { extends: reference, ...rest } = own;
  if (reference === undefined || reference === null) return { service: rest, problems: [] };
  const { file, service } = referenceOf(reference);
  const trail = [...seen, name];
  const target = file === undefined ? service : `${file} ${service}`;
  if (trail.includes(target)) {
    return problem(rest, `The services extend each other: ${[...trail, target].join(" -> ")}.`);
  }
  const services = servicesIn(file, within);
  if (services === undefined) return problem(rest, `The file ${file ?? ""} cannot be read.`);
  if (!isMap(services[service])) {
    const where = file ?? "this file";
    return problem(rest, `There is no service ${service} in ${where}.`);
  }
  const base =
    file === undefined
      ? extended(service, within, trail)
      : relocated(
          extended(service, { ...within, services }, [...trail, target]),
          posix.dirname(file),
        );
  return { service: merged(base.service, rest), problems: base.problems };
}

function servicesIn(file: string | undefined, within: Extensible): Tree | undefined {
  return file === undefined ? within.services : within.readServices(file);
}

function problem(service: Tree, message: string): Extended {
  return { service, problems: [message] };
}

function referenceOf(reference: unknown): { readonly file?: string; readonly service: string } {
  if (!isMap(reference)) return { service: String(reference) };
  const { file, service } = reference;
  return {
    service: typeof service === "string" ? service : "",
    ...(typeof file === "string" ? { file } : {}),
  };
}

/** Paths of another file start from its folder. */
function relocated({ service, problems }: Extended, folder: string): Extended {
  const { build, env_file: envFile } = service;
  const move = (path: unknown): unknown =>
    typeof path === "string" && !posix.isAbsolute(path) ? posix.join(folder, path) : path;
  return {
    problems,
    service: {
      ...service,
      ...(isMap(build) ? { build: { ...build, context: move(build["context"] ?? ".") } } : {}),
      ...(typeof build === "string" ? { build: move(build) } : {}),
      ...(envFile === undefined
        ? {}
        : { env_file: isList(envFile) ? envFile.map(move) : move(envFile) }),
    },
  };
}

/** Keys whose lists are replaced and not appended to: https://docs.docker.com/reference/compose-file/merge/ */
const replaced = ["command", "entrypoint", "test"];

/** Keys that may be a map or a list of NAME=VALUE, and are merged by name. */
const assignments = ["environment", "args", "labels"];

function merged(base: Tree, own: Tree): Tree {
  const keys = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, mergedValue(key, base[key], own[key])]));
}

function mergedValue(key: string, base: unknown, own: unknown): unknown {
  if (own === undefined) return base;
  if (base === undefined || base === null || replaced.includes(key)) return own;
  const [left, right] = assignments.includes(key) ? [named(base), named(own)] : [base, own];
  if (isMap(left) && isMap(right)) return merged(left, right);
  if (isList(left) && isList(right)) return [...left, ...right];
  return own;
}

function named(value: unknown): unknown {
  if (!isList(value)) return value;
  return Object.fromEntries(
    value.map((item) => {
      const [name = "", ...rest] = String(item).split("=");
      return [name, rest.length === 0 ? null : rest.join("=")];
    }),
  );
}
