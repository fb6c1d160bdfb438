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
import { admitsPort, type GroupRule, rulesOf, wayOut } from "../../lib/model/network";
import { answeredOnce, type StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { readList } from "../../lib/reading";
import { stackRule, type StackCheck } from "../../lib/rule";

export const serviceIngressFromLoadBalancer = stackRule({
  name: "service-ingress-from-load-balancer",
  row: 30,
  title: "Tasks accept connections from their load balancer and from other services only",
  severity: "high",
  why: "An address range, or a port nobody serves, lets others in past the load balancer.",
  fix: "Admit the load balancer's security group on the container port, and nothing else.",
  url: ecs("security-network"),
  decidedBy: "drydock:services.{name}.allowedCidrs",
  kinds: [
    "service",
    "taskDefinition",
    "securityGroup",
    "securityGroupRule",
    "ingressRule",
    "egressRule",
    "loadBalancer",
    "listener",
    "listenerRule",
    "targetGroup",
  ],
  check(check) {
    const { stack, report, defer } = check;
    for (const service of stack.ofKind("service")) checkAdmitted(check, service);
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

/** Whether each load balancer in front of a service gets through to its tasks. */
function checkAdmitted({ stack, report }: StackCheck, service: StackResource): void {
  const groups = securityGroupsOf(stack, service);
  const rules = groups.targets
    .flatMap((group) => rulesOf(stack, group))
    .filter((rule) => rule.direction === "ingress");
  const unsure = groups.external.length > 0 || !groups.complete || groups.absent;
  if (unsure || rules.some((rule) => rule.peerUnknown)) return;
  for (const { containerPort, targetGroup, index } of attachmentsOf(stack, service)) {
    if (containerPort === undefined || targetGroup === undefined) continue;
    const callers = groupsOfBalancers(stack, targetGroup);
    if (callers === undefined) continue;
    const way = wayOut(stack, {
      from: [...callers],
      to: new Set(groups.targets),
      port: containerPort,
    });
    if (way === "closed") {
      report(service, {
        problem: "has a load balancer that may not connect to it",
        property: `loadBalancers[${index}]`,
      });
    }
    const admitted = rules.some(
      (rule) =>
        admitsPort(rule, containerPort) &&
        (rule.ranges.length > 0 ||
          rule.hasPrefixList ||
          rule.peers.some((peer) => callers.has(peer))),
    );
    if (admitted) continue;
    report(service, {
      problem: "does not let its load balancer in",
      property: `loadBalancers[${index}]`,
    });
  }
}

/** The groups of the load balancers before a target group; nothing when one of them cannot be seen. */
function groupsOfBalancers(
  stack: StackModel,
  targetGroup: StackResource,
): ReadonlySet<StackResource> | undefined {
  const groups = loadBalancersOf(stack, targetGroup).map((balancer) =>
    stack.references(balancer, "securityGroups", "securityGroup"),
  );
  const isSure = groups.every((one) => one.external.length === 0 && one.complete && !one.absent);
  if (groups.length === 0 || !isSure) return undefined;
  return new Set(groups.flatMap((one) => one.targets));
}

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
  // A range of more ports than are served holds one that is not; and it may be endless.
  if (toPort - fromPort >= ports.size) return false;
  for (let port = fromPort; port <= toPort; port++) {
    if (!ports.has(port)) return false;
  }
  return true;
}
