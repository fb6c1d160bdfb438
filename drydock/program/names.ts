import { clusterNameOf } from "drydock-components/model/existing";
import { type LoadedStack, mapValues } from "../config";

/** The physical names of an environment: those AWS shows to people, or that others must know beforehand. */
export interface Names {
  readonly project: string;
  readonly stack: string;
  /** `<project>-<stack>`, or the stack file's prefix: the cluster, and the start of other names. */
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

/** What a stack file says of names. */
export interface NameChoices {
  /** Whether other stacks have services in the same cluster. */
  readonly shared?: boolean;
  readonly prefix?: string | undefined;
  /** The names of services that have one of their own. */
  readonly services?: Readonly<Record<string, string | undefined>>;
}

/** The names of a loaded stack. */
export const namesOf = (project: string, { stack, config, contract }: LoadedStack): Names =>
  physicalNames(project, stack, {
    shared: contract !== undefined,
    prefix: config.names.prefix,
    services: mapValues(config.services, (service) => service.names.service),
  });

export function physicalNames(
  project: string,
  stack: string,
  { shared = false, prefix, services = {} }: NameChoices = {},
): Names {
  const environment = prefix ?? `${project}-${stack}`;
  const folder = prefix ?? `${project}/${stack}`;
  return {
    project,
    stack,
    environment,
    keyAlias: `alias/${environment}`,
    alertTopic: `${environment}-alerts`,
    flowLogGroup: `/${folder}/flow-logs`,
    dnsNamespace: `${prefix ?? `${stack}.${project}`}.internal`,
    service: (name) => services[name] ?? (shared ? `${environment}-${name}` : name),
    family: (service) => `${environment}-${service}`,
    logGroup: (service) => `/${folder}/${service}`,
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
