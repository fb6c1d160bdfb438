/** The target group that gets a service's requests: ECS moves them from one to the other at each deployment. */
import { mapValues } from "../../../config/map-values";
import type { PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { CloudRefusal } from "../refusal";
import type { CloudObject, CloudStore } from "../store";
import type { Situation } from "../types";
import { textAt, textsAt, valuesAt } from "../values";
import { ruleType } from "./listener-actions";

const shares = "actions.*.forward.targetGroups.*";

/** The target group in which a service's tasks are registered. */
export const registeredTasksType = "registered tasks: aws:ecs/service:Service";

/** The settings for moving requests; undefined for a rolling deployment. */
function moves({ inputs }: CloudObject) {
  const strategy = textAt(inputs, "deploymentConfiguration.strategy");
  const [advanced] = valuesAt(inputs, "loadBalancers.*.advancedConfiguration");
  if (strategy === "" || strategy === "ROLLING" || advanced === undefined || !isBag(advanced)) {
    return undefined;
  }
  const [primary = ""] = textsAt(inputs, "loadBalancers.*.targetGroupArn");
  const [alternate, rule, testRule] = [
    "alternateTargetGroupArn",
    "productionListenerRule",
    "testListenerRule",
  ].map((key) => textAt(advanced, key));
  return { primary, alternate: alternate ?? "", rule: rule ?? "", testRule: testRule ?? "" };
}

/** @throws CloudRefusal as the deployment fails where the rule does not lead to both groups */
export function refuseUnassociatedGroups({ store, object }: Situation): void {
  const planned = moves(object);
  if (planned === undefined) return;
  const forwarded = textsAt(store.find(ruleType, planned.rule)?.inputs ?? {}, `${shares}.arn`);
  refuseMixedRule([planned.rule, planned.testRule].flatMap((id) => store.find(ruleType, id) ?? []));
  if ([planned.primary, planned.alternate].every((group) => forwarded.includes(group))) return;
  throw new CloudRefusal(
    "InvalidParameterException",
    "Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.",
  );
}

/**
 * As the deployment fails where a rule does more than forward.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
function refuseMixedRule(rules: readonly CloudObject[]): void {
  const other = rules.flatMap(({ inputs }) =>
    textsAt(inputs, "actions.*.type").filter((type) => type !== "forward"),
  );
  if (other.length === 0) return;
  throw new CloudRefusal(
    "InvalidParameterException",
    `The listener rule has an action of type ${other.join()}, which a deployment that shifts traffic does not support.`,
  );
}

/** Ends a deployment that succeeded: its tasks get every request. The first one of a service has the first group. */
export function moveRequests({ store, object }: Situation): void {
  const [primary] = textsAt(object.inputs, "loadBalancers.*.targetGroupArn");
  if (primary === undefined) return;
  const record = { ...object, type: registeredTasksType };
  const former = textAt(store.find(registeredTasksType, object.id)?.inputs ?? {}, "targetGroup");
  const planned = moves(object);
  const targetGroup = planned !== undefined && former === primary ? planned.alternate : primary;
  // The new tasks are there before they get a request, and the old ones until they get none.
  store.put({ ...record, inputs: { targetGroup, before: former } });
  // Test requests reach the new tasks before all others do.
  for (const id of planned === undefined ? [] : [planned.testRule, planned.rule]) {
    const rule = store.find(ruleType, id);
    if (rule !== undefined) sendEverything(store, rule, targetGroup);
  }
  store.put({ ...record, inputs: { targetGroup } });
}

export function forgetRequests({ store, object }: Situation): void {
  const tasks = store.find(registeredTasksType, object.id);
  if (tasks !== undefined) store.remove(tasks);
}

function sendEverything(store: CloudStore, rule: CloudObject, targetGroup: string): void {
  const weighted = (value: PropertyValue): PropertyValue => {
    if (Array.isArray(value)) return value.map(weighted);
    if (!isBag(value)) return value;
    if ("weight" in value) return { ...value, weight: value["arn"] === targetGroup ? 100 : 0 };
    return mapValues(value, weighted);
  };
  const actions = weighted(rule.inputs["actions"] ?? []);
  store.put({ ...rule, inputs: { ...rule.inputs, actions }, state: { ...rule.state, actions } });
}
