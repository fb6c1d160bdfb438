import { AsyncResource } from "node:async_hooks";
import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  getsEverything,
  keptByProvider,
  leftRule,
  type MovableRule,
  moveBackFirst,
  narrowedRule,
  sharesOf,
  unnamedStrategy,
} from "../model/deployment-change";
import type { DeployedService } from "./deployment-outcome";
import type { ServiceSettings } from "./settings";

/** Hooks that refuse a change of how a service is deployed, in the preview and before the provider is called. */
export interface DeploymentGuard {
  /** For the listener rule, which changes before the service. */
  readonly rule: pulumi.ResourceHookBinding;
  /** For the ECS service. */
  readonly service: pulumi.ResourceHookBinding;
}

/**
 * Only ECS knows which of two target groups has the tasks: neither the stack file nor, without a refresh, the state does. So a
 * change that needs them in the first group asks AWS, and no other change does.
 */
export function deploymentGuard(
  { resource, name, serviceName }: DeployedService,
  { clusterArn, deployment }: Pick<ServiceSettings, "clusterArn" | "deployment">,
): DeploymentGuard {
  const refuseIfMoved = async (movable: MovableRule | undefined): Promise<void> => {
    if (movable === undefined) return;
    const { actions } = await aws.lb.getListenerRule({ arn: movable.rule }, { parent: resource });
    if (!getsEverything(sharesOf(actions), movable.primary)) {
      throw new Error(moveBackFirst({ serviceName, clusterArn: await known(clusterArn) }));
    }
  };
  const hook = (of: string, check: (update: pulumi.ResourceHookArgs) => Promise<void>) => ({
    // The engine calls outside the program's context, in which an invoke has no monitor.
    beforeUpdate: [
      new pulumi.ResourceHook(`guard-${of}-${name}`, AsyncResource.bind(check), { onDryRun: true }),
    ],
  });
  return {
    rule: hook("rule", async (update) => {
      const narrowed = narrowedRule(update.id, update);
      if (narrowed !== undefined && deployment.strategy === undefined) {
        throw new Error(unnamedStrategy(name));
      }
      await refuseIfMoved(narrowed);
    }),
    service: hook("service", async (update) => {
      const kept = keptByProvider(name, update);
      if (kept !== undefined) throw new Error(kept);
      await refuseIfMoved(leftRule(update));
    }),
  };
}

/** The cluster of a service that exists, so its ARN is known in a preview too. */
const known = <Value>(value: pulumi.Input<Value>): Promise<pulumi.Unwrap<Value>> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
