import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { withReading } from "./check/advice";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { patternProblems, patternShape } from "./patterns";
import { matching, offByDefault, port, whole } from "./primitives";
import { statusCodes, urlPath } from "./readings";

/** Which requests the load balancer sends to a service, and how it checks the service's tasks. */
export const routeShape = {
  protocol: argumentType(
    "RouteProtocol",
    "What a load balancer leads to a service.",
    z.enum({ Http: "http", Tcp: "tcp", Tls: "tls" }),
  )
    .default("http")
    .describe(
      "http: requests of an application load balancer. tcp and tls: connections to port of a network load balancer, which ends TLS itself with tls. Defaults to http.",
    ),
  port: port
    .optional()
    .describe("The port of the network load balancer; needed with tcp and tls, and only there."),
  preserveClientAddress: offByDefault(
    "Let tasks behind a network load balancer see the client's address in place of the load balancer's; a task can then not reach itself through it.",
  ),
  ...patternShape("this service"),
  protocolVersion: argumentType(
    "ProtocolVersion",
    "How a load balancer talks to tasks.",
    z.enum({ Http1: "http1", Http2: "http2", Grpc: "grpc" }),
  )
    .default("http1")
    .describe(
      "How the load balancer talks to the tasks. http2 and grpc need a load balancer with HTTPS. Defaults to http1.",
    ),
  healthCheckPath: withReading(matching(/^\//, "a path that starts with /"), urlPath)
    .optional()
    .describe(
      "The load balancer asks for this path, with grpc for this method. Defaults to /, with grpc to /AWS.ALB/healthcheck.",
    ),
  healthCheckCodes: withReading(
    matching(/^\d{1,3}(?:-\d{1,3})?(?:,\d{1,3}(?:-\d{1,3})?)*$/, "codes such as 200 or 200-299"),
    statusCodes,
  )
    .optional()
    .describe(
      "Answers that are healthy: HTTP statuses, with grpc codes of gRPC. Defaults to 200, with grpc to 12, which every server answers to a method that it does not know.",
    ),
  deregistrationDelaySeconds: whole(0, 3600)
    .default(30)
    .describe("Seconds that open requests get before a task leaves, 0 to 3600. Defaults to 30."),
  stickySessionSeconds: whole(1, 604800)
    .optional()
    .describe("Send a client to the same task for this long. Defaults to no stickiness."),
};

/** Which load balancer a route of a stack file belongs to. */
export const routeLoadBalancer = z
  .string()
  .optional()
  .describe(
    "The load balancer that leads here: a name below drydock:loadBalancers, or ingress. Defaults to ingress, or else to the only one.",
  );

export type Route = z.output<z.ZodObject<typeof routeShape>>;

/** A service, as far as its route goes. */
export interface Routed {
  readonly route?: Route | undefined;
  readonly containerPort?: number | undefined;
}

/** A route has a port behind it, and no more patterns than a rule of the load balancer takes. */
export function routeProblems({ route, containerPort }: Routed): ModelProblem[] {
  if (route === undefined) return [];
  return [
    ...(containerPort === undefined ? withoutPort() : []),
    ...within(["route"], [...patternProblems(route), ...foreignCodes(route)]),
  ];
}

/** How the load balancer checks tasks: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
export function healthCheckOf({
  protocolVersion,
  healthCheckPath,
  healthCheckCodes,
}: Pick<Route, "protocolVersion" | "healthCheckPath" | "healthCheckCodes">) {
  return protocolVersion === "grpc"
    ? { path: healthCheckPath ?? "/AWS.ALB/healthcheck", codes: healthCheckCodes ?? "12" }
    : { path: healthCheckPath ?? "/", codes: healthCheckCodes ?? "200" };
}

/** Codes of HTTP have three digits and end with 499, those of gRPC go from 0 to 99. */
function foreignCodes({ protocolVersion, healthCheckCodes = "" }: Route): ModelProblem[] {
  const codes = healthCheckCodes.split(/[-,]/).filter((code) => code !== "");
  const [least, most] = protocolVersion === "grpc" ? [0, 99] : [200, 499];
  return problemIf(!codes.every((code) => least <= Number(code) && Number(code) <= most), {
    path: ["healthCheckCodes"],
    related: [["route", "protocolVersion"]],
    message: `With ${protocolVersion} an answer has no such code.`,
    allowed: `codes from ${least} to ${most}`,
    fix: protocolVersion === "grpc" ? "Write 12, or 0 for a method that is there." : "Write 200.",
  });
}

function withoutPort(): ModelProblem[] {
  return [
    {
      path: ["route"],
      at: "key",
      related: [["containerPort"]],
      message: "The load balancer needs the port that the container listens on.",
      fix: "Add containerPort to the service, such as containerPort: 8080.",
    },
  ];
}
