import { variableNamePattern, variableNameForm } from "drydock-components/model/variable-name";
import { isMap, type Path } from "drydock-components/model/check/path";
import type { Context, Named } from "./context";
import { envFilesOf, type Variable } from "./env-files";
import { variableName } from "./names";
import { repeats, secretIn } from "./secret-values";
import { pool, type SecretReference } from "./secrets";

/** The sources of a container's variables. */
export interface Environment {
  readonly environment: Readonly<Record<string, string>>;
  readonly envFiles: readonly string[];
  readonly secrets: ReadonlyMap<string, SecretReference>;
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
    else secrets.set(name, { secret: pool, key });
  }
  return { environment, envFiles: files.kept, secrets };
}

function plainVariable(
  { name, value }: { readonly name: string; readonly value: string | null },
  { at }: Named,
  { lookup, notes }: Context,
): Variable | undefined {
  const path = [...at, "environment", name];
  if (!variableNamePattern.test(name)) {
    notes.leftOut(
      path,
      `${name} is not a variable's name, which has ${variableNameForm}. ` +
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

/** The key of a variable that holds a secret; undefined for a plain one. */
function secretKey(
  { name, value, path }: Variable & { readonly name: string },
  { name: service }: Named,
  context: Context,
): string | undefined {
  const { secrets } = context;
  const found = secretIn({ name, value }, { unset: unsetIn(path, context), service });
  if (found === undefined && !repeats({ name, value }, context)) return undefined;
  const key = secrets.keyOf(found ?? { identity: value, name, service, random: true });
  secrets.uses.push({ path, name, key });
  return key;
}

/** The variables without a value in the text at a path. */
export function unsetIn(path: Path, { project }: Context): readonly string[] {
  const at = path.join();
  return project.unset.find((one) => one.path.join() === at)?.unset ?? [];
}

/** Secrets that Compose mounts as files: on ECS they are variables. */
function fileSecrets(
  one: Named,
  variables: ReadonlyMap<string, Variable>,
  { secrets, notes, project }: Context,
): [name: string, reference: SecretReference][] {
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
        ? `Fargate cannot mount a secret as a file: the program must read the variable ${variable} in place of ${file}. Set ${pool}.${key} to keep the current value.`
        : `Fargate cannot mount a secret as a file: ${variable} takes the place of ${pointer}. Set ${pool}.${key} to keep the current value.`,
    );
    return [variable, { secret: pool, key }];
  });
}

function isExternal(declared: unknown): boolean {
  return isMap(declared) && declared["external"] === true;
}

function isFileOfSecret(name: string, value: string, { service }: Named): boolean {
  return (
    name.endsWith("_FILE") &&
    (service.secrets ?? []).some(({ target }) => value === `/run/secrets/${target}`)
  );
}
