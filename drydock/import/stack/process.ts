import { ulimitName } from "drydock-components/model/container";
import { type CommandContext, withoutSecrets } from "./command";
import type { Context, Named } from "./context";
import { isPublished, needsOf } from "./needs";
import { addedCapabilities, isGiven, tracing } from "./security";
import type { SecretVariables } from "./secrets";

/** Container settings: process, health check, limits and logs. */
export function processOf(
  one: Named,
  variables: SecretVariables,
  context: Context,
): Record<string, unknown> {
  const { service, at } = one;
  const { notes } = context;
  const commands = { notes, variables, pool: context.secrets, service: one.name };
  const added = addedCapabilities(one);
  for (const [index, name] of added.entries()) {
    if (isGiven(name)) continue;
    notes.leftOut([...at, "cap_add", index], `Fargate gives no container the capability ${name}.`);
  }
  if (service.logging !== undefined) {
    notes.changed(
      [...at, "logging"],
      "Containers log to CloudWatch Logs, in the service's log group; drydock:logs sets the retention.",
    );
  }
  if (
    service.restart === "no" ||
    service.restart === "false" ||
    service.restart?.startsWith("on-failure") === true
  ) {
    notes.changed(
      [...at, "restart"],
      "ECS restarts a service's task whenever it stops, whatever its exit code.",
    );
  }
  return {
    ...commandsOf(one, commands, context),
    ...workingDirectory(one, context),
    ...healthCheckOf(one, commands, context),
    stopTimeoutSeconds: bounded(
      service.stop_grace_period,
      { least: 2, most: 120, path: [...at, "stop_grace_period"] },
      notes,
    ),
    ...ulimitsOf(one, context),
    // Compose has no init by default; Drydock does.
    ...(service.init === false ? { initProcess: false } : {}),
    ...(added.includes(tracing) ? { tracing: true } : {}),
  };
}

/** The entry point and the command. A shell takes the place of both where they hold a secret and may. */
function commandsOf(
  one: Named,
  commands: CommandContext,
  context: Context,
): Record<string, unknown> {
  const { entrypoint, command } = one.service;
  const path = [...one.at, entrypoint === undefined ? "command" : "entrypoint"];
  if (entrypoint !== undefined) {
    const words = [...entrypoint, ...(command ?? [])];
    const plain = withoutSecrets({ words, path, canShell: true }, commands);
    if (plain.isWrapped) return { entryPoint: plain.words };
    const count = entrypoint.length;
    return {
      entryPoint: plain.words.slice(0, count),
      ...(command === undefined ? {} : { command: plain.words.slice(count) }),
    };
  }
  if (command === undefined) return {};
  // The entry points of these images start any program, and take options for their own.
  const canShell = isPublished(one) && starters.includes(needsOf(one, context)?.name ?? "");
  const starter = "docker-entrypoint.sh";
  return { command: withoutSecrets({ words: command, path, starter, canShell }, commands).words };
}

/** Images with a docker-entrypoint.sh on the PATH: https://github.com/docker-library/official-images#consistency */
const starters = [
  "mariadb",
  "memcached",
  "mongo",
  "mysql",
  "postgres",
  "rabbitmq",
  "redis",
  "valkey/valkey",
];

function workingDirectory({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const folder = service.working_dir;
  if (folder === undefined || folder === "") return {};
  if (folder.startsWith("/")) return { workingDirectory: folder };
  notes.leftOut([...at, "working_dir"], "A stack file requires an absolute path.");
  return {};
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
function healthCheckOf(
  { service, at }: Named,
  commands: CommandContext,
  { notes }: Context,
): Record<string, unknown> {
  const { healthcheck } = service;
  const path = [...at, "healthcheck"];
  if (healthcheck === undefined || healthcheck.disable) return {};
  const [kind = "NONE", ...words] = healthcheck.test ?? [];
  if (healthcheck.test === undefined) {
    notes.leftOut(path, "ECS ignores the image's health check: set it as test.");
    return {};
  }
  if (kind === "NONE" || words.length === 0) return {};
  if (healthcheck.start_interval !== undefined) {
    notes.leftOut([...path, "start_interval"], "ECS checks at one interval.");
  }
  const within = (key: "interval" | "timeout" | "retries" | "start_period", limits: Limits) =>
    bounded(healthcheck[key], { ...limits, path: [...path, key] }, notes);
  return {
    healthCheck: {
      command: withoutSecrets(
        {
          words:
            kind === "CMD-SHELL"
              ? ["sh", "-c", ...words]
              : kind === "CMD"
                ? words
                : [kind, ...words],
          path: [...path, "test"],
          canShell: true,
        },
        commands,
      ).words,
      intervalSeconds: within("interval", { least: 5, most: 300 }),
      timeoutSeconds: within("timeout", { least: 2, most: 60 }),
      retries: within("retries", { least: 1, most: 10 }),
      startPeriodSeconds: within("start_period", { least: 0, most: 300 }),
    },
  };
}

interface Limits {
  readonly least: number;
  readonly most: number;
}

/** Rounds a number to ECS's limits. */
function bounded(
  given: number | undefined,
  { least, most, path }: Limits & { readonly path: Named["at"] },
  notes: Context["notes"],
): number | undefined {
  if (given === undefined) return undefined;
  const value = Math.min(Math.max(Math.ceil(given), least), most);
  if (value !== given) {
    notes.changed(
      path,
      `ECS allows whole numbers from ${least} to ${most}: ${given} became ${value}.`,
    );
  }
  return value;
}

function ulimitsOf({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const kept = Object.entries(service.ulimits ?? {}).flatMap(([name, { soft, hard }]) => {
    if (ulimitName.safeParse(name).success) return [[name, { soft, hard }] as const];
    notes.leftOut([...at, "ulimits", name], "ECS has no such limit.");
    return [];
  });
  return kept.length === 0 ? {} : { ulimits: Object.fromEntries(kept) };
}
