import type {
  ContainerImage,
  ConnectsToArgs,
  FargateService,
  FargateServiceArgs,
  RouteArgs,
  StatementArgs,
} from "drydock-components";
import type { ServiceConfig } from "../config";
import { alarmArgs } from "./alarm-args";
import { containerArgs, mapValues, type Stores } from "./container-args";
import { usesServiceConnect } from "./discovery-needs";
import type { Environment } from "./settings";
import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentCluster, EnvironmentIngress, EnvironmentNetwork } from "./foundation";
import { scalingArgs } from "./scaling-args";

/** The environment a service runs in. */
export interface Surroundings {
  readonly environment: Environment;
  readonly network: EnvironmentNetwork;
  readonly cluster: EnvironmentCluster;
  readonly ingress: EnvironmentIngress | undefined;
  /** ARNs of the topics that hear of alarms. */
  readonly alertActions: readonly pulumi.Output<string>[];
  readonly stores: Stores;
  /** The services created so far. */
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
  const { environment, network, cluster, ingress, alertActions, stores, images } = surroundings;
  const { config, names, region, deletable } = environment;
  const { placement, awsServices, envFileUpdates, ...settings } = service;
  const isPublic = placement === "public";
  return {
    ...containerArgs(settings, images.get(`${name}/${name}`), stores),
    sidecars: mapValues(service.sidecars, (sidecar, other) =>
      containerArgs(sidecar, images.get(`${name}/${other}`), stores),
    ),
    serviceName: name,
    family: names.family(name),
    region,
    logGroupName: names.logGroup(name),
    logRetentionDays: service.logRetentionDays ?? config.logs.retentionDays,
    kmsKeyArn: stores.kmsKeyArn,
    deletable,
    permissionsBoundaryArn: config.existing.permissionsBoundaryArn,
    tags: { service: name },
    execLogGroupName: cluster.execLogGroupName,
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
    alarms: config.alerts === undefined ? undefined : alarmArgs(service.alarms),
    alarmActions: [...alertActions],
    connectsTo: connectsToArgs(service, surroundings),
    dnsNamespaceId: cluster.dnsNamespaceId,
    dnsNamespaceName: config.existing.cluster?.dnsNamespace?.name ?? names.dnsNamespace,
    serviceConnectNamespaceArn: usesServiceConnect(name, config.services)
      ? cluster.serviceConnectNamespaceArn
      : undefined,
  };
}

function routeTarget(
  ingress: EnvironmentIngress,
): Pick<RouteArgs, "listenerArn" | "loadBalancerSecurityGroupId" | "loadBalancerArnSuffix"> {
  return {
    listenerArn: ingress.listenerArn,
    loadBalancerSecurityGroupId: ingress.securityGroupId,
    loadBalancerArnSuffix: ingress.loadBalancerArnSuffix,
  };
}

/** The services it calls but for those that come later, as one of a circle does. */
function connectsToArgs(
  { connectsTo }: ServiceConfig,
  { environment, services }: Surroundings,
): Record<string, ConnectsToArgs> {
  const others = connectsTo.flatMap((name): [string, ConnectsToArgs][] => {
    const other = services.get(name);
    const port = environment.config.services[name]?.containerPort;
    if (other === undefined || port === undefined) return [];
    return [[name, { securityGroupId: other.securityGroupId, port }]];
  });
  return Object.fromEntries(others);
}

function statementArgs(statement: ServiceConfig["permissions"][number]): StatementArgs {
  return {
    ...statement,
    conditions: mapValues(statement.conditions ?? {}, (keys) =>
      mapValues(keys, (values) => [values].flat()),
    ),
  };
}
