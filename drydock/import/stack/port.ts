import type { Port } from "../compose/ports";
import type { Context, Named } from "./context";
import { dockerfileOf } from "./dockerfile";
import { needsOf } from "./needs";
import { otherProtocols } from "./protocols";

/** The port on which others reach a service. */
export interface ServicePort {
  readonly containerPort: number | undefined;
  /** The port by which users reach it, where a load balancer can serve it. */
  readonly published: number | undefined;
}

/**
 * Chooses the port of a service: the one published for users, else one that other services name, else an exposed one,
 * else the image's known port.
 */
export function portOf(one: Named, calledOn: readonly number[], context: Context): ServicePort {
  const { service, at } = one;
  const { notes } = context;
  const needs = needsOf(one, context);
  const published = service.ports ?? [];
  const route = needs?.database === true ? undefined : routedPort(published);
  const containerPort =
    route?.target ??
    calledOn[0] ??
    published.find(({ protocol }) => protocol === "tcp")?.target ??
    exposed(service.expose) ??
    dockerfileOf(one, context)?.port ??
    needs?.ports[0];
  const own = String(containerPort ?? "none");
  for (const port of published) {
    if (port !== route) notes.leftOut([...at, "ports", port.index], portText(port, containerPort));
  }
  for (const [index, entry] of (service.expose ?? []).entries()) {
    if (entry.replace(/\/tcp$/, "") === own) continue;
    notes.leftOut([...at, "expose", index], `Port ${entry}: a service has one port, here ${own}.`);
  }
  for (const other of calledOn.filter((port) => port !== containerPort)) {
    notes.decide(at, `Other services call it on port ${other}, but only ${own} is open to them.`);
  }
  if (route !== undefined && route.published !== 80 && route.published !== 443) {
    notes.changed([...at, "ports"], loadBalancerText(route));
  }
  return { containerPort, published: route?.published };
}

function loadBalancerText({ published, target }: Port): string {
  return `Users reach it through the load balancer on port 80 (443 with a domain), not on ${published ?? target}.`;
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
  const plain = open.filter((port) => port.published === 80 || !isTls(port));
  return [...plain].sort((a, b) => frontRank(a.published) - frontRank(b.published))[0];
}

/** Users who name no port come to 80 or 443. */
export function frontRank(published: number | undefined): number {
  const rank = [80, 443].indexOf(published ?? 0);
  return rank === -1 ? 2 : rank;
}

function isLocal({ hostIp }: Port): boolean {
  return hostIp === "127.0.0.1" || hostIp === "[::1]" || hostIp === "localhost";
}

function isOther({ target }: Port): boolean {
  return otherProtocols.has(target);
}

/** The load balancer terminates TLS and sends HTTP to the tasks. */
function isTls({ target }: Port): boolean {
  return target === 443 || target === 8443;
}

/** Returns why a port is not open to users. */
function portText(port: Port, containerPort: number | undefined): string {
  const { target, protocol } = port;
  if (protocol !== "tcp") {
    return `Port ${target}/${protocol}: the load balancer serves HTTP, and security groups allow TCP.`;
  }
  if (isTls(port)) {
    return `Port ${target}: the load balancer terminates TLS. Set a domain under drydock:ingress for a certificate.`;
  }
  const own = target === containerPort ? " Only services that name it in connectsTo reach it." : "";
  const kind = otherProtocols.get(target);
  if (kind !== undefined) {
    return `Port ${target} is for ${kind}, but the load balancer serves HTTP: nobody outside reaches it.${own}`;
  }
  if (isLocal(port)) {
    return `Port ${target} was open only to the host: nobody outside reaches it.${own}`;
  }
  if (target !== containerPort) {
    return `Port ${target}: a service has one port, here ${containerPort ?? "none"}.`;
  }
  return port.published === undefined
    ? `Port ${target} had a random port on the host: nobody outside reaches it.${own}`
    : `Port ${target} is a database's: nobody outside reaches it.${own}`;
}
