import { AsyncResource } from "node:async_hooks";
import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { shiftingService, type ShiftingService } from "../internal/shifting-service";
import {
  getsRequests,
  groupsOfEcs,
  keptByProvider,
  leftRule,
  type MovableRule,
  moveBackFirst,
  narrowedRule,
  replacesGroups,
  sharesOf,
  unnamedStrategy,
} from "../model/deployment-change";
import { deploymentPlan } from "../model/deployment-plan";
import type { DeployedService } from "./deployment-outcome";
import type { ServiceSettings } from "./settings";

/** Hooks that refuse a change of how a service is deployed, in the preview and before the provider is called. */
export interface DeploymentGuard {
  /** For the first target group: of another route it is created before everything else. */
  readonly group: pulumi.ResourceHookBinding;
  /** For the listener rule, which changes before the service. */
  readonly rule: pulumi.ResourceHookBinding;
  /** For the ECS service. */
  readonly service: pulumi.ResourceHookBinding;
}

/**
 * Only ECS knows which of two target groups has the tasks: neither the stack file nor, without a refresh, the state does. So a
 * change that needs them in the first group asks AWS, and so do new target groups and rules, which may be those of another route.
 */
export function deploymentGuard(
  deployed: DeployedService,
  { clusterArn, deployment, route }: Guarded,
): DeploymentGuard {
  const { resource, name, serviceName } = deployed;
  const shifts = deploymentPlan(deployment).shifting !== undefined;
  const refuseIfMoved = async (movable: MovableRule | undefined): Promise<void> => {
    if (movable === undefined) return;
    const { actions } = await aws.lb.getListenerRule({ arn: movable.rule }, { parent: resource });
    if (getsRequests(sharesOf(actions), movable.alternate)) {
      throw new Error(moveBackFirst({ serviceName, clusterArn: await known(clusterArn) }));
    }
  };
  // Asked once: everything that is created waits for the same answer.
  let asked: Promise<ShiftingService | undefined> | undefined;
  const present = async () =>
    (asked ??= shiftingService(
      { cluster: await known(clusterArn), serviceName },
      { parent: resource },
    ));
  const refuseNewRule = async (): Promise<void> => {
    const service = await present();
    if (service?.onAlternate === true) throw new Error(moveBackFirst(service));
  };
  const refuseNewGroup = async (): Promise<void> => {
    const service = await present();
    const staysInRule = service?.listenerArn === (await known(route?.listenerArn));
    if (service !== undefined && shifts && staysInRule) throw new Error(groupsOfEcs(name));
    await refuseNewRule();
  };
  return {
    group: { beforeCreate: [onUpdate(`guard-group-${name}`, refuseNewGroup)] },
    rule: {
      beforeCreate: [onUpdate(`guard-new-rule-${name}`, refuseNewRule)],
      beforeUpdate: [
        always(`guard-rule-${name}`, async (update) => {
          const narrowed = narrowedRule(update.id, update);
          if (narrowed !== undefined && deployment.strategy === undefined) {
            throw new Error(unnamedStrategy(name));
          }
          await refuseIfMoved(narrowed);
        }),
      ],
    },
    service: {
      beforeUpdate: [
        always(`guard-service-${name}`, async (update) => {
          const kept = keptByProvider(name, update);
          if (kept !== undefined) throw new Error(kept);
          if (replacesGroups(update)) throw new Error(groupsOfEcs(name));
          await refuseIfMoved(leftRule(update));
        }),
      ],
    },
  };
}

type Guarded = Pick<ServiceSettings, "clusterArn" | "deployment" | "route">;
type Check = (change: pulumi.ResourceHookArgs) => Promise<void>;

/** The engine calls outside the program's context, in which an invoke has no monitor. */
const always = (name: string, check: Check) =>
  new pulumi.ResourceHook(name, AsyncResource.bind(check), { onDryRun: true });

/** In a preview the service's own hook tells first: of a new environment there is nothing to ask. */
const onUpdate = (name: string, check: Check) =>
  new pulumi.ResourceHook(name, AsyncResource.bind(check));

/** A value of what is created before, or exists. */
const known = <Value>(value: pulumi.Input<Value>): Promise<pulumi.Unwrap<Value>> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
