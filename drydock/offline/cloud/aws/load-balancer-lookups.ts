/** What the data sources of load balancers say. */
import type { PropertyBag } from "../../capture/types";
import { isBag } from "../../capture/values";
import { CloudRefusal } from "../refusal";
import { textAt, textsAt, valuesAt } from "../values";
import type { ObjectsOf } from "./ecs-deployments";
import { listenerType, ruleType } from "./load-balancing";

/** @throws CloudRefusal if there is no such rule */
export function describedRule(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const arn = textAt(args, "arn");
  const rule = objectsOf(ruleType).find(({ id }) => id === arn);
  if (rule === undefined) {
    throw new CloudRefusal("RuleNotFound", `One or more rules not found: ${arn}`);
  }
  const { listenerArn = "", priority = 1, conditions = [] } = rule.inputs;
  const actions = valuesAt(rule.inputs, "actions.*").map((action, index) => {
    const own = isBag(action) ? action : {};
    const targetGroups = valuesAt(own, "forward.targetGroups.*");
    const [only] = textsAt(own, "targetGroupArn");
    const groups = only === undefined ? targetGroups : [{ arn: only, weight: 1 }];
    return { type: textAt(own, "type"), order: index + 1, forwards: [{ targetGroups: groups }] };
  });
  return { id: arn, arn, listenerArn, priority, conditions, actions };
}

/** @throws CloudRefusal if there is no such listener */
export function describedListener(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const arn = textAt(args, "arn");
  const listener = objectsOf(listenerType).find(({ id }) => id === arn);
  if (listener === undefined) {
    throw new CloudRefusal("ListenerNotFound", `One or more listeners not found: ${arn}`);
  }
  return { ...listener.inputs, id: arn, arn };
}
