import { type Port } from "../compose/ports";
import { type Context, type Named } from "./context";
import { dockerfileOf } from "./image";
import { knownImage, otherProtocols } from "./known-images";

/** The one port of a service that others reach. */
export interface ServicePort {
  readonly containerPort: number | undefined;
  /** Whether a load balancer can lead to it, and people were to reach it from outside. */
  readonly routed: boolean;
}

/**
 * Chooses the port of a service: the one published for people, else one that other services name, else what it exposes,
 * else what the image is known for.
 */
export function portOf(one: Named, calledOn: readonly number[], context: Context): ServicePort {
  const { service, at } = one;
  const published = service.ports ?? [];
  const known = service.build === undefined ? knownImage(service.image ?? "") : undefined;
  const route = known?.database === true ? undefined : routedPort(published);
  const containerPort =
    route?.target ??
    calledOn[0] ??
    published.find(({ protocol }) => protocol === "tcp")?.target ??
    exposed(service.expose) ??
    dockerfileOf(one, context)?.port ??
    known?.port;
  for (const [index, port] of published.entries()) {
    const path = [...at, "ports", Math.min(index, published.length - 1)];
    const text = portText(port, { containerPort, routed: port === route });
    if (text !== undefined) context.notes.leftOut(path, text);
  }
  for (const [index, entry] of (service.expose ?? []).entries()) {
    if (entry.replace(/\/tcp$/, "") === String(containerPort)) continue;
    context.notes.leftOut(
      [...at, "expose", index],
      `Port ${entry}: a service has one port, here ${containerPort ?? "none"}.`,
    );
  }
  if (route !== undefined && route.published !== undefined && route.published !== 80) {
    context.notes.changed(
      [...at, "ports"],
      `Users reach it through the load balancer on port 80 (443 with a domain), not on ${route.published}.`,
    );
  }
  for (const other of calledOn.filter((port) => port !== containerPort)) {
    context.notes.decide(
      at,
      `Other services call it on port ${other}, and only ${containerPort ?? "no port"} is open to them.`,
    );
  }
  return { containerPort, routed: route !== undefined };
}

function exposed(expose: readonly string[] | undefined): number | undefined {
  const port = /^(\d+)/.exec(expose?.find((entry) => !entry.endsWith("/udp")) ?? "")?.[1];
  return port === undefined ? undefined : Number(port);
}

function routedPort(published: readonly Port[]): Port | undefined {
  const open = published.filter(
    (port) =>
      port.protocol === "tcp" && port.published !== undefined && !isLocal(port) && !isOther(port),
  );
  return open.find((port) => port.published === 80) ?? open.find((port) => !isTls(port));
}

function isLocal({ hostIp }: Port): boolean {
  return hostIp === "127.0.0.1" || hostIp === "[::1]" || hostIp === "localhost";
}

function isOther({ target }: Port): boolean {
  return otherProtocols.has(target);
}

/** The load balancer ends TLS and speaks HTTP to the tasks. */
function isTls({ target, published }: Port): boolean {
  return published === 443 || target === 443 || target === 8443;
}

function portText(
  port: Port,
  {
    containerPort,
    routed,
  }: { readonly containerPort: number | undefined; readonly routed: boolean },
): string | undefined {
  const { target, protocol } = port;
  if (routed) return undefined;
  if (protocol !== "tcp")
    return `Port ${target}/${protocol}: the load balancer is for HTTP, and security groups are opened for TCP.`;
  if (isTls(port))
    return `Port ${target}: TLS ends at the load balancer. Give drydock:ingress a domain for a certificate.`;
  const kind = otherProtocols.get(target);
  const own = target === containerPort ? "Only services that name it in connectsTo reach it." : "";
  if (kind !== undefined) {
    return `Port ${target} is for ${kind}, and the load balancer for HTTP: nobody outside reaches it. ${own}`.trim();
  }
  if (isLocal(port))
    return `Port ${target} was open to the host alone: nobody outside reaches it. ${own}`.trim();
  if (target !== containerPort)
    return `Port ${target}: a service has one port, here ${containerPort ?? "none"}.`;
  return `Port ${target} had a random port on the host: nobody outside reaches it. ${own}`.trim();
}
