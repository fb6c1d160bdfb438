import type { ServiceConfig, StackConfig } from "../config";

/** One service's way to another. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** The other's container port. */
  readonly port: number;
}

/** Every `connectsTo` of the stack file. */
export function connections(services: StackConfig["services"]): Connection[] {
  return Object.entries(services).flatMap(([from, { connectsTo }]) =>
    connectsTo.flatMap((to) => {
      const port = services[to]?.containerPort;
      return port === undefined ? [] : [{ from, to, port }];
    }),
  );
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
