/** Changes of how a service is deployed that would lose requests, or that the provider would not pass on. Plain values, no Pulumi. */
import { isMap, type Path, valueAt } from "./check/path";

type Values = Readonly<Record<string, unknown>>;

/** What the engine tells a hook before an update. */
export interface PlannedUpdate {
  readonly oldInputs?: Values;
  readonly newInputs?: Values;
}

/** A rule of which ECS may have moved the requests away from the service's first target group. */
export interface MovableRule {
  /** Its ARN. */
  readonly rule: string;
  /** The ARN of the group that a new rule would send every request to. */
  readonly primary: string;
}

/** A target group's share of a rule's requests. */
export interface Share {
  readonly arn: string;
  readonly weight: number;
}

const rolling = "ROLLING";
const configuration = "deploymentConfiguration";
const advanced = ["loadBalancers", 0, "advancedConfiguration"] as const;

const textAt = (values: unknown, path: Path): string | undefined => {
  const value = valueAt(values, path);
  return typeof value === "string" ? value : undefined;
};

/** The rule that a service leaves for another one, or for rolling deployments; undefined where it keeps its rule or its route. */
export function leftRule({ oldInputs, newInputs }: PlannedUpdate): MovableRule | undefined {
  const ruleOf = [...advanced, "productionListenerRule"];
  const rule = textAt(oldInputs, ruleOf);
  const primary = textAt(oldInputs, ["loadBalancers", 0, "targetGroupArn"]);
  if (rule === undefined || primary === undefined) return undefined;
  if (!isMap(valueAt(newInputs, ["loadBalancers", 0]))) return undefined;
  return textAt(newInputs, ruleOf) === rule ? undefined : { rule, primary };
}

/** The listener rule itself, if it forwarded to two groups and is to forward to one. */
export function narrowedRule(rule: string, update: PlannedUpdate): MovableRule | undefined {
  const shares = valueAt(update.oldInputs, ["actions", 0, "forward", "targetGroups"]);
  // A rule that is to sign users in does so before it forwards.
  const actions = valueAt(update.newInputs, ["actions"]);
  const [primary] = (Array.isArray(actions) ? actions : []).flatMap(
    (action) => textAt(action, ["targetGroupArn"]) ?? [],
  );
  return Array.isArray(shares) && shares.length > 1 && primary !== undefined
    ? { rule, primary }
    : undefined;
}

/** The shares of a rule, as its data source has them. */
export const sharesOf = (
  actions: readonly {
    readonly forwards?: readonly { readonly targetGroups?: readonly Share[] }[];
  }[] = [],
): Share[] =>
  actions.flatMap(({ forwards = [] }) => forwards.flatMap(({ targetGroups = [] }) => targetGroups));

/** True if a group gets every request. */
export const getsEverything = (shares: readonly Share[], group: string): boolean =>
  shares.every(({ arn, weight }) => weight === 0 || arn === group);

/** What to do first where production is on the alternate group. */
export function moveBackFirst(place: {
  readonly serviceName: string;
  readonly clusterArn: string;
}): string {
  return [
    `Service "${place.serviceName}": production is on the alternate target group, and this change would send every request to ` +
      "the other one, which has no tasks. No request was moved.",
    "Deploy once more as the service is now, which moves production to the other group:",
    `  aws ecs update-service --force-new-deployment --cluster ${place.clusterArn} --service ${place.serviceName}`,
    "When that deployment is done, run this update again.",
  ].join("\n");
}

/** The problem of settings that are removed, and that the AWS provider would leave at ECS; undefined if there are none. */
export function keptByProvider(
  name: string,
  { oldInputs, newInputs }: PlannedUpdate,
): string | undefined {
  const hooks = [configuration, "lifecycleHooks"];
  if (valueAt(oldInputs, hooks) !== undefined && valueAt(newInputs, hooks) === undefined) {
    return (
      `Service "${name}": the AWS provider cannot remove the last approval, so ECS would go on asking. The service was not changed.\n` +
      `Write ${keyOf(name)}: { approval: { timeoutMinutes: 1, onTimeout: continue } }, with which a deployment goes on by ` +
      "itself after a minute."
    );
  }
  const strategy = textAt(oldInputs, [configuration, "strategy"]) ?? rolling;
  const named = valueAt(newInputs, [configuration]) !== undefined;
  return strategy === rolling || named ? undefined : unnamedStrategy(name);
}

/** The problem of a stack file that names no strategy any more. */
export const unnamedStrategy = (name: string): string =>
  `Service "${name}": the AWS provider leaves a strategy as it is that is no longer named, so ECS would go on moving requests ` +
  `between two target groups. The service was not changed.\nWrite ${keyOf(name)}: { strategy: rolling }.`;

const keyOf = (name: string): string => `drydock:services.${name}.deployment`;
