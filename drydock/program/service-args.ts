import type { FargateServiceArgs, RouteArgs } from "drydock-components";
import { loadBalancerOf, mapValues, type ServiceConfig } from "../config";
import { isOfRequests } from "drydock-components/model/network-route";
import { alarmArgs } from "./alarm-args";
import { containerArgs } from "./container-args";
import { usesServiceConnect } from "./discovery-needs";
import { backlogArgs } from "./queue-args";
import { scalingArgs } from "./scaling-args";
import { followedVersions, rotatedSecrets } from "./secret-versions";
import { signInArgs } from "./sign-in-args";
import { componentSettings, type Surroundings, taskArgs } from "./task-args";

/** A service of the stack file as the arguments of its component. */
export function serviceArgs(
  name: string,
  service: ServiceConfig,
  surroundings: Surroundings,
): FargateServiceArgs {
  const { environment, cluster, alertActions, stores, images } = surroundings;
  const { config, names } = environment;
  const { names: physical, ...settings } = componentSettings(service);
  return {
    ...containerArgs(settings, images.get(`${name}/${name}`), stores),
    ...taskArgs(name, service, surroundings),
    logGroupName: physical.logGroup ?? names.logGroup(name),
    sidecars: mapValues(service.sidecars, (sidecar, other) =>
      containerArgs(sidecar, images.get(`${name}/${other}`), stores),
    ),
    serviceName: names.service(name),
    tags: { service: name },
    clusterName: cluster.clusterName,
    route: routeArgs(service, surroundings),
    scaling:
      service.scaling === undefined
        ? undefined
        : { ...scalingArgs(service.scaling), backlogs: backlogArgs(service, surroundings) },
    alarms: config.alerts === undefined ? undefined : alarmArgs(service.alarms),
    alarmActions: [...alertActions],
    triggers: followedVersions(service, stores),
    redeployOnRotationOf: rotatedSecrets(service, stores),
    dnsNamespaceId: cluster.dnsNamespaceId,
    dnsNamespaceName: config.existing.cluster?.dnsNamespace?.name ?? names.dnsNamespace,
    serviceConnectNamespaceArn: usesServiceConnect(name, config.services)
      ? cluster.serviceConnectNamespaceArn
      : undefined,
  };
}

function routeArgs(
  { route, names }: ServiceConfig,
  { environment: { config }, loadBalancers, stores }: Surroundings,
): RouteArgs | undefined {
  if (route === undefined) return undefined;
  const { loadBalancer, signIn, ...settings } = route;
  const balancer = loadBalancerOf(route, config);
  const ingress = loadBalancers.get(balancer?.name ?? "");
  if (ingress === undefined) return undefined;
  return {
    ...settings,
    signIn: signInArgs(signIn, stores),
    targetGroupName: names.targetGroup,
    listenerArn: ingress.listenerArn,
    loadBalancerArn: ingress.loadBalancerArn,
    certificateArn: ingress.certificateArn,
    idleTimeoutSeconds: isOfRequests(route) ? undefined : balancer?.settings?.idleTimeoutSeconds,
    loadBalancerSecurityGroupId: ingress.securityGroupId,
    loadBalancerArnSuffix: ingress.loadBalancerArnSuffix,
    sharedSecurityGroupId: ingress.sharedSecurityGroupId,
  };
}
