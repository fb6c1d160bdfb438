import type {
  Cluster,
  ContainerImage,
  ConnectsToArgs,
  FargateService,
  FargateServiceArgs,
  Ingress,
  Network,
  RouteArgs,
  StatementArgs,
} from "drydock-components";
import type { ServiceConfig } from "../config";
import { containerArgs, type Stores } from "./container-args";
import { containersOf } from "./containers";
import { usesServiceConnect } from "./discovery-needs";
import type { Environment } from "./settings";
import { scalingArgs } from "./scaling-args";

/** The environment a service runs in. */
export interface Surroundings {
  readonly environment: Environment;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly ingress: Ingress | undefined;
  readonly stores: Stores;
  /** The services made so far. */
  readonly services: ReadonlyMap<string, FargateService>;
  /** Images that are built or pinned, by `<service>/<container>`. */
  readonly images: ReadonlyMap<string, ContainerImage>;
}

/** A service of the stack file as the arguments of its component. */
export function serviceArgs(
  name: string,
  service: ServiceConfig,
  surroundings: Surroundings,
): FargateServiceArgs {
  const { environment, network, cluster, ingress, stores, images } = surroundings;
  const { config, names, region, deletable } = environment;
  const isPublic = service.placement === "public";
  return {
    serviceName: name,
    family: names.family(name),
    region,
    logGroupName: names.logGroup(name),
    logRetentionDays: service.logRetentionDays ?? config.logs.retentionDays,
    kmsKeyArn: stores.kmsKeyArn,
    deletable,
    tags: { service: name },
    cpu: service.cpu,
    memoryMiB: service.memoryMiB,
    architecture: service.architecture,
    ephemeralStorageGiB: service.ephemeralStorageGiB,
    pidMode: service.pidMode,
    exec: service.exec,
    execLogGroupName: cluster.execLogGroupName,
    containers: containersOf(name, service).map((container) =>
      containerArgs(container, images.get(`${name}/${container.name}`), stores),
    ),
    permissions: service.permissions.map(statementArgs),
    clusterArn: cluster.clusterArn,
    clusterName: cluster.clusterName,
    vpcId: network.vpcId,
    subnetIds: isPublic ? network.publicSubnetIds : network.privateSubnetIds,
    assignPublicIp: isPublic,
    workloadSecurityGroupId: network.workloadSecurityGroupId,
    publicEgressPorts: isPublic ? config.network.egressPorts : undefined,
    route:
      service.route === undefined || ingress === undefined
        ? undefined
        : { ...service.route, ...routeTarget(ingress) },
    scaling: service.scaling === undefined ? undefined : scalingArgs(service.scaling),
    desiredCount: service.desiredCount,
    capacity: service.capacity,
    deployment: {
      minimumHealthyPercent: service.deployment.minimumHealthyPercent,
      maximumPercent: service.deployment.maximumPercent,
      timeoutMinutes: service.deployment.timeoutMinutes,
    },
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    connectsTo: service.connectsTo.flatMap((other) => connectsToArgs(other, surroundings)),
    discovery: service.discovery,
    dnsNamespaceId: cluster.dnsNamespaceId,
    dnsNamespaceName: names.dnsNamespace,
    serviceConnectNamespaceArn: usesServiceConnect(name, config.services)
      ? cluster.serviceConnectNamespaceArn
      : undefined,
  };
}

function routeTarget(
  ingress: Ingress,
): Pick<RouteArgs, "listenerArn" | "loadBalancerSecurityGroupId" | "loadBalancerArnSuffix"> {
  return {
    listenerArn: ingress.listenerArn,
    loadBalancerSecurityGroupId: ingress.securityGroupId,
    loadBalancerArnSuffix: ingress.loadBalancerArnSuffix,
  };
}

/** Empty for a service that comes later, as one of a circle does. */
function connectsToArgs(name: string, { environment, services }: Surroundings): ConnectsToArgs[] {
  const other = services.get(name);
  const port = environment.config.services[name]?.containerPort;
  if (other === undefined || port === undefined) return [];
  return [{ name, securityGroupId: other.securityGroupId, port }];
}

function statementArgs(statement: ServiceConfig["permissions"][number]): StatementArgs {
  const conditions = Object.entries(statement.conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values].flat() })),
  );
  return { actions: statement.actions, resources: statement.resources, conditions };
}
