import type { ModelProblem } from "drydock-components/model/check/problem";
import type { StackConfig } from "../schema";
import { findCycle } from "drydock-components/model/dependencies";
import { type NamedTask, tasksOf } from "../tasks";
import { services, type Rule, type RuleContext, unknownName } from "./rule";

/** Services that call services: the other one is there, can be found, and listens. */
export const connections: Rule = (config, context) => [
  ...tasksOf(config).flatMap((owner) =>
    owner.task.connectsTo.flatMap((name, index) =>
      connectionFindings(owner, { name, index }, { config, context }),
    ),
  ),
  ...connectCycles(config),
];

function connectionFindings(
  owner: NamedTask,
  { name, index }: { name: string; index: number },
  { config, context }: { config: StackConfig; context: RuleContext },
): ModelProblem[] {
  const path = [...owner.path, "connectsTo", index];
  if (name === owner.name) {
    return [{ path, message: "A service cannot connect to itself.", fix: "Remove it." }];
  }
  if (owner.task.connectsTo.indexOf(name) !== index) {
    return [{ path, message: "This service is in the list twice.", fix: "Remove one of the two." }];
  }
  const known = context.declared(["services"]).filter((other) => other !== owner.name);
  const missing = unknownName("services", { path, name, known }, context);
  const target = config.services[name];
  if (missing.length > 0 || target === undefined) return missing;
  const findings: ModelProblem[] = [];
  if (target.discovery === "none") {
    findings.push({
      path,
      related: [["services", name, "discovery"]],
      message: `${name} has no discovery, so no other service finds it.`,
      allowed: "services with discovery dnsA, dnsSrv or serviceConnect",
      fix: `Add discovery: dnsA to ${name}.`,
    });
  }
  if (target.containerPort === undefined) {
    findings.push({
      path,
      related: [["services", name, "containerPort"]],
      message: `${name} has no containerPort, so there is no port to open.`,
      allowed: "services with a containerPort",
      fix: `Add containerPort to ${name}, such as containerPort: 8080.`,
    });
  }
  return findings;
}

/**
 * A Service Connect client learns of its servers when it is deployed, so each service has to come after those it calls;
 * in a circle none can. Services found by DNS may call each other.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
function connectCycles(config: StackConfig): ModelProblem[] {
  const connected = services(config).filter(
    ({ service }) => service.discovery === "serviceConnect",
  );
  const names = new Set(connected.map(({ name }) => name));
  const cycle = findCycle(
    new Map(
      connected.map(({ name, service }) => [
        name,
        service.connectsTo.filter((other) => names.has(other) && other !== name),
      ]),
    ),
  );
  if (cycle === undefined) return [];
  const [first = "", second = ""] = cycle;
  const index = config.services[first]?.connectsTo.indexOf(second) ?? 0;
  return [
    {
      path: ["services", first, "connectsTo", index],
      related: cycle.map((name) => ["services", name, "discovery"]),
      message: `Services of Service Connect call each other in a circle: ${cycle.join(" -> ")}. None could be deployed after those it calls.`,
      allowed: "a circle only among services found by DNS",
      fix: "Use discovery: dnsA for one of them, or remove a connection.",
    },
  ];
}
