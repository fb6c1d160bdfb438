import * as pulumi from "@pulumi/pulumi";

/** Inputs for judging a finished deployment. */
export interface Deployment {
  /** The resource that the failure is reported for. */
  readonly resource: pulumi.Resource;
  readonly serviceName: string;
  /** The task definition that the service was asked to run. */
  readonly requested: pulumi.Output<string>;
  /** The task definition that the service runs, as AWS answered after the wait for stability. */
  readonly live: pulumi.Output<string | undefined>;
}

/**
 * The live task definition, or a failed update where ECS went back to the former one.
 *
 * The circuit breaker rolls a failed deployment back and the service is stable again, which the provider reports as
 * success (https://github.com/pulumi/pulumi-awsx/issues/1848, https://github.com/hashicorp/terraform-provider-aws/issues/20858).
 * The provider reads the service after its wait, so its `taskDefinition` is then what AWS runs and not what was
 * asked for. In a preview both are the planned value, or unknown, and nothing is judged.
 *
 * @throws pulumi.ResourceError, when the output is awaited, where the two differ.
 */
export function deployedTaskDefinition(deployment: Deployment): pulumi.Output<string> {
  return pulumi.all([deployment.requested, deployment.live]).apply(([requested, live]) => {
    if (live === requested) return requested;
    return fail(deployment, rollbackMessage(deployment.serviceName, requested, live));
  });
}

/** Ends the update with a message at the service and without a stack trace. */
function fail({ resource }: Deployment, message: string): never {
  throw new pulumi.ResourceError(message, resource, true);
}

/** Returns the message about a deployment that was rolled back. */
function rollbackMessage(serviceName: string, requested: string, live?: string): string {
  return (
    `Service "${serviceName}" was rolled back: it was asked to run ${revision(requested)} and runs ${revision(live)}. ` +
    "Its new tasks did not become healthy; the events of the service and the log of its stopped tasks say why. " +
    "The service keeps running as before: mend the cause and update again."
  );
}

/** `family:revision` out of a task definition's ARN. */
function revision(arn = "none"): string {
  return arn.slice(arn.indexOf("/") + 1);
}
