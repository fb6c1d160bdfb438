import { clusterNameOf } from "drydock-components/model/existing";
import type { LoadedStack } from "../config";

/** The physical names of an environment: those AWS shows to people, or that others must know beforehand. */
export interface Names {
  readonly project: string;
  readonly stack: string;
  /** `<project>-<stack>`: the cluster, and the start of other names. */
  readonly environment: string;
  readonly keyAlias: string;
  readonly flowLogGroup: string;
  readonly alertTopic: string;
  /** The private DNS zone of discovery: `<stack>.<project>.internal`. */
  readonly dnsNamespace: string;
  /** In a cluster of this stack alone just its name. */
  service(name: string): string;
  family(service: string): string;
  logGroup(service: string): string;
  /** The repository of a container's image: `web` has one, its sidecar `web/proxy` another. */
  repository(service: string, container: string): string;
  secret(name: string): string;
  queue(name: string): string;
}

/** @param shared whether other stacks have services in the same cluster */
export function physicalNames(project: string, stack: string, shared = false): Names {
  const environment = `${project}-${stack}`;
  return {
    project,
    stack,
    environment,
    keyAlias: `alias/${environment}`,
    alertTopic: `${environment}-alerts`,
    flowLogGroup: `/${project}/${stack}/flow-logs`,
    dnsNamespace: `${stack}.${project}.internal`,
    service: (name) => (shared ? `${environment}-${name}` : name),
    family: (service) => `${environment}-${service}`,
    logGroup: (service) => `/${project}/${stack}/${service}`,
    repository: (service, container) =>
      container === service
        ? `${environment}/${service}`
        : `${environment}/${service}/${container}`,
    secret: (name) => `${environment}/${name}`,
    queue: (name) => `${environment}-${name}`,
  };
}

/** The cluster's name: of a new one, or of the one that the stack file names. */
export const clusterName = (
  { environment }: Names,
  { existing: { cluster } }: LoadedStack["config"],
): string => (cluster === undefined ? environment : clusterNameOf(cluster.arn));
