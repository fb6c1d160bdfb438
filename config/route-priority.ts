import { createHash } from "node:crypto";
import { type Finding } from "./problems";
import { type StackConfig } from "./schema";

type Route = NonNullable<StackConfig["services"][string]["route"]>;

/**
 * Priorities of a listener run from 1 to 50000, lowest first. Computed ones come from bands: the more a route
 * says, the lower its band.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
const FIRST_BAND = 1000;
const BAND_SIZE = 1000;
/** Bands of one kind (with or without hosts), by the literal letters of the shortest pattern. */
const BANDS = 24;

/** Gives every route without a priority one that depends on its own service only. */
export function withRoutePriorities(config: StackConfig): {
  readonly config: StackConfig;
  readonly findings: readonly Finding[];
} {
  const taken = new Map<number, string>();
  const findings: Finding[] = [];
  const services = Object.entries(config.services).map(([name, service]) => {
    if (service.route === undefined) return [name, service] as const;
    const priority = service.route.priority ?? routePriority(name, service.route);
    const other = taken.get(priority);
    if (other !== undefined) findings.push(clash(name, other, service.route));
    taken.set(priority, name);
    return [name, { ...service, route: { ...service.route, priority } }] as const;
  });
  return { config: { ...config, services: Object.fromEntries(services) }, findings };
}

/**
 * The place of a route's rule among the listener's: routes with hosts before routes without, then longer literal
 * paths before shorter. Within a band of equals the service's name decides, so that adding or removing another
 * service moves nothing.
 */
export function routePriority(service: string, route: Pick<Route, "paths" | "hosts">): number {
  const paths = route.paths.length === 0 ? ["/*"] : route.paths;
  const literal = Math.min(...paths.map(literalLength), BANDS - 1);
  const band = (route.hosts.length > 0 ? 0 : BANDS) + (BANDS - 1 - literal);
  return FIRST_BAND + band * BAND_SIZE + slot(service);
}

/** Letters of a pattern before its first wildcard; the slash that every path has counts for nothing. */
function literalLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  const literal = wildcard === -1 ? pattern : pattern.slice(0, wildcard);
  const whole = wildcard === -1 ? 1 : 0;
  return Math.max(literal.length - 1, 0) + whole;
}

function slot(service: string): number {
  return createHash("sha256").update(service).digest().readUInt32BE() % BAND_SIZE;
}

function clash(name: string, other: string, route: Route): Finding {
  if (route.priority !== undefined) {
    return {
      path: ["services", name, "route", "priority"],
      related: [["services", other, "route"]],
      message: `The route of ${other} has the same priority, and a listener has one rule for each.`,
      allowed: "a whole number from 1 to 50000 that no other route has",
      fix: "Write another number; the lower one is tried first.",
    };
  }
  return {
    path: ["services", name, "route"],
    at: "key",
    showValue: false,
    related: [["services", other, "route"]],
    message: `The priority computed for this route is that of ${other} as well.`,
    fix: "Add priority: 500 to one of the two routes, or any number below 1000 that no other route has.",
  };
}
