import type { ArgumentProblem } from "../internal/arguments";

/** What of the arguments decides which resources an ingress is made of. */
export interface IngressDecisions {
  readonly domain?: string;
  readonly hostedZone: boolean;
  readonly certificate: boolean;
  readonly allowedCidrs: readonly string[];
  readonly idleTimeoutSeconds: number;
}

/** A port that the load balancer listens on, and who may connect to it. */
export interface ListenerAccess {
  /** Stable part of the rule's name, such as `https-10-0-0-0-8`. */
  readonly key: string;
  readonly protocol: "HTTP" | "HTTPS";
  readonly port: number;
  readonly cidr: string;
}

/** Every port and everyone who may connect to it; with HTTPS the HTTP port only redirects. */
export function listenerAccess(tls: boolean, allowedCidrs: readonly string[]): ListenerAccess[] {
  const ports = tls
    ? ([
        ["HTTP", 80],
        ["HTTPS", 443],
      ] as const)
    : ([["HTTP", 80]] as const);
  return ports.flatMap(([protocol, port]) =>
    allowedCidrs.map((cidr) => ({
      key: `${protocol.toLowerCase()}-${cidr.replaceAll(/[./]/g, "-")}`,
      protocol,
      port,
      cidr,
    })),
  );
}

/** Everything that is wrong with an ingress's arguments, by argument name. */
export function ingressProblems(args: IngressDecisions): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  if (args.domain !== undefined && !args.hostedZone && !args.certificate) {
    problems.push({
      propertyPath: "hostedZoneId",
      reason: `is missing, so no certificate can be made for ${args.domain}; give the id of its Route 53 public hosted zone, or certificateArn.`,
    });
  }
  if (args.domain === undefined && args.hostedZone) {
    problems.push({
      propertyPath: "domain",
      reason:
        "is missing, so hostedZoneId has no use; give the name users reach the load balancer by, or leave both out.",
    });
  }
  if (args.allowedCidrs.length === 0) {
    problems.push({
      propertyPath: "allowedCidrs",
      reason:
        "is empty, so nobody could connect; give at least one IPv4 range, such as 10.0.0.0/8.",
    });
  }
  const wrongCidrs = args.allowedCidrs.filter(
    (cidr) => !/^(?:\d{1,3}\.){3}\d{1,3}\/(?:\d|[12]\d|3[0-2])$/.test(cidr),
  );
  if (wrongCidrs.length > 0) {
    problems.push({
      propertyPath: "allowedCidrs",
      reason: `${wrongCidrs.map((cidr) => `"${cidr}"`).join(", ")} is not an IPv4 range in CIDR notation, such as 203.0.113.0/24.`,
    });
  }
  const seconds = args.idleTimeoutSeconds;
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 4000) {
    problems.push({
      propertyPath: "idleTimeoutSeconds",
      reason: `${seconds} is not possible; use a whole number from 1 to 4000.`,
    });
  }
  return problems;
}
