import { containerPorts } from "../../lib/containers";
import { ecs } from "../../lib/links";
import {
  attachmentsOf,
  containersOf,
  loadBalancersOf,
  securityGroupsOf,
  servicesBySecurityGroup,
  taskDefinitionOf,
} from "../../lib/model/ecs";
import { type GroupRule, rulesOf } from "../../lib/model/network";
import { answeredOnce, type StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { readList } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const serviceIngressFromLoadBalancer = stackRule({
  name: "service-ingress-from-load-balancer",
  row: 30,
  title: "Tasks accept connections from their load balancer and from other services only",
  controls: [],
  severity: "high",
  levels: levels.mandatory,
  why: "An address range, or a port nobody serves, lets others in past the load balancer.",
  fix: "Admit the load balancer's security group on the container port, and nothing else.",
  url: ecs("security-network"),
  decidedBy: "drydock:services.{name}.connectsTo",
  kinds: [
    "service",
    "taskDefinition",
    "securityGroup",
    "securityGroupRule",
    "ingressRule",
    "loadBalancer",
    "listener",
    "listenerRule",
    "targetGroup",
  ],
  check({ stack, report, defer }) {
    for (const [group, services] of servicesBySecurityGroup(stack)) {
      const unsure = services.some(
        (service) => readList(service.properties, "loadBalancers").state === "unknown",
      );
      const callers = new Set(services.flatMap((service) => [...callersOf(stack, service)]));
      const ports = services.map((service) => portsOf(stack, service));
      const known = ports.every((one) => one !== undefined) ? new Set(ports.flat()) : undefined;
      for (const rule of rulesOf(stack, group).filter((one) => one.direction === "ingress")) {
        if (rule.ranges.length > 0 || rule.hasPrefixList) {
          report(rule.owner, {
            problem: "lets address ranges reach tasks",
            property: rule.property,
          });
        }
        for (const peer of rule.peers) {
          if (peer === group || callers.has(peer) || isServiceGroup(stack, peer)) continue;
          if (unsure) {
            defer(rule.owner, rule.property);
            continue;
          }
          report(rule.owner, {
            problem:
              "lets a group reach tasks that is neither their load balancer's nor a service's",
            property: rule.property,
          });
        }
        if (rule.peerUnknown || known === undefined) defer(rule.owner, rule.property);
        if (known !== undefined && !coversOnly(rule, known)) {
          report(rule.owner, {
            problem: "opens ports that no container of the service serves",
            property: "fromPort",
          });
        }
      }
    }
  },
});

/** The security groups of the load balancers in front of a service. */
function callersOf(stack: StackModel, service: StackResource): ReadonlySet<StackResource> {
  return new Set(
    attachmentsOf(stack, service).flatMap(({ targetGroup }) =>
      targetGroup === undefined
        ? []
        : loadBalancersOf(stack, targetGroup).flatMap(
            (balancer) => stack.references(balancer, "securityGroups", "securityGroup").targets,
          ),
    ),
  );
}

const groupsOfServices = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(stack.ofKind("service").flatMap((service) => securityGroupsOf(stack, service).targets)),
);

function isServiceGroup(stack: StackModel, group: StackResource): boolean {
  return groupsOfServices(stack).has(group);
}

/** The ports a service serves: its containers', or in a preview those its load balancer uses. */
function portsOf(stack: StackModel, service: StackResource): readonly number[] | undefined {
  const definition = taskDefinitionOf(stack, service);
  const containers = definition === undefined ? undefined : containersOf(definition);
  if (containers !== undefined) return containers.flatMap(containerPorts);
  const attached = attachmentsOf(stack, service).flatMap(
    ({ containerPort }) => containerPort ?? [],
  );
  return attached.length > 0 ? attached : undefined;
}

function coversOnly(rule: GroupRule, ports: ReadonlySet<number>): boolean {
  const { fromPort, toPort } = rule;
  if (fromPort === undefined || toPort === undefined || rule.protocol === "-1") return false;
  for (let port = fromPort; port <= toPort; port++) {
    if (!ports.has(port)) return false;
  }
  return true;
}
