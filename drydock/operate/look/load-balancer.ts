import type { Listener, LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { UsageError } from "../../errors";
import type { FoundPart } from "./found";

/** @throws UsageError if it is no load balancer of requests, or has no listener */
export function loadBalancerOf(balancer: LoadBalancer, listeners: readonly Listener[]): FoundPart {
  const { LoadBalancerName: name = "", DNSName: host = "", SecurityGroups = [] } = balancer;
  if (balancer.Type !== "application") {
    throw new UsageError(
      `${name} is a load balancer of the type ${balancer.Type ?? "?"}; drydock:existing.loadBalancer takes an application ` +
        "load balancer only.",
    );
  }
  const [listener, ...others] = [...listeners].sort(byUse);
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
    ],
    unknown: [
      "Other stacks may have rules on the listener: give each route a priority that is free.",
    ],
    vpcId: balancer.VpcId,
  };
}

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
