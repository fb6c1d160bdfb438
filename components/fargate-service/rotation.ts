import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { regionalArn } from "../internal/arns";
import { getIdentity } from "../internal/identity";
import { serviceTrustPolicy } from "../internal/policy-document";
import { createRole } from "../internal/role";
import { serviceArn } from "./event-rules";
import type { ServicePart } from "./settings";

/**
 * Deploys the service again when a secret that it reads gets another current version: a rule, and a state machine, since
 * EventBridge has no target that updates a service.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/secret-event-notifications.html
 */
export function createRotationRule(args: ServicePart): void {
  const { name, parent, service } = args;
  const { redeployOnRotationOf: secretArns, tags } = service;
  if (secretArns.length === 0) return;
  const machine = createRedeployment(args);
  const rule = new aws.cloudwatch.EventRule(
    `${name}-rotation`,
    {
      description: `Secrets of ${service.serviceName} that got another current version`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.secretsmanager"],
        "detail-type": ["Secret Label Updated"],
        resources: secretArns,
        detail: { labelUpdated: ["AWSCURRENT"] },
      }),
      tags,
    },
    { parent },
  );
  const { role } = createRole({
    name: `${name}-rotation`,
    description: `Starts a deployment of ${service.serviceName} after a rotation`,
    parent,
    trustPolicy: serviceTrustPolicy({
      service: "events.amazonaws.com",
      accountId: getIdentity(parent).accountId,
      sourceArn: rule.arn,
    }),
    grants: [{ sid: "StartDeployment", actions: "states:StartExecution", resources: machine.arn }],
    permissionsBoundaryArn: service.permissionsBoundaryArn,
    tags,
  });
  new aws.cloudwatch.EventTarget(
    `${name}-rotation`,
    { rule: rule.name, arn: machine.arn, roleArn: role.arn },
    { parent },
  );
}

/** The state machine that deploys the service as it is. */
function createRedeployment({ name, parent, service }: ServicePart): aws.sfn.StateMachine {
  const { clusterArn, serviceName, region, tags } = service;
  const identity = getIdentity(parent);
  const { role, policies } = createRole({
    name: `${name}-redeployment`,
    description: `Deploys ${serviceName} again after a rotation`,
    parent,
    trustPolicy: serviceTrustPolicy({
      service: "states.amazonaws.com",
      accountId: identity.accountId,
      sourceArn: regionalArn({ ...identity, region }, "states", `stateMachine:${name}-*`),
    }),
    grants: [
      {
        sid: "DeployAgain",
        actions: "ecs:UpdateService",
        resources: serviceArn(clusterArn, serviceName),
      },
    ],
    permissionsBoundaryArn: service.permissionsBoundaryArn,
    tags,
  });
  const definition = pulumi.all([identity.partition, clusterArn]).apply(([partition, cluster]) =>
    JSON.stringify({
      Comment: `Deploys ${serviceName} again`,
      QueryLanguage: "JSONata",
      StartAt: "Deploy",
      States: {
        Deploy: {
          Type: "Task",
          Resource: `arn:${partition}:states:::aws-sdk:ecs:updateService`,
          Arguments: { Cluster: cluster, Service: serviceName, ForceNewDeployment: true },
          Retry: [
            { ErrorEquals: ["States.ALL"], IntervalSeconds: 30, MaxAttempts: 5, BackoffRate: 2 },
          ],
          End: true,
        },
      },
    }),
  );
  return new aws.sfn.StateMachine(
    `${name}-rotation`,
    { definition, roleArn: role.arn, tags },
    // AWS tries out the role when it creates the machine.
    { parent, dependsOn: [...policies] },
  );
}
