import { securityGroupsOf } from "../../lib/model/ecs";
import {
  type Endpoint,
  endpoints,
  endpointSubnets,
  type IsolatedService,
  isolatedServices,
  routeTablesOf,
} from "../../lib/model/endpoints";
import { admitsPort, isOnly, routeTableOf, rulesOf, wayOut, zoneOf } from "../../lib/model/network";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { readBoolean } from "../../lib/reading";
import { about, decide, stackRule, type StackCheck } from "../../lib/rule";

const https = 443;

export const endpointsReachable = stackRule({
  name: "endpoints-reachable",
  row: 36,
  title: "Tasks without NAT can reach their endpoints, in more than one zone",
  severity: "high",
  why: "An endpoint without private DNS, an open port 443 or a route might as well not be there.",
  fix: "Set privateDnsEnabled, subnets in two zones, a group that admits 443 from the tasks, and the S3 gateway on their route tables.",
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  decidedBy: "drydock:network.endpointZones",
  options: {
    minimumZones: {
      schema: { type: "integer", minimum: 1, maximum: 6, default: 2 },
      test: 1,
      stricter: "higher",
    },
  },
  kinds: [
    "vpcEndpoint",
    "service",
    "securityGroup",
    "ingressRule",
    "egressRule",
    "securityGroupRule",
  ],
  check(check) {
    const { stack } = check;
    const checkedInterfaces = new Set<StackResource>();
    for (const isolated of isolatedServices(stack)) {
      for (const endpoint of endpoints(stack)) {
        if (endpoint.vpc !== isolated.vpc || !needs(isolated, endpoint)) continue;
        if (!endpoint.isInterface) {
          checkGateway(check, endpoint, isolated);
          continue;
        }
        checkDoor(check, endpoint, isolated);
        if (checkedInterfaces.has(endpoint.resource)) continue;
        checkedInterfaces.add(endpoint.resource);
        checkInterface(check, endpoint);
      }
    }
  },
});

function needs({ needs: services }: IsolatedService, { service }: Endpoint): boolean {
  return service !== undefined && services.includes(service);
}

function checkGateway(
  { stack, report, defer }: StackCheck,
  { resource }: Endpoint,
  { service, subnets }: IsolatedService,
): void {
  const callers = securityGroupsOf(stack, service);
  const goesOut = callers.targets
    .flatMap((group) => rulesOf(stack, group))
    .some(
      (rule) =>
        rule.direction === "egress" &&
        admitsPort(rule, https) &&
        (rule.hasPrefixList || rule.ranges.length > 0 || rule.peerUnknown),
    );
  // A group of another stack may have the rule.
  if (callers.targets.length > 0 && callers.external.length === 0 && !goesOut) {
    report(service, {
      problem: `may not connect to the endpoint ${resource.name} on port ${https}`,
      property: "networkConfiguration.securityGroups",
    });
  }
  const attached = new Set(routeTablesOf(stack, resource));
  for (const subnet of subnets) {
    const table = routeTableOf(stack, subnet);
    if (table === undefined || table === "local only") {
      defer(resource, "routeTableIds");
    } else if (!attached.has(table)) {
      report(resource, {
        problem: `is not on the route table of ${subnet.name}, where ${service.name} runs`,
        property: "routeTableIds",
      });
    }
  }
}

function checkInterface(check: StackCheck, { resource }: Endpoint): void {
  const { stack, options, report, defer } = check;
  const problem = "has no private DNS, so AWS's own names do not lead to it";
  decide(about(check, resource), readBoolean(resource.properties, "privateDnsEnabled"), {
    property: "privateDnsEnabled",
    absent: problem,
    known: (enabled) => (enabled ? undefined : problem),
  });
  const minimum = options.number("minimumZones");
  const { subnets, count, exact } = endpointSubnets(stack, resource);
  const zones = new Set(subnets.map((subnet) => zoneOf(subnet) ?? subnet.urn));
  // Of an unknown list, its length is still known; one subnet of a zone is all an endpoint may have.
  const known = exact ? zones.size : count;
  if (known === 0 && !exact) defer(resource, "subnetIds");
  else if (known < minimum) {
    report(resource, { problem: `is in fewer than ${minimum} zones`, property: "subnetIds" });
  }
}

/** Whether the endpoint's security groups let the service's tasks in. */
function checkDoor(
  { stack, report, defer }: StackCheck,
  { resource }: Endpoint,
  { service }: IsolatedService,
): void {
  const groups = stack.references(resource, "securityGroupIds", "securityGroup");
  const own = securityGroupsOf(stack, service);
  const callers = new Set(own.targets);
  // A group of another stack may have the rule.
  const hasForeignGroup = own.external.length > 0;
  if (groups.targets.length === 0) {
    if (groups.absent) {
      report(resource, {
        problem: "uses the default security group of the VPC",
        property: "securityGroupIds",
      });
    } else if (groups.external.length === 0) defer(resource, "securityGroupIds");
    return;
  }
  for (const rule of groups.targets.flatMap((group) => rulesOf(stack, group))) {
    if (rule.direction !== "ingress" || isOnly(rule, https)) continue;
    report(rule.owner, { problem: `opens other ports of an endpoint than ${https}` });
  }
  const way = wayOut(stack, { from: [...callers], to: new Set(groups.targets), port: https });
  if (way === "unknown") defer(resource, "securityGroupIds");
  if (way === "closed" && callers.size > 0 && !hasForeignGroup) {
    report(service, {
      problem: `may not connect to the endpoint ${resource.name} on port ${https}`,
      property: "networkConfiguration.securityGroups",
    });
  }
  if (groups.targets.some((group) => letsIn(stack, group, callers))) return;
  const unsure = groups.targets.some((group) =>
    rulesOf(stack, group).some((rule) => rule.peerUnknown),
  );
  if (unsure) defer(resource, "securityGroupIds");
  else {
    report(resource, {
      problem: `does not admit port ${https} from ${service.name}`,
      property: "securityGroupIds",
    });
  }
}

function letsIn(
  stack: StackModel,
  group: StackResource,
  callers: ReadonlySet<StackResource>,
): boolean {
  return rulesOf(stack, group).some(
    (rule) =>
      rule.direction === "ingress" &&
      admitsPort(rule, https) &&
      (rule.ranges.length > 0 ||
        rule.peers.some((peer) => callers.has(peer)) ||
        (rule.isSelf && callers.has(group))),
  );
}
