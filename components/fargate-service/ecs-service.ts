import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FargateTask } from "../fargate-task";
import { deploymentPlan } from "../model/deployment-plan";
import { waitTag } from "../model/job";
import type { MetricAlarmName } from "./alarm-plans";
import { capacityProviderStrategy } from "./capacity";
import { deploymentConfiguration, failureDetection } from "./deployment-configuration";
import type { ServiceDiscovery } from "./discovery";
import type { ServiceRoute } from "./route";
import type { ServiceSecurity } from "./security-rules";
import type { ServicePart, ServiceSettings } from "./settings";

/** Inputs for the ECS service. */
export interface EcsServiceArgs extends ServicePart {
  readonly task: FargateTask;
  readonly security: ServiceSecurity;
  readonly route: ServiceRoute | undefined;
  readonly discovery: ServiceDiscovery;
  readonly alarms: ReadonlyMap<MetricAlarmName, aws.cloudwatch.MetricAlarm>;
  /** Resources that must exist before tasks start, such as VPC endpoints, and what happens before and after a change. */
  readonly caller: Pick<pulumi.ComponentResourceOptions, "dependsOn" | "hooks">;
  readonly hooks: pulumi.ResourceHookBinding;
}

/**
 * Updates wait as long as the deployment may take. A delete has to wait for the deregistration delay of the
 * last task (up to an hour) and for the tasks to stop, so it gets that and ten minutes, never under twenty.
 */
export function serviceTimeouts(service: ServiceSettings) {
  const wait = `${deploymentPlan(service.deployment).timeoutMinutes}m`;
  const delayMinutes = Math.ceil((service.route?.deregistrationDelaySeconds ?? 30) / 60);
  return { create: wait, update: wait, delete: `${Math.max(20, delayMinutes + 10)}m` };
}

/**
 * Zones are rebalanced by starting a task before one is stopped, for which ECS demands a maximum above 100 percent.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
export function zoneRebalancing({
  maximumPercent,
}: Pick<ServiceSettings["deployment"], "maximumPercent">): "ENABLED" | "DISABLED" {
  return maximumPercent > 100 ? "ENABLED" : "DISABLED";
}

/** Creates the ECS service; it is done when the service is stable. */
export function createEcsService(args: EcsServiceArgs): aws.ecs.Service {
  const { name, parent, service, task, security, route, discovery } = args;
  const { deployment, scaling } = service;
  const shared = service.route?.sharedSecurityGroupId;
  return new aws.ecs.Service(
    name,
    {
      name: service.serviceName,
      cluster: service.clusterArn,
      taskDefinition: task.taskDefinitionArn,
      desiredCount: scaling?.min ?? service.desiredCount ?? 1,
      capacityProviderStrategies: capacityProviderStrategy(service.capacity),
      // Without it the provider replaces the service when a capacity share changes. It acts only in updates
      // that change something else, so it causes no difference by itself.
      forceNewDeployment: true,
      triggers: service.triggers,
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: service.subnetIds,
        securityGroups: [
          service.workloadSecurityGroupId,
          security.securityGroup.id,
          ...(shared === undefined ? [] : [shared]),
        ],
        assignPublicIp: service.assignPublicIp,
      },
      loadBalancers: route && [route.loadBalancer],
      healthCheckGracePeriodSeconds:
        route === undefined ? undefined : service.healthCheckGracePeriodSeconds,
      serviceRegistries: discovery.serviceRegistries,
      serviceConnectConfiguration: discovery.serviceConnectConfiguration,
      deploymentConfiguration: deploymentConfiguration(deployment),
      ...failureDetection(deployment, watchedAlarms(deployment, args.alarms)),
      deploymentMinimumHealthyPercent: deployment.minimumHealthyPercent,
      deploymentMaximumPercent: deployment.maximumPercent,
      availabilityZoneRebalancing: zoneRebalancing(deployment),
      enableExecuteCommand: service.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
      tags: serviceTags(service),
    },
    pulumi.mergeOptions(args.caller, {
      parent,
      hooks: args.hooks,
      // Roles, access points, rules and the listener rule have to exist before the first task, and to
      // outlive the last one.
      dependsOn: [task, ...security.rules, ...(route?.needed ?? [])],
      customTimeouts: serviceTimeouts(service),
      // A cluster holds one service of a name, so a replacement has to come after.
      deleteBeforeReplace: true,
      // Autoscaling owns the number of tasks from the first one on.
      ignoreChanges: scaling === undefined ? [] : ["desiredCount"],
    }),
  );
}

/** Tags do not deploy the service, as `triggers` would. */
function serviceTags({ tags, waitsFor }: ServiceSettings): ServiceSettings["tags"] {
  if (waitsFor === undefined) return tags;
  return Object.entries(waitsFor).reduce(
    (all, [job, version]) => ({ ...all, [waitTag(job)]: version }),
    { ...tags },
  );
}

/** The names of the alarms that roll a deployment back; those of the service itself exist before it. */
function watchedAlarms(
  { rollbackOn, alarmNames }: ServiceSettings["deployment"],
  alarms: EcsServiceArgs["alarms"],
): pulumi.Input<string>[] {
  return [...rollbackOn.flatMap((alarm) => alarms.get(alarm)?.name ?? []), ...alarmNames];
}
