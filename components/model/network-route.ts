import type { ModelProblem } from "./check/problem";
import type { Route } from "./route";

/** A service, as far as a route by connections goes. */
export interface Connected {
  readonly route?: (Route & { readonly signIn?: unknown }) | undefined;
  readonly deployment: {
    readonly strategy?: string | undefined;
    readonly rollbackOn: readonly string[];
  };
  readonly scaling?: { readonly requestsPerTarget?: unknown } | undefined;
  readonly alarms?: { readonly latency?: unknown } | undefined;
}

/** True for a route whose load balancer reads requests. */
export const isOfRequests = (route: { readonly protocol?: string } | undefined): boolean =>
  route !== undefined && (route.protocol ?? "http") === "http";

/** The keys of a route that only requests have, as far as they say something. */
function ofRequests(route: NonNullable<Connected["route"]>): string[] {
  const given = {
    paths: route.paths.length > 0,
    hosts: route.hosts.length > 0,
    priority: route.priority !== undefined,
    protocolVersion: route.protocolVersion !== "http1",
    healthCheckPath: route.healthCheckPath !== undefined,
    healthCheckCodes: route.healthCheckCodes !== undefined,
    stickySessionSeconds: route.stickySessionSeconds !== undefined,
    signIn: route.signIn !== undefined,
  };
  return said(given);
}

/** The same of connections. */
const ofConnections = ({ port, preserveClientAddress }: Route): string[] =>
  said({ port: port !== undefined, preserveClientAddress });

const said = (given: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(given).flatMap(([key, is]) => (is ? [key] : []));

/** Returns the problems of a route with keys of the other kind of load balancer, or of a service that counts requests. */
export function networkRouteProblems(service: Connected): ModelProblem[] {
  const { route } = service;
  if (route === undefined) return [];
  if (isOfRequests(route)) {
    return ofConnections(route).map((key) => ({
      path: ["route", key],
      at: "key",
      related: [["route", "protocol"]],
      message: "An application load balancer listens for HTTP and HTTPS only.",
      allowed: `${key} with protocol tcp or tls`,
      fix: "Remove it, or write protocol: tcp and name a network load balancer.",
    }));
  }
  return [
    ...(route.port === undefined ? withoutPort(route) : []),
    ...ofRequests(route).map((key): ModelProblem => ({
      path: ["route", key],
      at: "key",
      related: [["route", "protocol"]],
      message: "A network load balancer passes connections on and reads no requests.",
      allowed: `${key} with protocol http`,
      fix: "Remove it, or write protocol: http.",
    })),
    ...uncounted(service),
  ];
}

function withoutPort({ protocol }: Route): ModelProblem[] {
  return [
    {
      path: ["route"],
      at: "key",
      message: `A route of ${protocol} needs the port that the load balancer listens on.`,
      fix: "Add port to the route, such as port: 5432.",
    },
  ];
}

/** Settings that rest on requests. */
function uncounted({ deployment, scaling, alarms }: Connected): ModelProblem[] {
  const paths = [
    ...((deployment.strategy ?? "rolling") === "rolling" ? [] : [["deployment", "strategy"]]),
    ...(scaling?.requestsPerTarget === undefined ? [] : [["scaling", "requestsPerTarget"]]),
    ...deployment.rollbackOn.flatMap((alarm, index) =>
      alarm === "errors" || alarm === "latency" ? [["deployment", "rollbackOn", index]] : [],
    ),
    ...(alarms?.latency === undefined ? [] : [["alarms", "latency"]]),
  ];
  return paths.map((path) => ({
    path,
    at: "key",
    related: [["route", "protocol"]],
    message: "This rests on requests, and the route is one of connections.",
    allowed: "this with protocol http",
    fix: path[1] === "strategy" ? "Write strategy: rolling." : "Remove it.",
  }));
}
