import { z } from "zod";
import { withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import { type ModelProblem, problemIf } from "./check/problem";
import { words } from "./readings";

/** How other services find a service. */
export const discovery = argumentType(
  "Discovery",
  "How other services find this one.",
  withReading(
    z.enum({
      None: "none",
      /** An address for each task. */
      DnsA: "dnsA",
      /** An address and a port for each task. */
      DnsSrv: "dnsSrv",
      /** A proxy in every task. */
      ServiceConnect: "serviceConnect",
    }),
    words({
      true: "dnsA",
      dns: "dnsA",
      a: "dnsA",
      cloudmap: "dnsA",
      "cloud-map": "dnsA",
      srv: "dnsSrv",
      false: "none",
      connect: "serviceConnect",
    }),
  ),
)
  .default("none")
  .describe(
    "How other services find this one: Cloud Map A records, Cloud Map SRV records, or Service Connect. Defaults to none.",
  );

/** A service, as far as its discovery goes. */
export interface Discovered {
  readonly discovery: z.output<typeof discovery>;
  readonly containerPort?: number | undefined;
}

/**
 * SRV records and Service Connect publish the container's port.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export function discoveryProblems(service: Discovered): ModelProblem[] {
  const { containerPort } = service;
  return problemIf(
    containerPort === undefined &&
      (service.discovery === "dnsSrv" || service.discovery === "serviceConnect"),
    {
      path: ["discovery"],
      related: [["containerPort"]],
      message: "This way of discovery publishes the container's port, and the service has none.",
      allowed: `${service.discovery} with a containerPort`,
      fix: "Add containerPort to the service, such as containerPort: 8080.",
    },
  );
}
