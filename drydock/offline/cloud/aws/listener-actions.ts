/** Chains of actions of listeners and their rules: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html */
import type { PropertyBag } from "../../capture/types";
import { isBag } from "../../capture/values";
import { CloudRefusal } from "../refusal";
import { textAt, textsAt, valuesAt } from "../values";
import type { ObjectsOf } from "./ecs-deployments";

export const listenerType = "aws:lb/listener:Listener";
export const ruleType = "aws:lb/listenerRule:ListenerRule";

/** The properties that an action which signs users in needs, by its type. */
const needed: Readonly<Record<string, { readonly in: string; readonly keys: readonly string[] }>> =
  {
    "authenticate-oidc": {
      in: "authenticateOidc",
      keys: [
        "issuer",
        "authorizationEndpoint",
        "tokenEndpoint",
        "userInfoEndpoint",
        "clientId",
        "clientSecret",
      ],
    },
    "authenticate-cognito": {
      in: "authenticateCognito",
      keys: ["userPoolArn", "userPoolClientId", "userPoolDomain"],
    },
  };

/** The types of actions that sign users in. */
export const signsIn = (type: string): boolean => type in needed;

/** The actions in a property, such as `actions`. */
export const actionsAt = (inputs: PropertyBag, property: string): PropertyBag[] =>
  valuesAt(inputs, `${property}.*`).map((action) => (isBag(action) ? action : {}));

/**
 * @param protocol of the listener; undefined for one that is not in this cloud
 * @throws CloudRefusal as AWS refuses a chain that does not end in an answer, or that cannot sign users in
 */
export function refuseChain(actions: readonly PropertyBag[], protocol: string | undefined): void {
  const types = actions.map((action) => textAt(action, "type"));
  const authentications = types.filter(signsIn);
  const [type] = authentications;
  if (type === undefined) return;
  if (protocol !== undefined && protocol !== "HTTPS") {
    refuse(`Actions of type '${type}' are supported only on HTTPS listeners`);
  }
  if (authentications.length > 1) refuse("You can specify only one authenticate action");
  if (types.indexOf(type) !== 0 || types.length < 2) {
    refuse("An authenticate action must be followed by an action that answers the request");
  }
  const { in: place = "", keys = [] } = needed[type] ?? {};
  for (const key of keys) {
    if (textAt(actions[0] ?? {}, `${place}.${key}`) === "") {
      throw new CloudRefusal("ValidationError", `A value for ${place}.${key} must be specified`);
    }
  }
}

function refuse(reason: string): never {
  throw new CloudRefusal("InvalidLoadBalancerAction", reason);
}

/** @throws CloudRefusal if there is no such rule */
export function describedRule(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const rules = objectsOf(ruleType);
  const rule = "priority" in args ? ruleAt(args, rules) : askedFor(args, rules, "Rule");
  const { id: arn } = rule;
  const { listenerArn = "", priority = 1, conditions = [], tagsAll = {} } = rule.inputs;
  const actions = actionsAt(rule.inputs, "actions").map((own, index) => {
    const targetGroups = valuesAt(own, "forward.targetGroups.*");
    const [only] = textsAt(own, "targetGroupArn");
    const groups = only === undefined ? targetGroups : [{ arn: only, weight: 1 }];
    return { type: textAt(own, "type"), order: index + 1, forwards: [{ targetGroups: groups }] };
  });
  return { id: arn, arn, listenerArn, priority, conditions, actions, tags: tagsAll };
}

/** The rule that a data source is asked for by its place on a listener. */
function ruleAt(
  { listenerArn, priority }: PropertyBag,
  rules: ReturnType<ObjectsOf>,
): ReturnType<ObjectsOf>[number] {
  const found = rules.find(
    ({ inputs }) => inputs["listenerArn"] === listenerArn && inputs["priority"] === priority,
  );
  if (found !== undefined) return found;
  throw new CloudRefusal("RuleNotFound", "empty result");
}

/** @throws CloudRefusal if there is no such listener */
export function describedListener(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const { id, inputs } = askedFor(args, objectsOf(listenerType), "Listener");
  return { ...inputs, id, arn: id };
}

/** The object that a data source is asked for by its ARN. */
function askedFor(
  args: PropertyBag,
  objects: ReturnType<ObjectsOf>,
  what: "Listener" | "Rule",
): ReturnType<ObjectsOf>[number] {
  const arn = textAt(args, "arn");
  const found = objects.find(({ id }) => id === arn);
  if (found !== undefined) return found;
  throw new CloudRefusal(`${what}NotFound`, `One or more ${what.toLowerCase()}s not found: ${arn}`);
}
