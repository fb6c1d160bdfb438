import type * as aws from "../internal/aws";
import type { MetricSources } from "./alarm-metrics";
import type { ServicePart, ServiceSettings } from "./settings";

/** The scaling of a service that scales. */
export type ScalingSettings = NonNullable<ServiceSettings["scaling"]>;

/** Inputs for the scaling of a service. */
export interface ServiceScalingArgs extends ServicePart {
  readonly scaling: ScalingSettings;
  readonly ecsService: aws.ecs.Service;
  readonly sources: MetricSources;
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
