import { createHash } from "node:crypto";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { priorityIn, type RouteRange } from "./route-range";
import type { StackConfig } from "./schema";

type Route = NonNullable<StackConfig["services"][string]["route"]>;

interface PlacedRoute {
  readonly name: string;
  readonly route: Route;
  readonly priority: number;
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
    route === undefined ? [] : [{ name, route, literal: literalOf(route.paths) }],
  );
  const placed = routed.map(({ name, route, literal }): PlacedRoute => {
    const { priority } = route;
    if (priority !== undefined) return { name, route, priority };
    if (range === undefined) return { name, route, priority: routePriority(name, route) };
    const before = routed.filter(
      (other) => other.literal > literal || (other.literal === literal && other.name < name),
    ).length;
    return { name, route, priority: priorityIn(range, name, { literal, before }) };
  });
  const priorities = new Map(placed.map(({ name, priority }) => [name, priority]));
  const services = Object.entries(config.services).map(([name, service]) => {
    const priority = priorities.get(name);
    if (service.route === undefined || priority === undefined) return [name, service] as const;
    return [name, { ...service, route: { ...service.route, priority } }] as const;
  });
  return {
    config: { ...config, services: Object.fromEntries(services) },
    findings: placed.flatMap((route, index) => [
      ...placed.slice(0, index).flatMap((other) => samePriority(route, other, range)),
      ...(range === undefined ? [] : outOfRange(route, range)),
      ...placed.flatMap((other) => hidden(route, other)),
    ]),
  };
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

function samePriority(route: PlacedRoute, other: PlacedRoute, range?: RouteRange): ModelProblem[] {
  if (route.priority !== other.priority) return [];
  const given = [route, other].find((either) => either.route.priority !== undefined);
  const path = ["services", given?.name ?? route.name, "route"];
  const otherName = given === other ? route.name : other.name;
  return [
    {
      path: given === undefined ? path : [...path, "priority"],
      at: given === undefined ? "key" : "value",
      showValue: given !== undefined,
      related: [["services", otherName, "route"]],
      message: `The route of ${otherName} has the same priority (${route.priority}), and each rule of a listener needs its own.`,
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
  if (route === other || other.priority >= route.priority || !covers(other.route, route.route)) {
    return [];
  }
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
