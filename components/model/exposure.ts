import { type ModelProblem, problemIf, within } from "./check/problem";
import { rangeProblems } from "./cidr";

/** A service, as far as it can be reached at the public addresses of its tasks. */
export interface Exposed {
  readonly allowedCidrs: readonly string[];
  readonly containerPort?: number | undefined;
  /** In a stack file. */
  readonly placement?: string;
  /** In arguments. */
  readonly assignPublicIp?: boolean;
}

/** Addresses that are admitted to tasks which have no public address, or no port. */
export function exposureProblems(service: Exposed): ModelProblem[] {
  const { allowedCidrs, containerPort, placement, assignPublicIp } = service;
  if (allowedCidrs.length === 0) return [];
  const isPublic = placement === "public" || assignPublicIp === true;
  return [
    ...within(["allowedCidrs"], rangeProblems(allowedCidrs)),
    ...problemIf(!isPublic, {
      path: ["allowedCidrs"],
      at: "key",
      related: [["placement"], ["assignPublicIp"]],
      message: "The tasks of this service have no public address that anybody could connect to.",
      allowed: "allowedCidrs with tasks in public subnets",
      fix:
        placement === undefined
          ? "Set assignPublicIp: true, or give the service a route."
          : "Give the service a route, which the load balancer serves, or write placement: public.",
    }),
    ...problemIf(containerPort === undefined, {
      path: ["allowedCidrs"],
      at: "key",
      related: [["containerPort"]],
      message: "The service has no port to open.",
      allowed: "allowedCidrs with a containerPort",
      fix: "Add containerPort to the service, such as containerPort: 8080.",
    }),
  ];
}
