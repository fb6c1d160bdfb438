import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceSettings } from "./settings";

/** The scaling of a service that scales. */
export type ScalingSettings = NonNullable<ServiceSettings["scaling"]>;

/** Inputs for the scaling of a service. */
export interface ServiceScalingArgs {
  /** The name of the service's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly scaling: ScalingSettings;
  readonly clusterName: pulumi.Input<string>;
  readonly service: aws.ecs.Service;
  /** `<load balancer>/<target group>` by their ARN suffixes; undefined without a route. */
  readonly requestLabel: pulumi.Output<string> | undefined;
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
