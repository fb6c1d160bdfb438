/** What a task has of the databases that it uses. On the text of the file as it is, before it is checked. */
import { isMap, valueAt } from "drydock-components/model/check/path";
import {
  type DatabaseConfig,
  databases,
  portOf,
  userOf,
  variableStart,
} from "drydock-components/model/databases";
import { mapValues } from "./map-values";

type Values = Readonly<Record<string, unknown>>;

/** A tree of settings in which every service and job has the variables, secrets and permissions of its databases. */
export function withBoundDatabases(tree: Values): Values {
  const read = databases.safeParse(tree["databases"]);
  // What is wrong with a database is told at the database.
  if (!read.success) return tree;
  const bound = new Map(
    Object.entries(read.data).map(([name, database]) => [name, bindingOf(name, database, tree)]),
  );
  return mapValues(tree, (part, name) =>
    (name === "services" || name === "jobs") && isMap(part)
      ? mapValues(part, (task) => boundTask(task, bound))
      : part,
  );
}

interface Binding {
  /** The start of its variables. */
  readonly start: string;
  readonly environment: Values;
  readonly secrets: Values;
  readonly permissions: readonly unknown[];
}

function bindingOf(name: string, database: DatabaseConfig, tree: Values): Binding {
  const start = variableStart(name);
  const { host, secret, iamUserArn } = database;
  const user = userOf(database);
  return {
    start,
    environment: {
      [`${start}_HOST`]: host,
      [`${start}_PORT`]: String(portOf(database)),
      ...(database.databaseName !== undefined && { [`${start}_NAME`]: database.databaseName }),
      ...(user !== undefined && { [`${start}_USER`]: user }),
    },
    // One that is not there, or a key of it, is told at the database.
    secrets: Object.fromEntries(
      secret === undefined
        ? []
        : database.secretKeys
            .filter((key) => hasKey(valueAt(tree, ["secrets", secret]), key))
            .map((key) => [`${start}_${key.toUpperCase()}`, { secret, key }]),
    ),
    permissions:
      user === undefined ? [] : [{ actions: ["rds-db:connect"], resources: [iamUserArn] }],
  };
}

/** Whether a secret may have a key: those that are managed elsewhere are not known. */
function hasKey(secret: unknown, key: string): boolean {
  if (!isMap(secret)) return false;
  const { versions } = secret;
  if (!Array.isArray(versions)) return "arn" in secret;
  const newest: unknown = versions.at(-1);
  return isMap(newest) && key in newest;
}

/** The task's own settings win: a variable that it has, it keeps. */
function boundTask(task: unknown, bound: ReadonlyMap<string, Binding>): unknown {
  if (!isMap(task) || !isMap(task["databases"])) return task;
  const { environment = {}, secrets = {}, permissions = [] } = task;
  const used = Object.entries(task["databases"]).flatMap(([name, use]) => {
    const binding = bound.get(name);
    return binding === undefined ? [] : [{ ...binding, poolSize: valueAt(use, ["poolSize"]) }];
  });
  if (!isMap(environment) || !isMap(secrets) || !Array.isArray(permissions)) return task;
  const given: readonly unknown[] = permissions;
  const free = (values: Values): [string, unknown][] =>
    Object.entries(values).filter(([name]) => !(name in environment) && !(name in secrets));
  const variables = used.flatMap((one) => [
    ...free(one.environment),
    ...(typeof one.poolSize === "number"
      ? free({ [`${one.start}_POOL_SIZE`]: String(one.poolSize) })
      : []),
  ]);
  return {
    ...task,
    environment: { ...environment, ...Object.fromEntries(variables) },
    secrets: { ...secrets, ...Object.fromEntries(used.flatMap((one) => free(one.secrets))) },
    permissions: [...given, ...used.flatMap((one) => one.permissions)],
  };
}
