/** A port that the load balancer listens on, and who may connect to it. */
export interface ListenerAccess {
  /** Stable part of the rule's name, such as `https-10-0-0-0-8`. */
  readonly key: string;
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
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
      key: `${protocol.toLowerCase()}-${cidrKey(cidr)}`,
      protocol,
      port,
      cidr,
    })),
  );
}

/** The same for the ports of a network load balancer. */
export function portAccess(
  ports: readonly number[],
  allowedCidrs: readonly string[],
): ListenerAccess[] {
  return ports.flatMap((port) =>
    allowedCidrs.map((cidr) => ({
      key: `tcp-${port}-${cidrKey(cidr)}`,
      protocol: "TCP" as const,
      port,
      cidr,
    })),
  );
}

const cidrKey = (cidr: string): string => cidr.replaceAll(/[./]/g, "-");
