import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { MetricSources } from "./alarm-metrics";
import type { ServiceSettings } from "./settings";

/** The scaling of a service that scales. */
export type ScalingSettings = NonNullable<ServiceSettings["scaling"]>;

/** Inputs for the scaling of a service. */
export interface ServiceScalingArgs {
  /** The name of the service's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly scaling: ScalingSettings;
  readonly service: aws.ecs.Service;
  readonly sources: MetricSources;
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** The same with the scalable target that policies and actions act on. */
export interface ScalingScope extends ServiceScalingArgs {
  readonly target: aws.appautoscaling.Target;
}

/** How a policy or an action names the scalable target. */
export function scaledBy({ target }: ScalingScope) {
  return {
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
  };
}
