import { createHash } from "node:crypto";
import type { Path } from "drydock-components/model/check/path";
import type { Patterns } from "drydock-components/model/patterns";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { testPriority } from "drydock-components/model/deployment-rules";
import { type BalancerRule, balancerRules } from "./load-balancers";
import { mapValues } from "./map-values";
import { priorityIn, type RouteRange } from "./route-range";
import type { IngressConfig, StackConfig } from "./schema";

/** A rule at its place. */
interface PlacedRule extends BalancerRule {
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

/**
 * Gives every route, redirect and response without a priority one that depends on its own name only.
 *
 * @param range the priorities of this stack, where others share its listeners
 */
export function withRoutePriorities(
  config: StackConfig,
  range?: RouteRange,
): {
  readonly config: StackConfig;
  readonly findings: readonly ModelProblem[];
} {
  const placed = placedRules(balancerRules(config), range);
  const priorities = new Map(placed.map(({ path, priority }) => [path.join("."), priority]));
  const withPriority = <Value extends Patterns>(value: Value, ...path: Path) => {
    const priority = priorities.get(path.join("."));
    return priority === undefined ? value : { ...value, priority };
  };
  const answers = (settings: IngressConfig, ...path: Path): IngressConfig => ({
    ...settings,
    redirects: mapValues(settings.redirects, (one, name) =>
      withPriority(one, ...path, "redirects", name),
    ),
    responses: mapValues(settings.responses, (one, name) =>
      withPriority(one, ...path, "responses", name),
    ),
  });
  return {
    config: {
      ...config,
      ingress: config.ingress && answers(config.ingress, "ingress"),
      loadBalancers: mapValues(config.loadBalancers, (one, name) =>
        answers(one, "loadBalancers", name),
      ),
      services: mapValues(config.services, (service, name) => ({
        ...service,
        route: service.route && withPriority(service.route, "services", name, "route"),
      })),
    },
    findings: [
      ...withTestRules(placed).flatMap((rule, index, rules) =>
        rules.slice(0, index).flatMap((other) => samePriority(rule, other, range)),
      ),
      ...(range === undefined ? [] : placed.flatMap((rule) => outOfRange(rule, range))),
      ...placed.flatMap((rule) => placed.flatMap((other) => hidden(rule, other, range))),
    ],
  };
}

function placedRules(rules: readonly BalancerRule[], range: RouteRange | undefined): PlacedRule[] {
  return rules.map((rule) => {
    const { key, route } = rule;
    if (route.priority !== undefined) return { ...rule, priority: route.priority };
    if (range === undefined) return { ...rule, priority: routePriority(key, route) };
    const literal = literalOf(route);
    const before = rules.filter((other) => {
      const theirs = literalOf(other.route);
      return theirs > literal || (theirs === literal && other.key < key);
    }).length;
    return { ...rule, priority: priorityIn(range, key, { literal, before }) };
  });
}

function withTestRules(placed: readonly PlacedRule[]): PlacedRule[] {
  return placed.flatMap((rule) => {
    if (!rule.tested) return [rule];
    const title = rule.title.replace("route", "test rule");
    return [rule, { ...rule, title, priority: testPriority(rule.priority) }];
  });
}

/**
 * The place of a route's rule among the listener's, lowest first: routes with hosts before routes without, then longer
 * literal paths before shorter. Among equals the service's name decides, so that adding or removing another service
 * moves nothing. Priorities of a listener run from 1 to 50000:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
export function routePriority(service: string, route: Patterns): number {
  const { start, size } = bandOf(route);
  return start + (createHash("sha256").update(service).digest().readUInt32BE() % size);
}

function bandOf({ hosts, paths }: Patterns): Band {
  const literal = literalOf({ paths });
  const before = longest - literal;
  const hostPathEnd = firstPriority + longest * hostPathSize;
  if (hosts.length > 0) {
    return literal > 0
      ? { start: firstPriority + before * hostPathSize, size: hostPathSize }
      : { start: hostPathEnd, size: hostSize };
  }
  return { start: hostPathEnd + hostSize + before * pathSize, size: pathSize };
}

const literalOf = ({ paths }: Pick<Patterns, "paths">): number =>
  Math.min(longest, ...(paths.length === 0 ? [0] : paths.map(literalLength)));

/** Characters of a pattern before its first wildcard, without the first slash; one more where there is no wildcard. */
function literalLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  return Math.max(wildcard === -1 ? pattern.length : wildcard - 1, 0);
}

function outOfRange({ path, route }: PlacedRule, range: RouteRange): ModelProblem[] {
  const { priority } = route;
  const { start, size } = range;
  if (priority === undefined || (priority >= start && priority < start + size)) return [];
  return [
    {
      path: [...path, "priority"],
      message: "Other stacks of the platform have this priority.",
      allowed: `a whole number ${bounds(range)}, which are this stack's`,
      fix: "Remove it, or write one of these.",
    },
  ];
}

const bounds = ({ start, size }: RouteRange): string => `from ${start} to ${start + size - 1}`;

function samePriority(route: PlacedRule, other: PlacedRule, range?: RouteRange): ModelProblem[] {
  if (route.balancer?.name !== other.balancer?.name || route.priority !== other.priority) return [];
  const given = [route, other].find((either) => either.route.priority !== undefined);
  const { path } = given ?? route;
  const second = given === other ? route : other;
  return [
    {
      path: given === undefined ? path : [...path, "priority"],
      at: given === undefined ? "key" : "value",
      showValue: given !== undefined,
      related: [second.path],
      message: `The ${second.title} has the same priority (${route.priority}), and each rule of a listener needs its own.`,
      allowed: `a whole number ${range === undefined ? "from 1 to 50000" : bounds(range)} that no other route has`,
      fix: `Write a priority ${range === undefined ? `below ${firstPriority}` : "of this stack"} that no other route has; the lower one is tried first.`,
    },
  ];
}

/** A rule after another one that takes everything it could get. */
function hidden(route: PlacedRule, other: PlacedRule, range?: RouteRange): ModelProblem[] {
  if (route === other || route.balancer?.name !== other.balancer?.name) return [];
  if (other.priority >= route.priority || !covers(other.route, route.route)) return [];
  // The same patterns twice are the business of the rule on routes.
  if (covers(route.route, other.route)) return [];
  const first = range?.start ?? 1;
  const better = Math.max(other.priority - 1, first);
  const kind = route.title.split(" ")[0] ?? "route";
  return [
    {
      path: route.path,
      at: "key",
      showValue: false,
      related: [other.path],
      message:
        `No request would come here: the ${other.title} is tried first (priority ${other.priority} ` +
        `before ${route.priority}) and takes them all.`,
      allowed: `a priority below ${other.priority}`,
      fix: `Add priority: ${range === undefined ? Math.min(500, better) : better} to this ${kind}, or a higher one to ${other.title.startsWith("route") ? `that of ${other.key}` : `the ${other.title}`}.`,
    },
  ];
}

function covers(one: Patterns, other: Patterns): boolean {
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
