import type { z } from "zod";
import { quotas } from "../facts/quotas";
import { repeated } from "./check/lists";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { type capacity, type DeploymentSettings, usualLimits } from "./deployment";
import { isOn, presentAlarms, usualMinutes, type Watched } from "./alarms";
import { rangeProblems } from "./cidr";
import { deploymentPlan, type Shifting } from "./deployment-plan";
import type { Route } from "./route";

/** A service, as far as its deployment goes. */
export interface Deployed {
  readonly capacity: z.output<typeof capacity>;
  readonly deployment: DeploymentSettings;
  readonly desiredCount?: number | undefined;
  readonly scaling?: Watched["scaling"];
  readonly route?: (Pick<Route, "paths" | "hosts" | "priority"> & Watched["route"]) | undefined;
  readonly alarms?: Watched["alarms"];
}

/** That tasks can run at all, and that a new version can replace the old. */
export function deploymentProblems(name: string, service: Deployed): ModelProblem[] {
  const settings = service.deployment;
  const plan = deploymentPlan(settings);
  const own = [
    ...withoutEffect(settings),
    ...smallSteps(settings),
    ...shortTimeout(settings),
    ...repeated(settings.alarmNames, ["alarmNames"]),
    ...repeated(settings.rollbackOn, ["rollbackOn"]),
    ...within(["test", "allowedCidrs"], rangeProblems(settings.test?.allowedCidrs ?? [])),
  ];
  return [
    ...missingAlarms(service),
    ...shortBake(service),
    ...noCapacity(service),
    ...(plan.shifting === undefined
      ? deadlock(service)
      : [
          ...noRoute(service, plan.shifting),
          ...longName(name, plan.shifting),
          ...crowdedTestRule(service),
          ...noPlaceForTests(service),
        ]),
    ...within(["deployment"], own),
  ];
}

function noCapacity({ capacity: { onDemandWeight, spotWeight } }: Deployed): ModelProblem[] {
  return problemIf(onDemandWeight === 0 && spotWeight === 0, {
    path: ["capacity"],
    at: "key",
    message: "Both weights are 0, so no task beyond the base would have a place to run.",
    allowed: "onDemandWeight or spotWeight above 0",
    fix: "Set onDemandWeight: 1, or spotWeight: 1 for Spot.",
  });
}

/**
 * ECS rounds the fewest healthy tasks up and the most tasks down; where that leaves no task to stop and none to start, a
 * deployment never moves.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function deadlock({ deployment: limits, scaling, desiredCount }: Deployed): ModelProblem[] {
  const { minimumHealthyPercent, maximumPercent } = limits;
  const fewest = Math.max(scaling?.min ?? desiredCount ?? 1, 1);
  const most = Math.max(scaling?.max ?? fewest, fewest);
  for (let count = fewest; count <= most; count += 1) {
    const kept = Math.ceil((count * minimumHealthyPercent) / 100);
    const limit = Math.floor((count * maximumPercent) / 100);
    if (kept >= count && limit <= count) {
      return [
        {
          path: ["deployment"],
          at: "key",
          related: [["scaling"], ["desiredCount"]],
          message:
            `With ${count === 1 ? "one task" : `${count} tasks`}, ${minimumHealthyPercent} percent is ${kept} that must stay and ` +
            `${maximumPercent} percent is ${limit} at most: a deployment could neither stop a task nor start one.`,
          allowed: "limits that leave room for one task more or one less",
          fix: "Set maximumPercent: 200, or minimumHealthyPercent: 0.",
        },
      ];
    }
  }
  return [];
}

/** Keys that only some strategies read. */
const readBy: readonly (readonly [keyof DeploymentSettings, readonly string[]])[] = [
  ["percent", ["canary", "linear"]],
  ["stepMinutes", ["canary", "linear"]],
  ["bakeMinutes", ["blueGreen", "canary", "linear"]],
  ["test", ["blueGreen", "canary", "linear"]],
  ["minimumHealthyPercent", ["rolling"]],
  ["maximumPercent", ["rolling"]],
];

function withoutEffect(settings: DeploymentSettings): ModelProblem[] {
  const { strategy = "rolling" } = settings;
  // Where nobody wrote the key, the settings hold its default: that asks for nothing.
  const unwritten: Partial<DeploymentSettings> = usualLimits;
  return readBy.flatMap(([key, readers]) => {
    return problemIf(!readers.includes(strategy) && settings[key] !== unwritten[key], {
      path: [key],
      at: "key",
      related: [["strategy"]],
      message: `${key} has no effect on a ${strategyWords[strategy]} deployment.`,
      allowed: `${key} with strategy ${readers.join(" or ")}`,
      fix: `Remove ${key}, or write strategy: ${readers[0] ?? ""}.`,
    });
  });
}

export const strategyWords = {
  rolling: "rolling",
  blueGreen: "blue/green",
  linear: "linear",
  canary: "canary",
} as const;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html */
const smallestLinearStep = 3;

function smallSteps({ strategy, percent }: DeploymentSettings): ModelProblem[] {
  return problemIf(strategy === "linear" && percent !== undefined && percent < smallestLinearStep, {
    path: ["percent"],
    related: [["strategy"]],
    message: "ECS moves more than that in each step of a linear deployment.",
    allowed: `a number from ${smallestLinearStep} to 99`,
    fix: `Write percent: ${smallestLinearStep}, or strategy: canary for one small step.`,
  });
}

/** ECS is not done before the last step, the bake time and the decision: an update that stops waiting fails. */
function shortTimeout(settings: DeploymentSettings): ModelProblem[] {
  const { timeoutMinutes } = settings;
  const { plannedMinutes } = deploymentPlan(settings);
  return problemIf(
    timeoutMinutes !== undefined && plannedMinutes !== 0 && timeoutMinutes <= plannedMinutes,
    {
      path: ["timeoutMinutes"],
      related: [["stepMinutes"], ["bakeMinutes"], ["approval"]],
      message: `Steps, bake time and approval alone take up to ${plannedMinutes} minutes, so a deployment would outlast the wait for it.`,
      allowed: `a whole number above ${plannedMinutes}`,
      fix: "Remove timeoutMinutes: it is computed from the others.",
    },
  );
}

/** Tasks without a load balancer have no requests whose share could be moved. */
function noRoute({ route }: Deployed, shifting: Shifting): ModelProblem[] {
  return problemIf(route === undefined, {
    path: ["deployment", "strategy"],
    related: [["route"]],
    message: `A ${strategyWords[shifting]} deployment moves the load balancer's requests, and this service has no route.`,
    allowed: "strategy rolling, or a route",
    fix: "Write strategy: rolling, or add a route.",
  });
}

/** The place of the rule of test requests: just before that of all requests. */
export const testPriority = (priority: number): number => priority - 1;

/** The lowest one leaves no place before it. */
function noPlaceForTests({ route, deployment: { test } }: Deployed): ModelProblem[] {
  return problemIf(test !== undefined && route?.priority === 1, {
    path: ["route", "priority"],
    related: [["deployment", "test"]],
    message:
      "The rule of test requests comes before that of the route, and there is none before the first.",
    allowed: "a whole number from 2 to 50000",
    fix: "Write priority: 2.",
  });
}

/** The rule of test requests has the patterns of the route, the header's value and the ranges as its conditions. */
function crowdedTestRule({ route, deployment: { test } }: Deployed): ModelProblem[] {
  if (route === undefined || test === undefined) return [];
  const most = quotas.loadBalancer.conditionValuesPerRule;
  const patterns = Math.max(route.paths.length + route.hosts.length, 1);
  const count = patterns + 1 + test.allowedCidrs.length;
  return problemIf(count > most, {
    path: ["deployment", "test"],
    at: "key",
    related: [["route"]],
    message:
      `The rule of test requests has ${count} conditions: ${patterns} of the route, the header, and ` +
      `${test.allowedCidrs.length} in allowedCidrs.`,
    allowed: `at most ${most} values in one rule of a load balancer`,
    fix: "Join ranges or patterns, or leave some out.",
  });
}

/** The second target group is named after the service, and Pulumi adds a hyphen and seven characters. */
export const alternateSuffix = "-alt";

function longName(name: string, shifting: Shifting): ModelProblem[] {
  const most = quotas.loadBalancer.targetGroupNameLength - 8 - alternateSuffix.length;
  return problemIf(name.length > most, {
    path: ["deployment", "strategy"],
    message:
      `A ${strategyWords[shifting]} deployment needs a second target group, named ${name}${alternateSuffix} and eight ` +
      `characters; AWS allows ${quotas.loadBalancer.targetGroupNameLength}.`,
    allowed: `a service name of at most ${most} characters, or strategy rolling`,
    fix: "Give the service a shorter name (a new service: plan the move), or write strategy: rolling.",
  });
}

/** Alarms that the service does not have. */
function missingAlarms(service: Deployed): ModelProblem[] {
  const { deployment, route } = service;
  const present = presentAlarms(service);
  return deployment.rollbackOn.flatMap((alarm, index) => {
    if (present.includes(alarm)) return [];
    const why = absence(alarm, service);
    return [
      {
        path: ["deployment", "rollbackOn", index],
        related: [["alarms"], ["route"]],
        message: `This service has no alarm ${alarm}: ${why}.`,
        allowed: "alarms that the service has",
        fix:
          alarm === "latency" && route !== undefined
            ? "Add alarms: { latency: { p95Milliseconds: 800 } }, or remove it here."
            : "Remove it here, or give the service this alarm.",
      },
    ];
  });
}

/** Why a service does not have an alarm. */
function absence(
  alarm: DeploymentSettings["rollbackOn"][number],
  { alarms = {}, route }: Deployed,
): string {
  if (alarm !== "latency" && !isOn(alarms[alarm])) return `alarms.${alarm} is off`;
  if (alarm === "healthyTasks") return "its tasks may drop to 0, and it has no route";
  if (route === undefined) return "it has no route";
  return alarm === "latency" && alarms.latency === undefined
    ? "alarms.latency says how much is too much"
    : "its load balancer counts no requests";
}

/** While the old tasks are there, a rollback sends the requests back at once. */
function shortBake({ deployment: settings, alarms = {} }: Deployed): ModelProblem[] {
  const { shifting, bakeMinutes } = deploymentPlan(settings);
  if (shifting === undefined) return [];
  const slow = settings.rollbackOn
    .map((alarm) => ({
      alarm,
      minutes: minutesOf(alarms[alarm]) ?? usualMinutes[alarm],
    }))
    .filter(({ minutes }) => minutes > bakeMinutes)
    .sort((one, other) => other.minutes - one.minutes);
  const [slowest] = slow;
  if (slowest === undefined) return [];
  const { alarm, minutes } = slowest;
  return [
    {
      path: ["deployment", "rollbackOn"],
      at: "key",
      related: [["deployment", "bakeMinutes"], ["alarms"]],
      message:
        `The alarm ${alarm} looks back over ${minutes} minutes, and the old tasks are gone ${bakeMinutes} minutes after ` +
        "the last step: it would come too late.",
      allowed: "alarms that look back over bakeMinutes at most",
      fix: `Write bakeMinutes: ${minutes}, or leave ${alarm} out.`,
    },
  ];
}

function minutesOf(alarm: false | { readonly minutes?: number | undefined } | undefined) {
  return alarm === false ? undefined : alarm?.minutes;
}
