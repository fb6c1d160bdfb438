import { AsyncResource } from "node:async_hooks";
import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { changedTaskDefinition, correctedSettings } from "./corrected-settings";
import {
  type Asked,
  type Attempt,
  deploymentProblem,
  failedDeployment,
  type LiveService,
} from "./deployment-report";

/** Whose deployments are judged. */
export interface DeployedService {
  /** The component, which problems are reported for. */
  readonly resource: pulumi.Resource;
  /** The component's name. */
  readonly name: string;
  readonly serviceName: string;
}

/** How this run's deployment of a service ends. */
export interface DeploymentOutcome {
  /** For the ECS service. */
  readonly hooks: pulumi.ResourceHookBinding;
  /**
   * The task definition that runs.
   *
   * @throws pulumi.ResourceError, when the output is awaited, if the service does not run the requested task definition. A preview
   *   asks for nothing.
   */
  taskDefinition(service: aws.ecs.Service, asked: pulumi.Output<string>): pulumi.Output<string>;
}

/**
 * Reads from ECS how a deployment ended, which neither the provider's success nor the state tells: the state of a failed
 * update holds the planned values, and the update after it changes nothing (https://github.com/pulumi/pulumi/issues/21458).
 */
export function deploymentOutcome(deployed: DeployedService): DeploymentOutcome {
  const { resource, name, serviceName } = deployed;
  let attempt: Attempt = { deployed: false, corrected: [] };
  const askedFor = (taskDefinition: string): Asked => ({
    name,
    serviceName,
    taskDefinition,
    stack: pulumi.getStack(),
  });
  const read = (clusterArn: string): Promise<LiveService> =>
    aws.ecs.getService({ clusterArn, serviceName }, { parent: resource });

  const noticeCreation = () => {
    attempt = { deployed: true, corrected: [] };
  };
  const noticeUpdate = (update: pulumi.ResourceHookArgs) => {
    const corrected = correctedSettings(update);
    attempt = { deployed: changedTaskDefinition(update), corrected };
  };
  const explain = async ({ newInputs, errors }: pulumi.ErrorHookArgs): Promise<boolean> => {
    const { cluster, taskDefinition }: Readonly<Record<string, unknown>> = { ...newInputs };
    if (typeof cluster !== "string" || typeof taskDefinition !== "string") return false;
    // A service that ECS refused does not exist; the provider's error says why.
    const live = await read(cluster).catch(() => undefined);
    if (live !== undefined) {
      await pulumi.log.error(failedDeployment(askedFor(taskDefinition), live, errors), resource);
    }
    return false;
  };

  return {
    hooks: {
      afterCreate: [new pulumi.ResourceHook(`notice-creation-${name}`, noticeCreation)],
      afterUpdate: [new pulumi.ResourceHook(`notice-update-${name}`, noticeUpdate)],
      // The engine calls outside the program's context, in which an invoke has no monitor.
      onError: [new pulumi.ErrorHook(`explain-${name}`, AsyncResource.bind(explain))],
    },
    taskDefinition: (service, asked) =>
      pulumi
        .all([asked, service.urn, service.cluster, service.taskDefinition])
        .apply(async ([taskDefinition, urn, clusterArn]) => {
          if (pulumi.runtime.isDryRun()) return taskDefinition;
          const live = await read(clusterArn);
          const wanted = { ...askedFor(taskDefinition), urn, clusterArn };
          const problem = deploymentProblem(wanted, live, attempt);
          if (problem === undefined) return taskDefinition;
          throw new pulumi.ResourceError(problem, resource, true);
        }),
  };
}
