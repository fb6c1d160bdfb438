import { isWorldWide } from "../addresses";
import { stringsOf } from "../json-document";
import { known, read, readBoolean, readList, readString, readWord } from "../reading";
import { keptByObject } from "../kept";
import { answeredOnce, type StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** Where a subnet's packets may go. `unknown` when the route table is not in this stack. */
export type Reach = "yes" | "no" | "unknown";

/** The route table a subnet uses: the associated one, or else the main one of its VPC. */
export function routeTableOf(
  stack: StackModel,
  subnet: StackResource,
): StackResource | "local only" | undefined {
  const [association] = stack.referrers(subnet, "routeTableAssociation", "subnetId");
  if (association !== undefined) return stack.reference(association, "routeTableId", "routeTable");
  const vpc = stack.reference(subnet, "vpcId", "vpc");
  if (vpc === undefined) return undefined;
  const [main] = stack.referrers(vpc, "mainRouteTableAssociation", "vpcId");
  if (main !== undefined) return stack.reference(main, "routeTableId", "routeTable");
  // A new VPC's own main table, which nobody has touched, has the local route and no other.
  return (
    stack
      .referrers(vpc, "routeTable", "vpcId")
      .find((table) => table.type.includes("DefaultRouteTable")) ?? "local only"
  );
}

/** The routes of a table, inline and as separate resources. */
function routesOf(stack: StackModel, table: StackResource): RouteSource[] {
  const inline = known(readList(table.properties, "routes")) ?? [];
  return [
    ...inline.map((_, index): RouteSource => ({ owner: table, path: `routes.${index}.` })),
    ...stack
      .referrers(table, "route", "routeTableId")
      .map((route): RouteSource => ({ owner: route, path: "" })),
  ];
}

interface RouteSource {
  readonly owner: StackResource;
  readonly path: string;
}

/** True when the route's target property is set, known or not. */
function has(route: RouteSource, property: string): boolean {
  const reading = read(route.owner.properties, `${route.path}${property}`);
  return reading.state === "unknown" || (reading.state === "known" && reading.value !== "");
}

function isInternetRoute(stack: StackModel, route: RouteSource): boolean {
  if (!has(route, "gatewayId")) return false;
  const path = `${route.path}gatewayId`;
  const value = known(readString(route.owner.properties, path));
  if (value !== undefined) {
    return value.startsWith("igw-") || stack.named("internetGateway", value) !== undefined;
  }
  // An unknown gateway is an internet gateway unless it comes from something else.
  return stack.dependenciesOf(route.owner, path, "internetGateway").length > 0;
}

const routesByTable = answeredOnce((stack) =>
  keptByObject((table: StackResource) => routesOf(stack, table)),
);

/** Whether a subnet has a route to an internet gateway: whether it is public. */
export function reachesInternetGateway(stack: StackModel, subnet: StackResource): Reach {
  const table = routeTableOf(stack, subnet);
  if (table === undefined) return "unknown";
  if (table === "local only") return "no";
  return routesByTable(stack)(table).some((route) => isInternetRoute(stack, route)) ? "yes" : "no";
}

/** True for a subnet whose resources can be on the internet. */
export function isPublicSubnet(stack: StackModel, subnet: StackResource): boolean {
  return (
    known(readBoolean(subnet.properties, "mapPublicIpOnLaunch")) === true ||
    reachesInternetGateway(stack, subnet) === "yes"
  );
}

/** Whether a subnet has a way out that is not a VPC endpoint: NAT, a transit gateway, a peering. */
export function reachesOutside(stack: StackModel, subnet: StackResource): Reach {
  const table = routeTableOf(stack, subnet);
  if (table === undefined) return "unknown";
  if (table === "local only") return "no";
  const outside = ["natGatewayId", "transitGatewayId", "networkInterfaceId", "egressOnlyGatewayId"];
  return routesByTable(stack)(table).some(
    (route) => outside.some((property) => has(route, property)) || isInternetRoute(stack, route),
  )
    ? "yes"
    : "no";
}

/** The VPC of a subnet, security group, endpoint or target group, if this stack manages it. */
export function vpcOf(stack: StackModel, resource: StackResource): StackResource | undefined {
  return stack.reference(resource, "vpcId", "vpc");
}

/** The availability zone of a subnet, by name or id. */
export function zoneOf(subnet: StackResource): string | undefined {
  return (
    known(readString(subnet.properties, "availabilityZone")) ??
    known(readString(subnet.properties, "availabilityZoneId"))
  );
}

/** One rule of a security group, however it is written. */
export interface GroupRule {
  /** The group it belongs to; absent when the group is not in this stack. */
  readonly group: StackResource | undefined;
  readonly direction: "ingress" | "egress";
  /** `-1` for all. */
  readonly protocol: string | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  /** Known IPv4 and IPv6 ranges. */
  readonly ranges: readonly string[];
  /** Managed groups it names as the other side. */
  readonly peers: readonly StackResource[];
  /** True when the other side is not known and no dependency tells it. */
  readonly peerUnknown: boolean;
  readonly hasPrefixList: boolean;
  readonly isSelf: boolean;
  readonly description: string | undefined;
  /** Where it is written: the group itself or the rule resource. */
  readonly owner: StackResource;
  readonly property: string;
}

/** Every security-group rule of the stack in one form: inline, `SecurityGroupRule`, and `vpc.*Rule`. */
export const securityGroupRules = answeredOnce((stack): readonly GroupRule[] => [
  ...stack.ofKind("securityGroup").flatMap((group) => inlineRules(stack, group)),
  ...stack.ofKind("defaultSecurityGroup").flatMap((group) => inlineRules(stack, group)),
  ...stack.ofKind("securityGroupRule").map((rule) => classicRule(stack, rule)),
  ...stack.ofKind("ingressRule").map((rule) => vpcRule(stack, rule, "ingress")),
  ...stack.ofKind("egressRule").map((rule) => vpcRule(stack, rule, "egress")),
]);

const rulesByGroup = answeredOnce((stack) =>
  Map.groupBy(securityGroupRules(stack), ({ group }) => group),
);

/** The rules of one managed group. */
export function rulesOf(stack: StackModel, group: StackResource): readonly GroupRule[] {
  return rulesByGroup(stack).get(group) ?? [];
}

function inlineRules(stack: StackModel, group: StackResource): GroupRule[] {
  const directions: readonly GroupRule["direction"][] = ["ingress", "egress"];
  return directions.flatMap((direction) =>
    (known(readList(group.properties, direction)) ?? []).map((_, index): GroupRule => {
      const path = `${direction}.${index}`;
      const peers = stack.references(group, `${path}.securityGroups`, "securityGroup");
      return {
        group,
        direction,
        ...portsOf(group, `${path}.`, "protocol"),
        ranges: rangesOf(group, [`${path}.cidrBlocks`, `${path}.ipv6CidrBlocks`]),
        peers: peers.targets.filter((peer) => peer !== group),
        peerUnknown: !peers.complete,
        hasPrefixList: listHasItems(group, `${path}.prefixListIds`),
        isSelf: known(readBoolean(group.properties, `${path}.self`)) === true,
        description: known(readString(group.properties, `${path}.description`)),
        owner: group,
        property: path,
      };
    }),
  );
}

function classicRule(stack: StackModel, rule: StackResource): GroupRule {
  const peers = stack.references(rule, "sourceSecurityGroupId", "securityGroup");
  return {
    group: stack.reference(rule, "securityGroupId", "securityGroup"),
    direction: known(readWord(rule.properties, "type")) === "EGRESS" ? "egress" : "ingress",
    ...portsOf(rule, "", "protocol"),
    ranges: rangesOf(rule, ["cidrBlocks", "ipv6CidrBlocks"]),
    peers: peers.targets,
    peerUnknown: !peers.complete,
    hasPrefixList: listHasItems(rule, "prefixListIds"),
    isSelf: known(readBoolean(rule.properties, "self")) === true,
    description: known(readString(rule.properties, "description")),
    owner: rule,
    property: "cidrBlocks",
  };
}

function vpcRule(
  stack: StackModel,
  rule: StackResource,
  direction: GroupRule["direction"],
): GroupRule {
  const peers = stack.references(rule, "referencedSecurityGroupId", "securityGroup");
  return {
    group: stack.reference(rule, "securityGroupId", "securityGroup"),
    direction,
    ...portsOf(rule, "", "ipProtocol"),
    ranges: rangesOf(rule, ["cidrIpv4", "cidrIpv6"]),
    peers: peers.targets,
    peerUnknown: !peers.complete,
    hasPrefixList: read(rule.properties, "prefixListId").state !== "absent",
    isSelf: false,
    description: known(readString(rule.properties, "description")),
    owner: rule,
    property: "cidrIpv4",
  };
}

function portsOf(
  owner: StackResource,
  prefix: string,
  protocol: string,
): Pick<GroupRule, "protocol" | "fromPort" | "toPort"> {
  const portAt = (name: string): number | undefined => {
    const text = known(readString(owner.properties, `${prefix}${name}`));
    return text === undefined ? undefined : Number(text);
  };
  return {
    protocol: known(readString(owner.properties, `${prefix}${protocol}`))?.toLowerCase(),
    fromPort: portAt("fromPort"),
    toPort: portAt("toPort"),
  };
}

function rangesOf(owner: StackResource, paths: readonly string[]): string[] {
  return paths.flatMap((path) => stringsOf(known(read(owner.properties, path))));
}

function listHasItems(owner: StackResource, path: string): boolean {
  const list = readList(owner.properties, path);
  return list.state === "unknown" || (known(list) ?? []).length > 0;
}

/** The known state of a connection between two sides: `unknown` when a rule's other end cannot be seen. */
export type Way = "open" | "closed" | "unknown";

/** Whether resources in one set of groups may connect out to a port of those in another. */
export function wayOut(
  stack: StackModel,
  at: {
    readonly from: readonly StackResource[];
    readonly to: ReadonlySet<StackResource>;
    readonly port: number;
  },
): Way {
  const rules = at.from
    .flatMap((group) => rulesOf(stack, group))
    .filter((rule) => rule.direction === "egress" && admitsPort(rule, at.port));
  const isOpen = rules.some(
    (rule) => rule.ranges.length > 0 || rule.peers.some((peer) => at.to.has(peer)),
  );
  if (isOpen) return "open";
  return rules.some((rule) => rule.peerUnknown) ? "unknown" : "closed";
}

/** True when the addresses of a rule together name nobody. */
export function isWorld(rule: GroupRule): boolean {
  return isWorldWide(rule.ranges);
}

/** True when a rule covers all ports: all protocols, or the whole range of one. */
export function isAllPorts(rule: GroupRule): boolean {
  if (rule.protocol === "-1" || rule.protocol === "all") return true;
  return rule.fromPort === 0 && (rule.toPort === 65535 || rule.toPort === 0);
}

/** Far more ports than any one protocol needs. */
const mostPorts = 100;

/** True when a rule lets all ports through, or a wide range of them. */
export function isWide(rule: GroupRule): boolean {
  const { protocol, fromPort, toPort } = rule;
  // Its "ports" are a type and a code.
  if (protocol?.startsWith("icmp") === true) return false;
  if (isAllPorts(rule)) return true;
  return fromPort !== undefined && toPort !== undefined && toPort - fromPort >= mostPorts;
}

/** True when a rule lets one port through and no other. */
export function isOnly(rule: GroupRule, port: number): boolean {
  return !isAllPorts(rule) && rule.fromPort === port && rule.toPort === port;
}

/** True when a rule lets a port through. */
export function admitsPort(rule: GroupRule, port: number): boolean {
  if (isAllPorts(rule)) return true;
  if (rule.fromPort === undefined || rule.toPort === undefined) return false;
  return rule.fromPort <= port && port <= rule.toPort;
}
