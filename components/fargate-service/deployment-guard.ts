import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundHook } from "../internal/bound-hook";
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
  const refuseNarrowed = async (update: pulumi.ResourceHookArgs): Promise<void> => {
    const narrowed = narrowedRule(update.id, update);
    if (narrowed !== undefined && deployment.strategy === undefined) {
      throw new Error(unnamedStrategy(name));
    }
    await refuseIfMoved(narrowed);
  };
  const refuseUnsafe = async (update: pulumi.ResourceHookArgs): Promise<void> => {
    const kept = keptByProvider(name, update);
    if (kept !== undefined) throw new Error(kept);
    if (replacesGroups(update)) throw new Error(groupsOfEcs(name));
    await refuseIfMoved(leftRule(update));
  };
  return {
    // In a preview the service's own hook tells first: of a new environment there is nothing to ask.
    group: { beforeCreate: [boundHook(`guard-group-${name}`, refuseNewGroup)] },
    rule: {
      beforeCreate: [boundHook(`guard-new-rule-${name}`, refuseNewRule)],
      beforeUpdate: [boundHook(`guard-rule-${name}`, refuseNarrowed, inPreviewsToo)],
    },
    service: {
      beforeUpdate: [boundHook(`guard-service-${name}`, refuseUnsafe, inPreviewsToo)],
    },
  };
}

type Guarded = Pick<ServiceSettings, "clusterArn" | "deployment" | "route">;

const inPreviewsToo = { onDryRun: true };

/** A value of what is created before, or exists. */
const known = <Value>(value: pulumi.Input<Value>): Promise<pulumi.Unwrap<Value>> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
