import type { RouteTable, SecurityGroup } from "@aws-sdk/client-ec2";
import type { Listener, LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { UsageError } from "../../errors";
import type { Fact, FoundPart } from "./found";
import { tableOf, wayOf } from "./network";

/** What AWS says of a load balancer beside its own settings. */
export interface SeenLoadBalancer {
  readonly listeners: readonly Listener[];
  readonly groups: readonly SecurityGroup[];
  /** Of its VPC. */
  readonly routeTables: readonly RouteTable[];
}

/** @throws UsageError if it is no load balancer of requests, or has no listener */
export function loadBalancerOf(balancer: LoadBalancer, seen: SeenLoadBalancer): FoundPart {
  const { LoadBalancerName: name = "", DNSName: host = "", SecurityGroups = [] } = balancer;
  if (balancer.Type !== "application") {
    throw new UsageError(
      `${name} is a load balancer of the type ${balancer.Type ?? "?"}; drydock:existing.loadBalancer takes an application ` +
        "load balancer only.",
    );
  }
  const [listener, ...others] = [...seen.listeners].sort(byUse);
  const [securityGroupId, ...moreGroups] = SecurityGroups;
  if (listener === undefined || securityGroupId === undefined) {
    throw new UsageError(
      `${name} has no ${listener === undefined ? "listener" : "security group"}: add one, then look again.`,
    );
  }
  return {
    part: "loadBalancer",
    facts: [
      {
        key: "listenerArn",
        value: listener.ListenerArn ?? "",
        others: others.flatMap(({ ListenerArn }) => ListenerArn ?? []),
        notes: [
          `The listener of ${nameOf(listener)}, ${balancer.Scheme ?? "unknown scheme"}.`,
          ...others.map((other) => `Or that of ${nameOf(other)}: ${other.ListenerArn ?? ""}`),
        ],
      },
      {
        key: "securityGroupId",
        value: securityGroupId,
        others: moreGroups,
        notes: moreGroups.map((group) => `Or ${group}.`),
      },
      {
        key: "url",
        value: urlOf(listener, host),
        others: "any",
        notes: [
          "The load balancer's own name. Write the host that users type, which AWS does not tell here.",
        ],
      },
      identityProviders(balancer, seen),
    ],
    unknown: [
      "Other stacks may have rules on the listener: give each route a priority that is free.",
    ],
    vpcId: balancer.VpcId,
  };
}

/** Whether it could ask an identity provider on the internet, as a route with signIn makes it do. */
function identityProviders(
  { AvailabilityZones = [], Scheme }: LoadBalancer,
  { groups, routeTables }: SeenLoadBalancer,
): Fact {
  // A public address needs an internet gateway, a private one anything else, such as NAT.
  const way = Scheme === "internal" ? "nat" : "internet";
  const cutOff = AvailabilityZones.flatMap(({ SubnetId = "" }) =>
    wayOf(tableOf(SubnetId, routeTables)) === way ? [] : [SubnetId],
  );
  const notes = [
    ...(groups.some(opensHttps)
      ? []
      : ["Its security groups do not let it connect to 0.0.0.0/0 on port 443."]),
    ...(cutOff.length === 0 ? [] : [`No way to the internet from ${cutOff.join(", ")}.`]),
  ];
  return { key: "reachesIdentityProviders", value: notes.length === 0, notes };
}

const opensHttps = ({ IpPermissionsEgress = [] }: SecurityGroup): boolean =>
  IpPermissionsEgress.some(
    ({ IpProtocol, FromPort = 0, ToPort = 65535, IpRanges = [] }) =>
      (IpProtocol === "-1" || (IpProtocol === "tcp" && FromPort <= 443 && ToPort >= 443)) &&
      IpRanges.some(({ CidrIp }) => CidrIp === "0.0.0.0/0"),
  );

/** HTTPS first, then the lowest port. */
function byUse(a: Listener, b: Listener): number {
  const plain = ({ Protocol }: Listener): number => (Protocol === "HTTPS" ? 0 : 1);
  return plain(a) - plain(b) || (a.Port ?? 0) - (b.Port ?? 0);
}

const nameOf = ({ Protocol, Port = 0 }: Listener): string => `${Protocol ?? "?"} on port ${Port}`;

function urlOf({ Protocol, Port = 0 }: Listener, host: string): string {
  const scheme = Protocol === "HTTPS" ? "https" : "http";
  const usual = scheme === "https" ? 443 : 80;
  return `${scheme}://${host}${Port === usual ? "" : `:${Port}`}`;
}
