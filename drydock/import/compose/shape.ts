import { split } from "shlex";
import { z } from "zod";
import { ports } from "./ports";
import { assignments, duration, flag, integer, number, size, text, texts } from "./scalars";
import { volumes } from "./volumes";

/** A map that ignores other keys. */
export function map<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape, { error: "This must be a map of keys and values." });
}

/** Networks by name, each with the service's aliases. */
const networks = z
  .union(
    [
      z.array(text).transform((names) => names.map((name) => [name, null] as const)),
      z
        .record(z.string(), map({ aliases: texts.optional() }).nullable())
        .transform((given) => Object.entries(given)),
    ],
    { error: "This must be a list of networks, or a map with settings." },
  )
  .transform(
    (given): ReadonlyMap<string, readonly string[]> =>
      new Map(given.map(([name, settings]) => [name, settings?.aliases ?? []])),
  );

const conditions = [
  "service_started",
  "service_healthy",
  "service_completed_successfully",
] as const;

export type Condition = (typeof conditions)[number];

const dependsOn = z
  .union(
    [
      z.array(text),
      z.record(
        z.string(),
        map({
          condition: z
            .enum(conditions, {
              error: `This must be ${conditions.join(", ")}.`,
            })
            .default("service_started"),
        }),
      ),
    ],
    { error: "This must be a list of services, or a map with conditions." },
  )
  .transform((given): ReadonlyMap<string, Condition> => {
    if (Array.isArray(given)) return new Map(given.map((name) => [name, "service_started"]));
    return new Map(Object.entries(given).map(([name, { condition }]) => [name, condition]));
  });

const build = z.union(
  [
    text.transform((context) => ({ context, extra: [] })),
    map({
      context: text.default("."),
      dockerfile: text.optional(),
      target: text.optional(),
      args: assignments.optional(),
    }).transform(({ context, dockerfile, target, args, ...extra }) => ({
      context,
      dockerfile,
      target,
      args,
      extra: Object.keys(extra),
    })),
  ],
  { error: "This must be a folder, or a map with context." },
);

/** A command: a list, or a text that is split into words as in a shell. */
const command = z.union(
  [
    z.array(text),
    text.transform((line, context) => {
      try {
        return split(line);
      } catch {
        context.addIssue({ code: "custom", message: "A quote in this command is not closed." });
        return z.NEVER;
      }
    }),
  ],
  { error: "This must be a command, or a list of words." },
);

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
export const healthcheck = map({
  test: z
    .union([z.array(text), text.transform((line) => ["CMD-SHELL", line])], {
      error: 'This must be a command, or a list such as ["CMD", "true"].',
    })
    .optional(),
  interval: duration.optional(),
  timeout: duration.optional(),
  retries: integer.optional(),
  start_period: duration.optional(),
  start_interval: duration.optional(),
  disable: flag.default(false),
});

const ulimit = z.union(
  [
    integer.transform((both) => ({ soft: both, hard: both })),
    map({ soft: integer, hard: integer }),
  ],
  { error: "This must be a number, or a map with soft and hard." },
);

const envFile = z.union(
  [
    text.transform((path) => [path]),
    z.array(z.union([text, map({ path: text }).transform(({ path }) => path)])),
  ],
  { error: "This must be a file, or a list of files." },
);

const secretUse = z.union(
  [
    text.transform((source) => ({ source, target: source })),
    map({ source: text, target: text.optional() }).transform(({ source, target = source }) => ({
      source,
      target,
    })),
  ],
  { error: "This must be the name of a secret, or a map with source." },
);

const resources = map({ cpus: number.optional(), memory: size.optional() });

const deploy = map({
  mode: text.optional(),
  replicas: integer.optional(),
  resources: map({ limits: resources.nullish(), reservations: resources.nullish() }).nullish(),
});

/** The keys of a service that the import reads: https://docs.docker.com/reference/compose-file/services/ */
export const service = map({
  build: build.optional(),
  cap_add: texts.optional(),
  command: command.optional(),
  container_name: text.optional(),
  cpus: number.optional(),
  depends_on: dependsOn.optional(),
  deploy: deploy.optional(),
  entrypoint: command.optional(),
  env_file: envFile.optional(),
  environment: assignments.optional(),
  expose: texts.optional(),
  healthcheck: healthcheck.optional(),
  hostname: text.optional(),
  image: text.optional(),
  init: flag.optional(),
  links: texts.optional(),
  logging: map({ driver: text.optional() }).optional(),
  mem_limit: size.optional(),
  mem_reservation: size.optional(),
  network_mode: text.optional(),
  networks: networks.optional(),
  pid: text.optional(),
  platform: text.optional(),
  ports: ports.optional(),
  profiles: texts.optional(),
  read_only: flag.default(false),
  restart: text.optional(),
  scale: integer.optional(),
  secrets: z.array(secretUse, { error: "This must be a list of secrets." }).optional(),
  stop_grace_period: duration.optional(),
  tmpfs: texts.optional(),
  ulimits: z.record(z.string(), ulimit).optional(),
  user: text.optional(),
  volumes: volumes.optional(),
  working_dir: text.optional(),
});

export type ComposeService = z.output<typeof service>;

/** The keys of a service that `service` reads. */
export const serviceKeys = Object.keys(service.shape);
