import { createHash } from "node:crypto";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { testPriority } from "drydock-components/model/deployment-rules";
import { loadBalancerOf } from "./load-balancers";
import { priorityIn, type RouteRange } from "./route-range";
import type { StackConfig } from "./schema";

type Route = NonNullable<StackConfig["services"][string]["route"]>;

interface PlacedRoute {
  readonly name: string;
  readonly route: Route;
  /** The name of its load balancer. */
  readonly listener: string | undefined;
  readonly priority: number;
}

/** A rule that a route needs, at its place. */
interface PlacedRule extends PlacedRoute {
  readonly rule: "route" | "test rule";
}

/** Consecutive priorities that routes of one kind share. */
interface Band {
  readonly start: number;
  readonly size: number;
}

/** Below it is room for the user's priorities. */
const firstPriority = 1000;
/** Longer literal paths are told apart no more. */
const longest = 16;
/** Routes with hosts and a path: a band for each length. */
const hostPathSize = 700;
/** Routes with hosts and any path. */
const hostSize = 9600;
/** Routes with a path only: the most usual ones, so theirs are the widest bands. */
const pathSize = 1650;

/** Gives every route without a priority one that depends on its own service only. */
export function withRoutePriorities(
  config: StackConfig,
  range?: RouteRange,
): {
  readonly config: StackConfig;
  readonly findings: readonly ModelProblem[];
} {
  const routed = Object.entries(config.services).flatMap(([name, { route }]) =>
    route === undefined
      ? []
      : [
          {
            name,
            route,
            listener: loadBalancerOf(route, config)?.name,
            literal: literalOf(route.paths),
          },
        ],
  );
  const placed = routed.map(({ name, route, listener, literal }): PlacedRoute => {
    const about = { name, route, listener };
    const { priority } = route;
    if (priority !== undefined) return { ...about, priority };
    if (range === undefined) return { ...about, priority: routePriority(name, route) };
    const before = routed.filter(
      (other) => other.literal > literal || (other.literal === literal && other.name < name),
    ).length;
    return { ...about, priority: priorityIn(range, name, { literal, before }) };
  });
  const priorities = new Map(placed.map(({ name, priority }) => [name, priority]));
  const services = Object.entries(config.services).map(([name, service]) => {
    const priority = priorities.get(name);
    if (service.route === undefined || priority === undefined) return [name, service] as const;
    return [name, { ...service, route: { ...service.route, priority } }] as const;
  });
  return {
    config: { ...config, services: Object.fromEntries(services) },
    findings: [
      ...rulesOf(placed, config).flatMap((rule, index, rules) =>
        rules.slice(0, index).flatMap((other) => samePriority(rule, other, range)),
      ),
      ...(range === undefined ? [] : placed.flatMap((route) => outOfRange(route, range))),
      ...placed.flatMap((route) => placed.flatMap((other) => hidden(route, other))),
    ],
  };
}

function rulesOf(placed: readonly PlacedRoute[], { services }: StackConfig): PlacedRule[] {
  return placed.flatMap((route): PlacedRule[] => [
    { ...route, rule: "route" },
    ...(services[route.name]?.deployment.test === undefined
      ? []
      : [{ ...route, rule: "test rule" as const, priority: testPriority(route.priority) }]),
  ]);
}

/**
 * The place of a route's rule among the listener's, lowest first: routes with hosts before routes without, then longer
 * literal paths before shorter. Among equals the service's name decides, so that adding or removing another service
 * moves nothing. Priorities of a listener run from 1 to 50000:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
export function routePriority(service: string, route: Pick<Route, "paths" | "hosts">): number {
  const { start, size } = bandOf(route);
  return start + (createHash("sha256").update(service).digest().readUInt32BE() % size);
}

function bandOf({ hosts, paths }: Pick<Route, "paths" | "hosts">): Band {
  const literal = literalOf(paths);
  const before = longest - literal;
  const hostPathEnd = firstPriority + longest * hostPathSize;
  if (hosts.length > 0) {
    return literal > 0
      ? { start: firstPriority + before * hostPathSize, size: hostPathSize }
      : { start: hostPathEnd, size: hostSize };
  }
  return { start: hostPathEnd + hostSize + before * pathSize, size: pathSize };
}

const literalOf = (paths: readonly string[]): number =>
  Math.min(longest, ...(paths.length === 0 ? [0] : paths.map(literalLength)));

/** Characters of a pattern before its first wildcard, without the first slash; one more where there is no wildcard. */
function literalLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  return Math.max(wildcard === -1 ? pattern.length : wildcard - 1, 0);
}

function outOfRange({ name, route }: PlacedRoute, { start, size }: RouteRange): ModelProblem[] {
  const { priority } = route;
  if (priority === undefined || (priority >= start && priority < start + size)) return [];
  return [
    {
      path: ["services", name, "route", "priority"],
      message: "Other stacks of the platform have this priority.",
      allowed: `a whole number from ${start} to ${start + size - 1}, which are this stack's`,
      fix: "Remove it, or write one of these.",
    },
  ];
}

function samePriority(route: PlacedRule, other: PlacedRule, range?: RouteRange): ModelProblem[] {
  if (route.listener !== other.listener || route.priority !== other.priority) return [];
  const given = [route, other].find((either) => either.route.priority !== undefined);
  const path = ["services", given?.name ?? route.name, "route"];
  const { name: otherName, rule } = given === other ? route : other;
  return [
    {
      path: given === undefined ? path : [...path, "priority"],
      at: given === undefined ? "key" : "value",
      showValue: given !== undefined,
      related: [["services", otherName, "route"]],
      message: `The ${rule} of ${otherName} has the same priority (${route.priority}), and each rule of a listener needs its own.`,
      allowed:
        range === undefined
          ? "a whole number from 1 to 50000 that no other route has"
          : `a whole number from ${range.start} to ${range.start + range.size - 1} that no other route has`,
      fix:
        range === undefined
          ? `Write a priority below ${firstPriority} that no other route has; the lower one is tried first.`
          : "Write a priority of this stack that no other route has; the lower one is tried first.",
    },
  ];
}

/** A route after another one that takes everything it could get. */
function hidden(route: PlacedRoute, other: PlacedRoute): ModelProblem[] {
  if (route === other || route.listener !== other.listener) return [];
  if (other.priority >= route.priority || !covers(other.route, route.route)) return [];
  // The same patterns twice are the business of the rule on routes.
  if (covers(route.route, other.route)) return [];
  return [
    {
      path: ["services", route.name, "route"],
      at: "key",
      showValue: false,
      related: [["services", other.name, "route"]],
      message:
        `No request would come here: the route of ${other.name} is tried first (priority ${other.priority} ` +
        `before ${route.priority}) and takes them all.`,
      allowed: `a priority below ${other.priority}`,
      fix: `Add priority: ${Math.min(500, Math.max(other.priority - 1, 1))} to this route, or a higher one to that of ${other.name}.`,
    },
  ];
}

function covers(one: Route, other: Route): boolean {
  return someCovers(one.hosts, other.hosts) && someCovers(anyPath(one.paths), anyPath(other.paths));
}

function anyPath(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? ["/*"] : paths;
}

/** Whether every pattern of the others is covered by one of these; no pattern is any. */
function someCovers(patterns: readonly string[], others: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  return (
    others.length > 0 &&
    others.every((other) => patterns.some((pattern) => patternCovers(pattern, other)))
  );
}

/** Whether all that fits the other pattern fits this one; sure for patterns with one `*` at an end, else said only of equals. */
function patternCovers(pattern: string, other: string): boolean {
  if (pattern === other || pattern === "*" || pattern === "/*") return true;
  const wildcards = pattern.match(/[*?]/g)?.length ?? 0;
  if (wildcards === 1 && pattern.endsWith("*")) return other.startsWith(pattern.slice(0, -1));
  if (wildcards === 1 && pattern.startsWith("*")) return other.endsWith(pattern.slice(1));
  return false;
}
