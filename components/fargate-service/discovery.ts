import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { logConfiguration, portName } from "../fargate-task";
import type { ServicePart } from "./settings";

/** Inputs for a service's discovery. */
export interface DiscoveryArgs extends ServicePart {
  /** Where the Service Connect proxy writes its log. */
  readonly logGroupName: pulumi.Output<string>;
}

/** The discovery settings of the ECS service, and the name by which others find it. */
export interface ServiceDiscovery {
  readonly serviceRegistries?: aws.types.input.ecs.ServiceServiceRegistries;
  readonly serviceConnectConfiguration?: aws.types.input.ecs.ServiceServiceConnectConfiguration;
  readonly discoveryName?: pulumi.Output<string>;
}

/** Seconds a resolver may keep an address: short, since tasks come and go. */
const dnsTtlSeconds = 10;

/** Creates the resources of the chosen way of discovery. */
export function createDiscovery(args: DiscoveryArgs): ServiceDiscovery {
  const { discovery } = args.service;
  const byDns = discovery === "dnsA" || discovery === "dnsSrv";
  return {
    ...(byDns ? createDnsDiscovery(args) : {}),
    ...serviceConnect(args),
  };
}

function createDnsDiscovery(args: DiscoveryArgs): ServiceDiscovery {
  const { serviceName, discovery, dnsNamespaceId = "", dnsNamespaceName = "" } = args.service;
  const withPort = discovery === "dnsSrv";
  const registry = new aws.servicediscovery.Service(
    args.name,
    {
      name: serviceName,
      description: `Tasks of ${serviceName}`,
      dnsConfig: {
        namespaceId: dnsNamespaceId,
        dnsRecords: [{ type: withPort ? "SRV" : "A", ttl: dnsTtlSeconds }],
        routingPolicy: "MULTIVALUE",
      },
      // ECS reports the health of each task: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
      // The number is deprecated, and without it the provider leaves the health check out and wants to create it again
      // at every update: https://github.com/hashicorp/terraform-provider-aws/issues/44285
      healthCheckCustomConfig: { failureThreshold: 1 },
      // Instances of tasks that ended in disorder must not block a teardown.
      forceDestroy: true,
      tags: args.service.tags,
    },
    // A namespace holds one service of a name, so a replacement has to come after.
    { parent: args.parent, deleteBeforeReplace: true },
  );
  return {
    serviceRegistries: {
      registryArn: registry.arn,
      ...(withPort ? { containerName: args.name, containerPort: args.service.containerPort } : {}),
    },
    discoveryName: pulumi.interpolate`${registry.name}.${dnsNamespaceName}`,
  };
}

/**
 * A server gives its port a name that clients reach it by; a client only joins the namespace.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
 */
function serviceConnect(args: DiscoveryArgs): ServiceDiscovery {
  const { serviceName, discovery, serviceConnectNamespaceArn, region, containerPort } =
    args.service;
  if (serviceConnectNamespaceArn === undefined) return {};
  const client = {
    enabled: true,
    namespace: serviceConnectNamespaceArn,
    logConfiguration: pulumi
      .output(args.logGroupName)
      .apply((group) => logConfiguration({ group, region }, "service-connect")),
  };
  if (discovery !== "serviceConnect" || containerPort === undefined) {
    return { serviceConnectConfiguration: client };
  }
  return {
    serviceConnectConfiguration: {
      ...client,
      services: [
        {
          portName: portName(args),
          discoveryName: serviceName,
          clientAlias: [{ dnsName: serviceName, port: containerPort }],
        },
      ],
    },
    discoveryName: pulumi.output(serviceName),
  };
}
