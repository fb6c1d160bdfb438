import { quotas } from "drydock-components/facts/quotas";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { type ScalingConfig, type StackConfig } from "../schema";
import { services, type Rule } from "./rule";

type Schedule = ScalingConfig["schedules"][string];

/** Scaling: limits that hold together, and a reason to scale that can be measured. */
export const scalingRule: Rule = (config) =>
  services(config).flatMap(({ service, path }) => {
    const { scaling } = service;
    if (scaling === undefined) return [];
    const at = [...path, "scaling"];
    return [
      ...limits(scaling, at),
      ...noReason(scaling, at),
      ...fixedCount(service.desiredCount, path),
      ...requestsWithoutRoute(scaling, path, service.route !== undefined),
      ...networkWithoutInsights(scaling, at, config),
      ...Object.entries(scaling.schedules).flatMap(([name, schedule]) =>
        scheduleFindings(schedule, [...at, "schedules", name], scaling),
      ),
      ...tooMany(scaling, at),
    ];
  });

function limits({ min, max }: ScalingConfig, path: Path): ModelProblem[] {
  if (min <= max) return [];
  return [
    {
      path: [...path, "min"],
      related: [[...path, "max"]],
      message: `min is above max, which is ${max}.`,
      allowed: `a whole number from 0 to ${max}`,
      fix: "Lower min or raise max.",
    },
  ];
}

const TARGETS = [
  "cpuPercent",
  "memoryPercent",
  "requestsPerTarget",
  "networkReceivedBytesPerSecond",
  "networkSentBytesPerSecond",
] as const;

function policyCount(scaling: ScalingConfig): number {
  return (
    TARGETS.filter((target) => scaling[target] !== undefined).length +
    Object.keys(scaling.metrics).length +
    Object.keys(scaling.steps).length
  );
}

function noReason(scaling: ScalingConfig, path: Path): ModelProblem[] {
  if (policyCount(scaling) > 0 || Object.keys(scaling.schedules).length > 0) return [];
  return [
    {
      path,
      at: "key",
      showValue: false,
      related: TARGETS.map((target) => [...path, target]),
      message: "Nothing says when to scale, so the number of tasks would stay at min.",
      allowed: `at least one of ${[...TARGETS, "metrics", "steps", "schedules"].join(", ")}`,
      fix: "Add cpuPercent: 60, or write desiredCount instead of scaling.",
    },
  ];
}

function fixedCount(desiredCount: number | undefined, path: Path): ModelProblem[] {
  if (desiredCount === undefined) return [];
  return [
    {
      path: [...path, "desiredCount"],
      related: [[...path, "scaling"]],
      message: "Scaling decides the number of tasks, so a fixed one has no effect.",
      allowed: "desiredCount or scaling",
      fix: "Remove desiredCount, or scaling. The fewest tasks are scaling.min.",
    },
  ];
}

function requestsWithoutRoute(scaling: ScalingConfig, path: Path, routed: boolean): ModelProblem[] {
  if (scaling.requestsPerTarget === undefined || routed) return [];
  return [
    {
      path: [...path, "scaling", "requestsPerTarget"],
      related: [[...path, "route"]],
      message: "The load balancer counts the requests, and this service has no route.",
      allowed: "requestsPerTarget with a route",
      fix: "Add a route, or scale on something else, such as cpuPercent.",
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
function networkWithoutInsights(
  scaling: ScalingConfig,
  path: Path,
  { cluster }: StackConfig,
): ModelProblem[] {
  if (cluster.containerInsights !== "disabled") return [];
  return (["networkReceivedBytesPerSecond", "networkSentBytesPerSecond"] as const)
    .filter((target) => scaling[target] !== undefined)
    .map((target) => ({
      path: [...path, target],
      related: [["cluster", "containerInsights"]],
      message: "Container Insights measures the network, and it is disabled.",
      allowed: "network targets with containerInsights enabled or enhanced",
      fix: "Set drydock:cluster.containerInsights to enabled or enhanced, or remove this target.",
    }));
}

function scheduleFindings(schedule: Schedule, path: Path, scaling: ScalingConfig): ModelProblem[] {
  const { min, max } = schedule;
  if (min === undefined && max === undefined) {
    return [
      {
        path,
        at: "key",
        showValue: false,
        message: "This schedule changes nothing.",
        allowed: "min, max or both",
        fix: "Add min, max or both, or remove the schedule.",
      },
    ];
  }
  const findings: ModelProblem[] = [];
  if ((min ?? 0) > (max ?? Infinity)) {
    findings.push({
      path: [...path, "min"],
      related: [[...path, "max"]],
      message: `min is above max, which is ${max ?? ""}.`,
      allowed: "a number that is not above max",
      fix: "Lower min or raise max.",
    });
  } else if (min !== undefined && max === undefined && min > scaling.max) {
    findings.push({
      path: [...path, "min"],
      related: [[...path.slice(0, -2), "max"]],
      message: `min is above the service's max, which is ${scaling.max}, and the schedule leaves that as it is.`,
      allowed: `a whole number from 0 to ${scaling.max}, or any with max beside it`,
      fix: "Add max to the schedule, or lower min.",
    });
  } else if (max !== undefined && min === undefined && max < scaling.min) {
    findings.push({
      path: [...path, "max"],
      related: [[...path.slice(0, -2), "min"]],
      message: `max is below the service's min, which is ${scaling.min}, and the schedule leaves that as it is.`,
      allowed: `a whole number from ${scaling.min}, or any with min beside it`,
      fix: "Add min to the schedule, or raise max.",
    });
  }
  return [...findings, ...unknownZone(schedule, path)];
}

function unknownZone({ timezone }: Schedule, path: Path): ModelProblem[] {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return [];
  } catch {
    return [
      {
        path: [...path, "timezone"],
        message: "There is no time zone of this name.",
        allowed: "an IANA time zone, such as Europe/Berlin or Etc/UTC",
        fix: "Write the name of a time zone.",
      },
    ];
  }
}

function tooMany(scaling: ScalingConfig, path: Path): ModelProblem[] {
  const policies = policyCount(scaling);
  const most = quotas.autoscaling.policiesPerTarget;
  // A step policy that acts in both directions becomes two.
  const counted = policies + Object.keys(scaling.steps).length;
  if (counted <= most) return [];
  return [
    {
      path,
      at: "key",
      showValue: false,
      message: `This makes up to ${counted} scaling policies.`,
      allowed: `at most ${most} policies for one service`,
      fix: "Remove some.",
    },
  ];
}
