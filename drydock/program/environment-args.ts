import type { ProviderArgs } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type {
  AlertsArgs,
  ClusterArgs,
  DashboardArgs,
  EncryptionKeyArgs,
  EnvFiles,
  ExistingNetworkArgs,
  FargateService,
  FileSystemArgs,
  IngressArgs,
  Network,
  NetworkArgs,
  VpcEndpointsArgs,
} from "drydock-components";
import {
  type IngressConfig,
  listenerPorts,
  loadBalancerOf,
  plannedEndpoints,
  portsBehind,
  reachesIdentityProviders,
  type StackConfig,
  tasksOf,
  zoneCount,
} from "../config";
import { isGatewayService } from "drydock-components/model/endpoint-plan";
import { permittedBuckets } from "./bucket-arns";
import { discoveryNeeds } from "./discovery-needs";
import type { EnvironmentCluster, EnvironmentIngress, EnvironmentNetwork } from "./foundation";
import { type Environment, roleSettings } from "./settings";

/** The environment's customer-managed key, where it has one. */
export type KeyArn = pulumi.Output<string> | undefined;

/** The AWS provider: its region, its account and no other, its tags on everything. */
export function providerArgs({ stack, config, names }: Environment): ProviderArgs {
  return {
    ...stack.aws,
    allowedAccountIds: config.account === undefined ? undefined : [config.account],
    defaultTags: {
      tags: {
        project: names.project,
        environment: names.stack,
        "managed-by": "pulumi",
        ...config.tags,
      },
    },
  };
}

export function keyArgs({ config, names, region, deletable }: Environment): EncryptionKeyArgs {
  const { deletionWindowDays } = config.encryption;
  return {
    alias: names.keyAlias,
    region,
    deletionWindowDays,
    encryptsAlerts: config.alerts !== undefined,
    encryptsQueues: Object.keys(config.queues).length > 0,
    deletable,
  };
}

export function alertsArgs(
  { config, names }: Environment,
  { email, slack }: NonNullable<StackConfig["alerts"]>,
  kmsKeyArn: KeyArn,
): AlertsArgs {
  return { topicName: names.alertTopic, email, slack, kmsKeyArn, ...roleSettings(config) };
}

/** What a dashboard shows. */
export interface Shown {
  readonly cluster: EnvironmentCluster;
  readonly loadBalancers: ReadonlyMap<string, EnvironmentIngress>;
  readonly services: ReadonlyMap<string, FargateService>;
}

export function dashboardArgs(
  { config, names, region }: Environment,
  { cluster, loadBalancers, services }: Shown,
): DashboardArgs {
  const [first, ...others] = loadBalancers;
  const suffixOf = (route: StackConfig["services"][string]["route"]) =>
    route && loadBalancers.get(loadBalancerOf(route, config)?.name ?? "")?.loadBalancerArnSuffix;
  const flowLogs = config.existing.network === undefined && config.network.flowLogs;
  return {
    dashboardName: names.environment,
    region,
    clusterName: cluster.clusterName,
    loadBalancerArnSuffix: first?.[1].loadBalancerArnSuffix,
    furtherLoadBalancers: Object.fromEntries(
      others.map(([name, { loadBalancerArnSuffix }]) => [name, loadBalancerArnSuffix]),
    ),
    flowLogGroupName: flowLogs ? names.flowLogGroup : undefined,
    services: [...services].map(([serviceName, service]) => ({
      serviceName,
      logGroupName: service.logGroupName,
      targetGroupArnSuffixes: service.targetGroupArnSuffixes,
      loadBalancerArnSuffix: suffixOf(config.services[serviceName]?.route),
      alarmNames: service.alarmNames,
    })),
  };
}

export function networkArgs(
  { config, names, deletable }: Environment,
  kmsKeyArn: KeyArn,
): NetworkArgs {
  const { cidr, availabilityZones, natGateways, egressPorts, flowLogs } = config.network;
  return {
    cidr,
    availabilityZones,
    natGateways,
    egressPorts,
    flowLogs,
    flowLogGroupName: names.flowLogGroup,
    ...roleSettings(config),
    logRetentionDays: config.logs.retentionDays,
    deletable,
    kmsKeyArn,
  };
}

/** The VPC that exists, where the stack file names one. */
export function existingNetworkArgs({
  config,
  region,
}: Environment): ExistingNetworkArgs | undefined {
  const vpc = config.existing.network;
  if (vpc === undefined) return undefined;
  const { internet, endpoints, ...ids } = vpc;
  return {
    ...ids,
    region,
    internetPorts: internet === "nat" ? config.network.egressPorts : [],
    gatewayServices: endpoints.filter(isGatewayService),
  };
}

/**
 * The private subnets as a list of known length: one for each zone.
 *
 * By index, not by `apply`: a list with one subnet that is still to be made is unknown to `apply` as a
 * whole, and the preview of a further zone would show what hangs on the others as replaced.
 */
export function zoneSubnets(
  { config }: Environment,
  network: EnvironmentNetwork,
): pulumi.Output<string>[] {
  return Array.from(
    { length: zoneCount(config) },
    (_, zone) => network.privateSubnetIds[zone] ?? pulumi.output(""),
  );
}

export function fileSystemArgs(
  environment: Environment,
  settings: StackConfig["fileSystems"][string],
  { network, kmsKeyArn }: { readonly network: EnvironmentNetwork; readonly kmsKeyArn: KeyArn },
): FileSystemArgs {
  return {
    ...settings,
    vpcId: network.vpcId,
    subnetIds: zoneSubnets(environment, network),
    kmsKeyArn,
    deletable: environment.deletable,
  };
}

export function endpointArgs(
  environment: Environment,
  network: Network,
  envFiles: EnvFiles | undefined,
): VpcEndpointsArgs {
  const { config, region } = environment;
  const planned = plannedEndpoints(config);
  const services = (kind: string) =>
    planned.filter((endpoint) => endpoint.kind === kind).map(({ service }) => service);
  return {
    vpcId: network.vpcId,
    region,
    subnetIds: zoneSubnets(environment, network).slice(0, config.network.endpointZones),
    routeTableIds: network.routeTableIds,
    workloadSecurityGroupId: network.workloadSecurityGroupId,
    interfaceServices: services("interface"),
    gatewayServices: services("gateway"),
    bucketArns: [
      ...(envFiles === undefined ? [] : [envFiles.bucketArn]),
      ...permittedBuckets(tasksOf(config).map(({ task }) => task)),
    ],
    accountBuckets: config.shares !== undefined,
    openBucketNames: config.network.endpointBuckets,
  };
}

export function clusterArgs(
  { config, names }: Environment,
  network: EnvironmentNetwork,
  kmsKeyArn: KeyArn,
): ClusterArgs {
  const needs = discoveryNeeds(config);
  return {
    clusterName: names.environment,
    vpcId: network.vpcId,
    ...config.cluster,
    logRetentionDays: config.logs.retentionDays,
    kmsKeyArn,
    privateDnsNamespace: needs.dns ? names.dnsNamespace : undefined,
    serviceConnect: needs.serviceConnect,
  };
}

export function ingressArgs(
  { config, deletable }: Environment,
  { name, settings }: { readonly name: string; readonly settings: IngressConfig },
  network: EnvironmentNetwork,
): IngressArgs {
  const { sharedSecurityGroup, ...ingress } = settings;
  return {
    ...ingress,
    sharedPorts: sharedSecurityGroup ? portsBehind(name, config) : [],
    listenerPorts: listenerPorts(name, config),
    reachesIdentityProviders: reachesIdentityProviders({ name, settings }, config),
    vpcId: network.vpcId,
    subnetIds: ingress.internal ? network.privateSubnetIds : network.publicSubnetIds,
    logRetentionDays: config.logs.retentionDays,
    deletable,
  };
}
