import { z } from "zod";
import { quotas } from "../facts/quotas";
import { withReading } from "./check/advice";
import { repeated } from "./check/lists";
import { type ModelProblem, within } from "./check/problem";
import { hostName, statusCodes, urlPath } from "./readings";

/** Which requests the load balancer sends to a service, and how it checks the service's tasks. */
export const routeShape = {
  paths: z
    .array(
      withReading(
        z
          .string()
          .regex(/^[/*][A-Za-z0-9_\-.$/~"'@:+&*?]{0,127}$/, "a path pattern, such as /api/*"),
        urlPath,
      ),
    )
    .max(5)
    .default([])
    .describe(
      "Path patterns that lead to this service; * and ? are wildcards. Defaults to any path.",
    ),
  hosts: z
    .array(
      withReading(
        z.string().regex(/^[A-Za-z0-9*?.-]{1,128}$/, "a host pattern, such as api.example.com"),
        hostName,
      ),
    )
    .max(5)
    .default([])
    .describe("Host names that lead to this service; * and ? are wildcards. Defaults to any host."),
  priority: z
    .int()
    .min(1)
    .max(50000)
    .optional()
    .describe(
      "The order of the rule, lowest first. Defaults to one computed so that the more specific route wins.",
    ),
  healthCheckPath: withReading(z.string().regex(/^\//, "a path that starts with /"), urlPath)
    .default("/")
    .describe("The load balancer asks for this path. Defaults to /."),
  healthCheckCodes: withReading(
    z.string().regex(/^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/, "codes such as 200 or 200-299"),
    statusCodes,
  )
    .default("200")
    .describe("Answers that are healthy. Defaults to 200."),
  deregistrationDelaySeconds: z
    .int()
    .min(0)
    .max(3600)
    .default(30)
    .describe("Seconds that open requests get before a task leaves, 0 to 3600. Defaults to 30."),
  stickySessionSeconds: z
    .int()
    .min(1)
    .max(604800)
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
    ...within(
      ["route"],
      [
        ...tooManyPatterns(route),
        ...repeated(route.paths, ["paths"]),
        ...repeated(route.hosts, ["hosts"]),
      ],
    ),
  ];
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

function tooManyPatterns({ paths, hosts }: Route): ModelProblem[] {
  const count = paths.length + hosts.length;
  const most = quotas.loadBalancer.conditionValuesPerRule;
  if (count <= most) return [];
  return [
    {
      path: [],
      at: "key",
      message: `paths and hosts have ${count} patterns together.`,
      allowed: `at most ${most} patterns in one rule of a load balancer`,
      fix: "Join some with a wildcard, such as /api/*.",
    },
  ];
}
