import { posix } from "node:path";
import { parseEnv } from "node:util";
import { readEnvFile } from "drydock-components/model/env-file";
import { secretShape } from "drydock-policy/secrets";
import { VARIABLE_NAME, VARIABLE_NAME_FORM } from "drydock-components/model/variable-name";
import { isTree, type Path } from "../paths";
import type { Context, Named } from "./context";
import { variableName } from "./names";
import { POOL } from "./secrets";

/** The sources of a container's variables. */
export interface Environment {
  readonly environment: Readonly<Record<string, string>>;
  readonly envFiles: readonly string[];
  readonly secrets: Readonly<Record<string, { readonly secret: string; readonly key: string }>>;
}

interface Variable {
  readonly value: string;
  readonly path: Path;
}

/** The variables of a service: plain ones, files of them, and those that are secret. */
export function environmentOf(one: Named, context: Context): Environment {
  const files = envFilesOf(one, context);
  const variables = new Map<string, Variable>(files.inlined);
  for (const [name, value] of one.service.environment ?? []) {
    const variable = plainVariable({ name, value }, one, context);
    if (variable !== undefined) variables.set(name, variable);
  }
  const environment: Record<string, string> = {};
  const secrets = new Map(fileSecrets(one, variables, context));
  for (const [name, { value, path }] of variables) {
    if (secrets.has(name) || isFileOfSecret(name, value, one)) continue;
    const key = secretKey({ name, value, path }, one, context);
    if (key === undefined) environment[name] = value;
    else secrets.set(name, { secret: POOL, key });
  }
  return { environment, envFiles: files.kept, secrets: Object.fromEntries(secrets) };
}

function plainVariable(
  { name, value }: { readonly name: string; readonly value: string | null },
  { at }: Named,
  { lookup, notes }: Context,
): Variable | undefined {
  const path = [...at, "environment", name];
  if (!VARIABLE_NAME.test(name)) {
    notes.leftOut(
      path,
      `${name} is not a variable's name, which has ${VARIABLE_NAME_FORM}. ` +
        "Pass this setting in the command or in a file of the image.",
    );
    return undefined;
  }
  const known = value ?? lookup(name);
  if (known === undefined) {
    notes.decide(
      path,
      `${name} has no value: Compose takes it from the shell. Add it if the program needs it.`,
    );
    return undefined;
  }
  return { value: known, path };
}

/** The key of a variable that looks like a secret; undefined for a plain one. */
function secretKey(
  { name, value, path }: Variable & { readonly name: string },
  { name: service }: Named,
  { secrets, project, notes }: Context,
): string | undefined {
  const variable = unsetVariable(path, project.unset);
  const unset = value === "" && variable !== undefined;
  const shape = secretShape(name, unset ? "not-set" : value);
  if (shape === undefined) return undefined;
  const random = RANDOM_WILL_DO.test(name) && !DERIVED.test(name) && !value.includes("://");
  const key = secrets.keyOf({
    identity: unset ? `variable ${variable}` : `${sharedAs(name)} ${value}`,
    name,
    service,
    random,
  });
  notes.decide(
    path,
    random
      ? `${name} looks like a secret, so its value is not copied: ${POOL}.${key} has a new random value, for all that shared it.`
      : `${name} holds a secret that cannot be random: before the first deployment set ${POOL}.${key} (see the comment beside it).`,
  );
  return key;
}

/** Passwords and keys that only the file's services share. */
const RANDOM_WILL_DO = /PASSWORD|PASSWD|PWD|PASSPHRASE|SECRET|SIGNING|ENCRYPTION/i;

/** Equal passwords share a key, whatever their names; other secrets only if their names match. */
function sharedAs(name: string): string {
  return /PASSWORD|PASSWD|PWD|PASSPHRASE/i.test(name) ? "password" : name;
}

/** Whether a value is computed from another. */
const DERIVED = /SHA\d*|HASH|BCRYPT|DIGEST/i;

function unsetVariable(
  path: Path,
  unset: readonly { readonly path: Path; readonly unset: readonly string[] }[],
): string | undefined {
  // A list of NAME=VALUE has indexes instead of names.
  const found = unset.find(
    (one) =>
      one.path.slice(0, 3).join() === path.slice(0, 3).join() &&
      (one.path[3] === path[3] || typeof one.path[3] === "number"),
  );
  return found?.unset[0];
}

/** Secrets that Compose mounts as files: on ECS they are variables. */
function fileSecrets(
  one: Named,
  variables: ReadonlyMap<string, Variable>,
  { secrets, notes, project }: Context,
): [name: string, reference: { secret: string; key: string }][] {
  return (one.service.secrets ?? []).map(({ source, target }, index) => {
    const path = [...one.at, "secrets", index];
    const key = secrets.keyOf({
      identity: `secret ${source}`,
      name: source,
      service: one.name,
      random: !isExternal(project.secrets[source]),
    });
    const file = `/run/secrets/${target}`;
    const [pointer] = [...variables].find(([, { value }]) => value === file) ?? [];
    const variable = pointer?.replace(/_FILE$/, "") ?? variableName(target);
    notes.decide(
      path,
      pointer === undefined
        ? `Fargate cannot mount a secret as a file: the program must read the variable ${variable} in place of ${file}. Set ${POOL}.${key} to keep the current value.`
        : `Fargate cannot mount a secret as a file: ${variable} takes the place of ${pointer}. Set ${POOL}.${key} to keep the current value.`,
    );
    return [variable, { secret: POOL, key }];
  });
}

function isExternal(declared: unknown): boolean {
  return isTree(declared) && declared["external"] === true;
}

function isFileOfSecret(name: string, value: string, { service }: Named): boolean {
  return (
    name.endsWith("_FILE") &&
    (service.secrets ?? []).some(({ target }) => value === `/run/secrets/${target}`)
  );
}

interface EnvFiles {
  readonly kept: readonly string[];
  readonly inlined: ReadonlyMap<string, Variable>;
}

/** Keeps files that ECS reads as Compose does; copies the variables of others. */
function envFilesOf(one: Named, context: Context): EnvFiles {
  const { notes, files, fromStackFile } = context;
  const own = new Set((one.service.environment ?? new Map<string, string>()).keys());
  const kept: string[] = [];
  const inlined = new Map<string, Variable>();
  for (const file of one.service.env_file ?? []) {
    const path = [...one.at, "env_file"];
    const bytes = files.read(file);
    if (bytes === undefined) {
      notes.decide(
        path,
        `The file ${posix.normalize(file)} does not exist. Create it, and name it under envFiles.`,
      );
      continue;
    }
    const reason = whyInline({ file, bytes, own });
    if (reason === undefined && inlined.size === 0) {
      kept.push(fromStackFile(file));
      continue;
    }
    for (const [name, value = ""] of Object.entries(parseEnv(new TextDecoder().decode(bytes)))) {
      inlined.set(name, { value, path });
    }
    notes.changed(
      path,
      `The variables of ${posix.normalize(file)} are under environment: ${reason ?? "the import copied an earlier file there"}.`,
    );
  }
  return { kept, inlined };
}

interface EnvFileContent {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly own: ReadonlySet<string>;
}

/** Returns why ECS would not read a file as Compose does; undefined if it would. */
function whyInline({ file, bytes, own }: EnvFileContent): string | undefined {
  const { variables, mistakes } = readEnvFile(bytes);
  if (!file.endsWith(".env")) return "ECS reads only files whose names end in .env";
  if (mistakes.length > 0) return "ECS reads lines of NAME=VALUE only, without quotes and spaces";
  if (variables.some(({ name, value }) => secretShape(name, value) !== undefined)) {
    return "the file holds secrets";
  }
  return variables.some(({ name }) => own.has(name))
    ? "environment sets some of them too, and a stack file allows each only once"
    : undefined;
}
