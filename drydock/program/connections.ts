import type { ServiceConfig, StackConfig } from "../config";

/** One service's way to another. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** The other's container port. */
  readonly port: number;
}

/**
 * The services, each after those it connects to, since a Service Connect client learns of its servers
 * when it is deployed. In a circle, which DNS discovery allows, the order of the stack file decides.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function servicesInOrder(services: StackConfig["services"]): [string, ServiceConfig][] {
  const ordered = new Map<string, ServiceConfig>();
  const visited = new Set<string>();
  const visit = (name: string) => {
    const service = services[name];
    if (service === undefined || visited.has(name)) return;
    visited.add(name);
    service.connectsTo.forEach(visit);
    ordered.set(name, service);
  };
  Object.keys(services).forEach(visit);
  return [...ordered];
}

/**
 * Connections that a service cannot be created with, because the other comes after it: one in every
 * circle. Their rules are created last.
 */
export function lateConnections(services: StackConfig["services"]): Connection[] {
  const made = new Set<string>();
  return servicesInOrder(services).flatMap(([from, { connectsTo }]) => {
    made.add(from);
    return connectsTo.flatMap((to) => {
      const port = services[to]?.containerPort;
      return port === undefined || made.has(to) ? [] : [{ from, to, port }];
    });
  });
}
