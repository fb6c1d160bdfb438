import { jobsBefore, type StackConfig } from "../config";

/** One service's way to another. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** The other's container port. */
  readonly port: number;
}

/** A service or a job, by its name. */
export interface Workload {
  readonly kind: "service" | "job";
  readonly name: string;
}

/**
 * Services and jobs in the order in which they are created: each after those it connects to, since a Service Connect
 * client learns of its servers when it is deployed, and each service after the jobs that it waits for. In a circle of
 * services, which DNS discovery allows, the order of the stack file decides.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function creationOrder({
  services,
  jobs,
}: Pick<StackConfig, "services" | "jobs">): Workload[] {
  const ordered: Workload[] = [];
  const visited = new Set<string>();
  const visitService = (name: string) => {
    const service = services[name];
    if (service === undefined || visited.has(name)) return;
    visited.add(name);
    jobsBefore(name, jobs).forEach(visitJob);
    service.connectsTo.forEach(visitService);
    ordered.push({ kind: "service", name });
  };
  const visitJob = (name: string) => {
    if (visited.has(name)) return;
    visited.add(name);
    jobs[name]?.connectsTo.forEach(visitService);
    ordered.push({ kind: "job", name });
  };
  Object.keys(services).forEach(visitService);
  Object.keys(jobs).forEach(visitJob);
  return ordered;
}

/**
 * Connections that a service cannot be created with, because the other comes after it: one in every
 * circle. Their rules are created last.
 */
export function lateConnections(config: Pick<StackConfig, "services" | "jobs">): Connection[] {
  const { services } = config;
  const made = new Set<string>();
  return creationOrder(config).flatMap(({ kind, name: from }) => {
    if (kind === "job") return [];
    made.add(from);
    const { connectsTo = [] } = services[from] ?? {};
    return connectsTo.flatMap((to) => {
      const port = services[to]?.containerPort;
      return port === undefined || made.has(to) ? [] : [{ from, to, port }];
    });
  });
}
