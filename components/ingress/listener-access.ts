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
