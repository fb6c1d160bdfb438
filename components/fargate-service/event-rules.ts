import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmText } from "../model/alarm-guide";
import type { ServicePart, ServiceSettings } from "./settings";

/** Events of a service that somebody is told of. */
interface ServiceEvents {
  readonly name: "restarts" | "deployment";
  readonly happened: string;
  readonly pattern: pulumi.Input<Record<string, unknown>>;
  /** The part of the event that says why, as a JSON path. */
  readonly reason: string;
}

/** Creates the rules of EventBridge that tell of tasks which end and deployments which fail. */
export function createEventRules(args: ServicePart): void {
  const { alarms, alarmActions } = args.service;
  if (alarms === undefined || alarmActions.length === 0) return;
  if (alarms.restarts) createEventRule(args, endedTasks(args.service));
  if (alarms.deployment) createEventRule(args, failedDeployments(args.service));
}

/**
 * A task that ends by itself: one that a deployment or scaling stops has another code.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
function endedTasks({ clusterArn, serviceName }: ServiceSettings): ServiceEvents {
  return {
    name: "restarts",
    happened: "a task ended because its essential container did (<reason>).",
    reason: "$.detail.stoppedReason",
    pattern: {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [clusterArn],
        group: [`service:${serviceName}`],
        lastStatus: ["STOPPED"],
        stopCode: ["EssentialContainerExited"],
      },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html */
function failedDeployments({ clusterArn, serviceName }: ServiceSettings): ServiceEvents {
  return {
    name: "deployment",
    happened: "a deployment failed (<reason>).",
    reason: "$.detail.reason",
    pattern: {
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: [serviceArn(clusterArn, serviceName)],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    },
  };
}

/** The ARN of a service, known before the service is: a first deployment that fails never gets that far. */
export function serviceArn(
  clusterArn: pulumi.Input<string>,
  serviceName: string,
): pulumi.Output<string> {
  return pulumi
    .output(clusterArn)
    .apply((arn) => `${arn.replace(":cluster/", ":service/")}/${serviceName}`);
}

function createEventRule(
  { name, parent, service }: ServicePart,
  { name: role, happened, pattern, reason }: ServiceEvents,
): void {
  const rule = new aws.cloudwatch.EventRule(
    `${name}-${role}`,
    {
      description: `Tells of ${role} of ${service.serviceName}`,
      eventPattern: pulumi.jsonStringify(pattern),
      tags: service.tags,
    },
    { parent },
  );
  service.alarmActions.forEach((topicArn, index) => {
    new aws.cloudwatch.EventTarget(
      // By place: the ARN of a topic of the same program is not known yet.
      index === 0 ? `${name}-${role}` : `${name}-${role}-${index + 1}`,
      {
        rule: rule.name,
        arn: topicArn,
        inputTransformer: {
          inputPaths: { reason },
          // A line of text is a JSON string: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
          inputTemplate: JSON.stringify(alarmText(role, service.serviceName, happened)),
        },
      },
      { parent },
    );
  });
}
