import { z } from "zod";
import { isOfRequests } from "./network-route";
import { type AlarmName, alarmNames } from "./alarm-guide";
import { argumentType } from "./check/argument-type";
import { withReading } from "./check/advice";
import type { Declared } from "./check/check";
import { type ModelProblem, problemIf } from "./check/problem";
import { largestInteger } from "./check/schema-tools";
import { onByDefault, percent, strict, whole } from "./primitives";
import { scalarText } from "./readings";

/** CloudWatch looks back over a day at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const minutes = whole(1, 1440);

/** Minutes that an alarm looks back over where its settings say nothing; that of healthy tasks with a route. */
export const usualMinutes = { healthyTasks: 3, errors: 5, latency: 5, cpu: 15, memory: 5 } as const;

const minimumRequests = whole(1, largestInteger)
  .default(100)
  .describe("Requests in these minutes below which the alarm stays quiet. Defaults to 100.");

const shapes = {
  healthyTasks: {
    minimum: whole(1, 5000)
      .optional()
      .describe(
        "Fewest healthy tasks. Defaults to 1 with a route, and otherwise to scaling.min or desiredCount.",
      ),
    minutes: minutes
      .optional()
      .describe("Minutes in a row with fewer. Defaults to 3 with a route, and otherwise to 10."),
  },
  errors: {
    percent: percent.default(1).describe("Share of the answers, in percent. Defaults to 1."),
    minimumRequests,
    minutes: minutes
      .default(usualMinutes.errors)
      .describe("Minutes over which answers count. Defaults to 5."),
  },
  latency: {
    p95Milliseconds: whole(1, largestInteger).describe(
      "Milliseconds in which 95 of 100 requests must be answered.",
    ),
    minimumRequests,
    minutes: minutes
      .default(usualMinutes.latency)
      .describe("Minutes over which answers count. Defaults to 5."),
  },
  cpu: {
    percent: percent.default(90).describe("Average use of all tasks, in percent. Defaults to 90."),
    minutes: minutes
      .default(usualMinutes.cpu)
      .describe("Minutes in a row with more. Defaults to 15."),
  },
  memory: {
    percent: percent.default(90).describe("Use of the fullest task, in percent. Defaults to 90."),
    minutes: minutes
      .default(usualMinutes.memory)
      .describe("Minutes in a row with more. Defaults to 5."),
  },
};

const described = {
  healthyTasks: "Fewer tasks are healthy, or run where there is no route, than there have to be.",
  errors: "The share of answers with a status of 500 or more is too large. Needs a route.",
  latency: "Answers take too long. Needs a route.",
  cpu: "CPU is short although the most tasks run.",
  memory: "Memory of a task is short.",
  restarts:
    "A message for each task that ends because its essential container did. Defaults to true.",
  deployment: "A message for each deployment that fails. Defaults to true.",
};

const enabled = onByDefault("Whether there is this alarm.");

/** The alarms of a service, as an argument. */
export const alarmArguments = argumentType(
  "ServiceAlarmsArgs",
  "The alarms of a service.",
  strict({
    healthyTasks: argumentType(
      "HealthyTasksAlarmArgs",
      described.healthyTasks,
      strict({ enabled, ...shapes.healthyTasks }),
    )
      .prefault({})
      .describe(described.healthyTasks),
    errors: argumentType("ErrorsAlarmArgs", described.errors, strict({ enabled, ...shapes.errors }))
      .prefault({})
      .describe(described.errors),
    latency: argumentType("LatencyAlarmArgs", described.latency, strict(shapes.latency))
      .optional()
      .describe(`${described.latency} Defaults to no such alarm.`),
    cpu: argumentType("CpuAlarmArgs", described.cpu, strict({ enabled, ...shapes.cpu }))
      .prefault({})
      .describe(described.cpu),
    memory: argumentType("MemoryAlarmArgs", described.memory, strict({ enabled, ...shapes.memory }))
      .prefault({})
      .describe(described.memory),
    restarts: z.boolean().default(true).describe(described.restarts),
    deployment: z.boolean().default(true).describe(described.deployment),
  }),
);

/** The alarms of a service with every default filled in. */
export type AlarmSettings = z.output<typeof alarmArguments>;

/** An alarm in a stack file: its settings, or false for none. */
function orNone<Shape extends z.core.$ZodLooseShape>(shape: Shape, text: string) {
  return withReading(z.union([z.literal(false), strict(shape)]), (value) =>
    typeof value === "number" && "percent" in shape ? { percent: value } : off(value),
  )
    .optional()
    .describe(`${text} false for no such alarm. Defaults to the defaults of its keys.`);
}

/** What people write for no alarm. */
function off(value: unknown): false | undefined {
  return ["off", "none", "no", "disabled"].includes(scalarText(value).toLowerCase())
    ? false
    : undefined;
}

/** The same in a stack file. */
export const alarms = strict({
  healthyTasks: orNone(shapes.healthyTasks, described.healthyTasks),
  errors: orNone(shapes.errors, described.errors),
  latency: strict(shapes.latency)
    .optional()
    .describe(`${described.latency} Defaults to no such alarm.`),
  cpu: orNone(shapes.cpu, described.cpu),
  memory: orNone(shapes.memory, described.memory),
  restarts: withReading(z.boolean(), off).optional().describe(described.restarts),
  deployment: withReading(z.boolean(), off).optional().describe(described.deployment),
});

type StackAlarms = z.output<typeof alarms>;

/** A service, as far as its alarms go. */
export interface Watched {
  readonly alarms?: StackAlarms | AlarmSettings | undefined;
  readonly route?: { readonly protocol?: string } | undefined;
  readonly desiredCount?: number | undefined;
  readonly scaling?:
    | {
        readonly min: number;
        readonly max: number;
        readonly schedules: Readonly<
          Record<string, { readonly min?: number | undefined; readonly max?: number | undefined }>
        >;
      }
    | undefined;
}

/** The fewest tasks that a service has at any time. */
export function fewestTasks({ scaling, desiredCount }: Watched): number {
  return Math.min(...limits(scaling?.min ?? desiredCount ?? 1, scaling, "min"));
}

/** The lowest of the limits that scaling stops at. */
export function mostTasks({ scaling, desiredCount }: Watched): number {
  return Math.min(...limits(scaling?.max ?? desiredCount ?? 1, scaling, "max"));
}

function limits(own: number, scaling: Watched["scaling"], limit: "min" | "max"): number[] {
  const later = Object.values(scaling?.schedules ?? {}).flatMap(
    (schedule) => schedule[limit] ?? [],
  );
  return [own, ...later];
}

/** The alarms that a service has: those that are not turned off, and that something measures. */
export function presentAlarms(service: Watched): AlarmName[] {
  const { alarms: given = {}, route } = service;
  const measured = new Map<AlarmName, boolean>([
    ["healthyTasks", route !== undefined || fewestTasks(service) > 0],
    ["errors", isOfRequests(route)],
    ["latency", isOfRequests(route) && given.latency !== undefined],
  ]);
  return alarmNames.filter((name) => isOn(given[name]) && (measured.get(name) ?? true));
}

/** Alarms that could not be, or would always be there. */
export function alarmProblems(service: Watched, declared: Declared): ModelProblem[] {
  const { alarms: given, route } = service;
  if (given === undefined) return [];
  const wanted = declared(["alarms"]).filter(
    (name) => name === "latency" || (name === "errors" && isOn(given.errors)),
  );
  const fewest = fewestTasks(service);
  const { healthyTasks } = given;
  const minimum = healthyTasks === false ? undefined : healthyTasks?.minimum;
  return [
    ...(route === undefined ? wanted.map(withoutRoute) : []),
    ...problemIf(minimum !== undefined && minimum > fewest, {
      path: ["alarms", "healthyTasks", "minimum"],
      related: [["scaling"], ["desiredCount"]],
      message: `The service may run ${fewest === 1 ? "one task" : `${fewest} tasks`}, which would be an alarm.`,
      allowed: fewest === 0 ? "no minimum" : `at most ${fewest}`,
      fix:
        fewest === 0
          ? "Remove it: where there may be no task, none is missing."
          : `Write minimum: ${fewest}, or raise scaling.min or desiredCount.`,
    }),
  ];
}

export function isOn(alarm: boolean | object | undefined): boolean {
  if (typeof alarm !== "object") return alarm !== false;
  return !("enabled" in alarm) || alarm.enabled !== false;
}

function withoutRoute(alarm: string): ModelProblem {
  return {
    path: ["alarms", alarm],
    at: "key",
    related: [["route"]],
    message: "The load balancer measures it, and this service has no route.",
    allowed: `${alarm} with a route`,
    fix: "Add a route, or remove this.",
  };
}
