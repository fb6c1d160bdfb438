import type { Variables } from "./settings";

/** Where a variable came from, as far as its name says. A process receives all of them alike and cannot tell. */
export const ORIGIN = {
  taskDefinition: "task definition",
  environmentFile: "environment file",
  unknown: "not said by its name",
} as const;

type Origin = (typeof ORIGIN)[keyof typeof ORIGIN];

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/** The convention: whoever sets a variable says in its prefix where. */
export const PREFIXES = [
  { prefix: "TASK_DEF_", origin: ORIGIN.taskDefinition, setIn: "`environment` of a service" },
  { prefix: "ENV_FILE_", origin: ORIGIN.environmentFile, setIn: "a file in `env/`" },
] as const;

/** Every variable whose name contains `DEPLOY_ENVIRONMENT`, sorted by name. One that also names a secret is left out. */
export function deployVariables(variables: Variables): readonly EnvironmentVariable[] {
  return Object.entries(variables)
    .flatMap(([name, value]) =>
      value !== undefined &&
      name.includes("DEPLOY_ENVIRONMENT") &&
      !name.includes("SECRETS_MANAGER")
        ? [{ name, value, origin: originOf(name) }]
        : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function originOf(name: string): Origin {
  return PREFIXES.find(({ prefix }) => name.startsWith(prefix))?.origin ?? ORIGIN.unknown;
}
