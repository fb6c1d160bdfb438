import * as pulumi from "@pulumi/pulumi";
import * as drydock from "drydock-components";
import { needsTopic } from "drydock-components/model/alerts";
import { clusterNameOf, loadBalancerArnSuffix } from "drydock-components/model/existing";
import { loadBalancerName } from "drydock-components/model/ingress";
import { type ExistingLoadBalancer, isHttps, loadBalancersOf } from "../config";
import {
  alertsArgs,
  clusterArgs,
  endpointArgs,
  existingNetworkArgs,
  ingressArgs,
  keyArgs,
  type KeyArn,
  networkArgs,
} from "./environment-args";
import { guarded } from "./ingress-guard";
import { retiring } from "./retiring";
import type { Environment } from "./settings";

/** A network that the environment creates, or one that exists. */
export type EnvironmentNetwork = drydock.Network | drydock.ExistingNetwork;

/** The cluster that services run in. */
export type EnvironmentCluster = Pick<
  drydock.Cluster,
  "clusterArn" | "clusterName" | "dnsNamespaceId" | "serviceConnectNamespaceArn"
> & { readonly execLogGroupName?: pulumi.Output<string> };

/** A load balancer that leads to services. */
export type EnvironmentIngress = Pick<
  drydock.Ingress,
  | "listenerArn"
  | "certificateArn"
  | "securityGroupId"
  | "sharedSecurityGroupId"
  | "loadBalancerArnSuffix"
  | "url"
> &
  Partial<Pick<drydock.Ingress, "loadBalancerArn">>;

/** A file system that services mount. */
export type EnvironmentFileSystem = Pick<
  drydock.FileSystem,
  "fileSystemId" | "fileSystemArn" | "securityGroupId"
>;

/** What every part of the foundation is created with. */
export interface Part {
  readonly environment: Environment;
  readonly options: pulumi.ComponentResourceOptions;
}

/** Returns the ARN of the customer-managed key, created here or existing; undefined where the stack file wants none. */
export function createKey({ environment, options }: Part): KeyArn {
  const { encryption, existing, retire } = environment.config;
  if (existing.kmsKeyArn !== undefined) return pulumi.output(existing.kmsKeyArn);
  return encryption.customerKey
    ? new drydock.EncryptionKey("key", keyArgs(environment), retiring(options, { "": retire.key }))
        .keyArn
    : undefined;
}

/** Creates the topic that hears of alarms, where somebody is to be told. Returns the ARNs of all topics that hear of them. */
export function createAlerts(
  { environment, options }: Part,
  kmsKeyArn: KeyArn,
): pulumi.Output<string>[] {
  const { alerts } = environment.config;
  if (alerts === undefined) return [];
  const own = needsTopic(alerts)
    ? [new drydock.Alerts("alerts", alertsArgs(environment, alerts, kmsKeyArn), options).topicArn]
    : [];
  return [...own, ...(alerts.topicArn === undefined ? [] : [pulumi.output(alerts.topicArn)])];
}

export function createNetwork(
  { environment, options }: Part,
  kmsKeyArn: KeyArn,
): EnvironmentNetwork {
  const existing = existingNetworkArgs(environment);
  return existing === undefined
    ? new drydock.Network("network", networkArgs(environment, kmsKeyArn), options)
    : new drydock.ExistingNetwork("network", existing, options);
}

/** The endpoints of a network that the environment creates; one that exists has its own. */
export function createEndpoints(
  { environment, options }: Part,
  network: EnvironmentNetwork,
  envFiles: drydock.EnvFiles | undefined,
): drydock.VpcEndpoints[] {
  if (!(network instanceof drydock.Network)) return [];
  const args = endpointArgs(environment, network, envFiles);
  return [new drydock.VpcEndpoints("endpoints", args, options)];
}

export function createCluster(
  { environment, options }: Part,
  network: EnvironmentNetwork,
  kmsKeyArn: KeyArn,
): EnvironmentCluster {
  const existing = environment.config.existing.cluster;
  if (existing === undefined) {
    return new drydock.Cluster("cluster", clusterArgs(environment, network, kmsKeyArn), options);
  }
  const { arn, execLogGroupName, dnsNamespace, serviceConnectNamespaceArn } = existing;
  return {
    clusterArn: pulumi.output(arn),
    clusterName: pulumi.output(clusterNameOf(arn)),
    execLogGroupName: known(execLogGroupName),
    dnsNamespaceId: known(dnsNamespace?.id),
    serviceConnectNamespaceArn: known(serviceConnectNamespaceArn),
  };
}

/** Creates the load balancers that do not exist. Returns all of them by name. */
export function createIngresses(
  { environment, options }: Part,
  network: EnvironmentNetwork,
  provider: pulumi.ProviderResource,
): ReadonlyMap<string, EnvironmentIngress> {
  const ingresses = new Map<string, EnvironmentIngress>();
  for (const balancer of loadBalancersOf(environment.config)) {
    const { name, settings, existing } = balancer;
    if (settings !== undefined) {
      const args = ingressArgs(environment, { name, settings }, network);
      const { accessLogs, loadBalancers } = environment.config.retire;
      const retired = retiring(options, {
        "aws:s3/": accessLogs[name],
        "aws:lb/loadBalancer:": loadBalancers[name],
      });
      const secure = isHttps(balancer);
      const balanced = guarded(retired, environment, { name, secure, provider });
      ingresses.set(name, new drydock.Ingress(loadBalancerName(name), args, balanced));
    } else if (existing !== undefined) {
      ingresses.set(name, existingIngress(existing));
    }
  }
  return ingresses;
}

/** What has to exist before tasks that share a security group with others behind a load balancer. */
export const sharedWays = (all: ReadonlyMap<string, EnvironmentIngress>): drydock.Ingress[] =>
  [...all.values()].flatMap((one) =>
    one instanceof drydock.Ingress && one.sharedSecurityGroupId !== undefined ? [one] : [],
  );

function existingIngress({
  listenerArn,
  securityGroupId,
  sharedSecurityGroupId,
  url,
}: ExistingLoadBalancer): EnvironmentIngress {
  return {
    listenerArn: pulumi.output(listenerArn),
    securityGroupId: pulumi.output(securityGroupId),
    ...(sharedSecurityGroupId !== undefined && {
      sharedSecurityGroupId: pulumi.output(sharedSecurityGroupId),
    }),
    loadBalancerArnSuffix: pulumi.output(loadBalancerArnSuffix(listenerArn)),
    url: pulumi.output(url),
  };
}

const known = (value: string | undefined): pulumi.Output<string> | undefined =>
  value === undefined ? undefined : pulumi.output(value);
