import type * as pulumi from "@pulumi/pulumi";
import type { FargateTaskArgs } from "../fargate-task";
import type { ScalingArgs } from "./scaling-args";

/** How other services find this one: the values of `discovery`. */
export const Discovery = {
  None: "none",
  /** Cloud Map A records: an address for each task. */
  DnsA: "dnsA",
  /** Cloud Map SRV records: an address and a port for each task. */
  DnsSrv: "dnsSrv",
  /** ECS Service Connect: a proxy in every task. */
  ServiceConnect: "serviceConnect",
} as const;

/** How the load balancer leads to the service. */
export interface RouteArgs {
  /** The listener that gets the rule. */
  listenerArn: pulumi.Input<string>;
  /** The load balancer's security group. */
  loadBalancerSecurityGroupId: pulumi.Input<string>;
  /** The last part of the load balancer's ARN, such as app/name/0123456789abcdef. */
  loadBalancerArnSuffix: pulumi.Input<string>;
  /** Path patterns that lead here; with hosts at most 5 together. Defaults to any path. */
  paths?: string[];
  /** Host names that lead here; with paths at most 5 together. Defaults to any host. */
  hosts?: string[];
  /** The order of the rule, 1 to 50000, lowest first. Defaults to after every other. */
  priority?: number;
  /** The load balancer asks for this path. Defaults to /. */
  healthCheckPath?: string;
  /** Answers that are healthy, such as 200 or 200-299. Defaults to 200. */
  healthCheckCodes?: string;
  /** Seconds that open requests get before a task leaves, 0 to 3600. Defaults to 30. */
  deregistrationDelaySeconds?: number;
  /** Send a client to the same task for this long, 1 to 604800. Defaults to no stickiness. */
  stickySessionSeconds?: number;
}

/** On demand and Spot: a share of the tasks each, by weight. */
export interface CapacityArgs {
  /** Tasks that always run on demand, before weights count. Defaults to 0. */
  onDemandBase?: number;
  /** Share of the further tasks on demand, 0 to 1000. Defaults to 1. */
  onDemandWeight?: number;
  /** Share of the further tasks on Fargate Spot, 0 to 1000. Defaults to 0. */
  spotWeight?: number;
}

/** Another service that this one calls. */
export interface ConnectsToArgs {
  /** The other's name, for people. */
  name: string;
  /** The other's security group. */
  securityGroupId: pulumi.Input<string>;
  /** The TCP port it listens on. */
  port: number;
}

/** How a new version replaces the old one, a few tasks at a time; a failed one is rolled back. */
export interface DeploymentArgs {
  /** Healthy tasks kept during a deployment, in percent of the desired ones. Defaults to 100. */
  minimumHealthyPercent?: number;
  /** Most tasks during a deployment, in percent of the desired ones. Defaults to 200. */
  maximumPercent?: number;
  /** Minutes an update waits for the service to be stable. Defaults to 20. */
  timeoutMinutes?: number;
}

/** Arguments of FargateService. */
export interface FargateServiceArgs extends FargateTaskArgs {
  /** The service's name in the cluster, and its name for other services. Defaults to the component's name. */
  serviceName?: string;
  /** The cluster's ARN. */
  clusterArn: pulumi.Input<string>;
  /** The cluster's name. */
  clusterName: pulumi.Input<string>;
  /** The VPC. */
  vpcId: pulumi.Input<string>;
  /** The subnets tasks get their addresses in. */
  subnetIds: pulumi.Input<string[]>;
  /** Give each task a public address, in public subnets. Defaults to false. */
  assignPublicIp?: boolean;
  /** The security group all workloads share, with the ways to AWS and to the internet. */
  workloadSecurityGroupId: pulumi.Input<string>;
  /** TCP ports on which tasks with a public address may reach the internet. Defaults to 443. */
  publicEgressPorts?: number[];
  /** How the load balancer leads here, to the main container's port. Defaults to not at all. */
  route?: RouteArgs;
  /** Change the number of tasks by itself. Defaults to a fixed number. */
  scaling?: ScalingArgs;
  /** Tasks to run where nothing scales. Defaults to 1. */
  desiredCount?: number;
  /** On demand and Spot. Defaults to on demand only. */
  capacity?: CapacityArgs;
  /** How a new version replaces the old. Defaults to rolling with the limits named there. */
  deployment?: DeploymentArgs;
  /** Seconds after the start in which failed load-balancer checks do not count; with a route. Defaults to 60. */
  healthCheckGracePeriodSeconds?: number;
  /** Services this one calls: each gets the one security-group rule, before a task starts. Defaults to none. */
  connectsTo?: ConnectsToArgs[];
  /** How other services find this one: none, dnsA, dnsSrv or serviceConnect. Defaults to none. */
  discovery?: string;
  /** The Cloud Map private DNS namespace; needed for dnsA and dnsSrv. */
  dnsNamespaceId?: pulumi.Input<string>;
  /** That namespace's name, such as test.internal; needed for dnsA and dnsSrv. */
  dnsNamespaceName?: string;
  /** The Service Connect namespace; needed for serviceConnect, and by every service that calls such a service. */
  serviceConnectNamespaceArn?: pulumi.Input<string>;
}
