import { ulimitName } from "drydock-components/model/container";
import { commandOf } from "./command";
import type { Context, Named } from "./context";
import { userOf } from "./user";

/** Container settings: process, health check, limits and logs. */
export function processOf(one: Named, context: Context): Record<string, unknown> {
  const { service, at } = one;
  const { notes } = context;
  const user = userOf(one, context);
  const capabilities = service.cap_add ?? [];
  for (const [index, capability] of capabilities.entries()) {
    if (isTracing(capability)) continue;
    notes.leftOut(
      [...at, "cap_add", index],
      `SYS_PTRACE is the only capability that Fargate allows to add, not ${capability}.`,
    );
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
    ...(user === undefined ? {} : { user }),
    ...commandOf("entryPoint", service.entrypoint, { path: [...at, "entrypoint"], notes }),
    ...commandOf("command", service.command, { path: [...at, "command"], notes }),
    ...workingDirectory(one, context),
    ...healthCheckOf(one, context),
    ...stopTimeout(one, context),
    ...ulimitsOf(one, context),
    // Compose has no init by default; Drydock does.
    ...(service.init === false ? { initProcess: false } : {}),
    ...(capabilities.some(isTracing) ? { tracing: true } : {}),
  };
}

function isTracing(capability: string): boolean {
  return /^(?:CAP_)?SYS_PTRACE$/i.test(capability);
}

function workingDirectory({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const folder = service.working_dir;
  if (folder === undefined || folder === "") return {};
  if (folder.startsWith("/")) return { workingDirectory: folder };
  notes.leftOut([...at, "working_dir"], "A stack file requires an absolute path.");
  return {};
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
export function healthCheckOf({ service, at }: Named, { notes }: Context): Record<string, unknown> {
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
  const within = (key: "interval" | "timeout" | "start_period", limits: Limits) =>
    bounded(healthcheck[key], { ...limits, path: [...path, key] }, notes);
  return {
    healthCheck: {
      ...commandOf(
        "command",
        kind === "CMD-SHELL" ? ["sh", "-c", ...words] : kind === "CMD" ? words : [kind, ...words],
        { path: [...path, "test"], notes },
      ),
      ...optional("intervalSeconds", within("interval", { least: 5, most: 300 })),
      ...optional("timeoutSeconds", within("timeout", { least: 2, most: 60 })),
      ...optional(
        "retries",
        bounded(healthcheck.retries, { least: 1, most: 10, path: [...path, "retries"] }, notes),
      ),
      ...optional("startPeriodSeconds", within("start_period", { least: 0, most: 300 })),
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

function stopTimeout({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const path = [...at, "stop_grace_period"];
  return optional(
    "stopTimeoutSeconds",
    bounded(service.stop_grace_period, { least: 2, most: 120, path }, notes),
  );
}

function ulimitsOf({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const kept = Object.entries(service.ulimits ?? {}).flatMap(([name, { soft, hard }]) => {
    if (ulimitName.safeParse(name).success) return [[name, { soft, hard }] as const];
    notes.leftOut([...at, "ulimits", name], "ECS has no such limit.");
    return [];
  });
  return kept.length === 0 ? {} : { ulimits: Object.fromEntries(kept) };
}

function optional(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
