import { createHash } from "node:crypto";
import type { Path } from "drydock-components/model/check/path";
import type { Patterns } from "drydock-components/model/patterns";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { testPriority } from "drydock-components/model/deployment-rules";
import { type BalancerRule, balancerRules } from "./load-balancers";
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

/** Gives every route, redirect and response without a priority one that depends on its own name only. */
export function withRoutePriorities(config: StackConfig): {
  readonly config: StackConfig;
  readonly findings: readonly ModelProblem[];
} {
  const placed = balancerRules(config).map((rule) => ({
    ...rule,
    priority: rule.route.priority ?? routePriority(rule.key, rule.route),
  }));
  const priorities = new Map(placed.map(({ path, priority }) => [path.join("."), priority]));
  const withPriority = <Value extends Patterns>(value: Value, ...path: Path) => {
    const priority = priorities.get(path.join("."));
    return priority === undefined ? value : { ...value, priority };
  };
  const answers = (settings: IngressConfig, ...path: Path): IngressConfig => ({
    ...settings,
    redirects: mapEntries(settings.redirects, (name, one) =>
      withPriority(one, ...path, "redirects", name),
    ),
    responses: mapEntries(settings.responses, (name, one) =>
      withPriority(one, ...path, "responses", name),
    ),
  });
  return {
    config: {
      ...config,
      ingress: config.ingress && answers(config.ingress, "ingress"),
      loadBalancers: mapEntries(config.loadBalancers, (name, one) =>
        answers(one, "loadBalancers", name),
      ),
      services: mapEntries(config.services, (name, service) => ({
        ...service,
        route: service.route && withPriority(service.route, "services", name, "route"),
      })),
    },
    findings: [
      ...withTestRules(placed).flatMap((rule, index, rules) =>
        rules.slice(0, index).flatMap((other) => samePriority(rule, other)),
      ),
      ...placed.flatMap((rule) => placed.flatMap((other) => hidden(rule, other))),
    ],
  };
}

function withTestRules(placed: readonly PlacedRule[]): PlacedRule[] {
  return placed.flatMap((rule) => {
    if (!rule.tested) return [rule];
    const title = rule.title.replace("route", "test rule");
    return [rule, { ...rule, title, priority: testPriority(rule.priority) }];
  });
}

function mapEntries<Value>(
  values: Readonly<Record<string, Value>>,
  change: (name: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, change(name, value)]),
  );
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
  const literal = Math.min(longest, ...(paths.length === 0 ? [0] : paths.map(literalLength)));
  const before = longest - literal;
  const hostPathEnd = firstPriority + longest * hostPathSize;
  if (hosts.length > 0) {
    return literal > 0
      ? { start: firstPriority + before * hostPathSize, size: hostPathSize }
      : { start: hostPathEnd, size: hostSize };
  }
  return { start: hostPathEnd + hostSize + before * pathSize, size: pathSize };
}

/** Characters of a pattern before its first wildcard, without the first slash; one more where there is no wildcard. */
function literalLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  return Math.max(wildcard === -1 ? pattern.length : wildcard - 1, 0);
}

function samePriority(route: PlacedRule, other: PlacedRule): ModelProblem[] {
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
      allowed: "a whole number from 1 to 50000 that no other route has",
      fix: `Write a priority below ${firstPriority} that no other route has; the lower one is tried first.`,
    },
  ];
}

/** A rule after another one that takes everything it could get. */
function hidden(route: PlacedRule, other: PlacedRule): ModelProblem[] {
  if (route === other || route.balancer?.name !== other.balancer?.name) return [];
  if (other.priority >= route.priority || !covers(other.route, route.route)) return [];
  // The same patterns twice are the business of the rule on routes.
  if (covers(route.route, other.route)) return [];
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
      fix: `Add priority: ${Math.min(500, Math.max(other.priority - 1, 1))} to this ${kind}, or a higher one to ${other.title.startsWith("route") ? `that of ${other.key}` : `the ${other.title}`}.`,
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
