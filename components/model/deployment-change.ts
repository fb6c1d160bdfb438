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
  /** The ARN of the service's second group, which must not have the tasks. */
  readonly alternate: string;
}

/** A target group's share of a rule's requests. */
export interface Share {
  readonly arn: string;
  readonly weight: number;
}

const rolling = "ROLLING";
const configuration = "deploymentConfiguration";
const advanced = ["loadBalancers", 0, "advancedConfiguration"] as const;
const productionRule = [...advanced, "productionListenerRule"];

const textAt = (values: unknown, path: Path): string | undefined => {
  const value = valueAt(values, path);
  return typeof value === "string" ? value : undefined;
};

/** The rule that a service leaves for another one, or for rolling deployments; undefined where it keeps its rule or its route. */
export function leftRule({ oldInputs, newInputs }: PlannedUpdate): MovableRule | undefined {
  const rule = textAt(oldInputs, productionRule);
  const alternate = textAt(oldInputs, [...advanced, "alternateTargetGroupArn"]);
  if (rule === undefined || alternate === undefined) return undefined;
  if (!isMap(valueAt(newInputs, ["loadBalancers", 0]))) return undefined;
  return textAt(newInputs, productionRule) === rule ? undefined : { rule, alternate };
}

/** True if the service goes on with its rule, whose target groups belong to ECS, and is to have other ones. */
export function replacesGroups({ oldInputs, newInputs }: PlannedUpdate): boolean {
  const rule = textAt(oldInputs, productionRule);
  const groupOf = ["loadBalancers", 0, "targetGroupArn"];
  return (
    rule !== undefined &&
    textAt(newInputs, productionRule) === rule &&
    textAt(newInputs, groupOf) !== textAt(oldInputs, groupOf)
  );
}

/** The listener rule itself, if it forwarded to two groups and is to forward to one, which may be another one. */
export function narrowedRule(rule: string, update: PlannedUpdate): MovableRule | undefined {
  const [, alternate] = groupsIn(update.oldInputs);
  return alternate !== undefined && groupsIn(update.newInputs).length === 0
    ? { rule, alternate }
    : undefined;
}

/** The target groups that share a rule's requests. A rule that signs users in does so before it forwards. */
function groupsIn(inputs: Values | undefined): string[] {
  const actions = valueAt(inputs, ["actions"]);
  return (Array.isArray(actions) ? actions : []).flatMap((action) => {
    const groups = valueAt(action, ["forward", "targetGroups"]);
    return (Array.isArray(groups) ? groups : []).flatMap((group) => textAt(group, ["arn"]) ?? []);
  });
}

/** The shares of a rule, as its data source has them. */
export const sharesOf = (
  actions: readonly {
    readonly forwards?: readonly { readonly targetGroups?: readonly Share[] }[];
  }[] = [],
): Share[] =>
  actions.flatMap(({ forwards = [] }) => forwards.flatMap(({ targetGroups = [] }) => targetGroups));

/** True if a group gets requests. */
export const getsRequests = (shares: readonly Share[], group: string): boolean =>
  shares.some(({ arn, weight }) => weight > 0 && arn === group);

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

/** What to do where target groups would be replaced that ECS has in a rule. */
export const groupsOfEcs = (name: string): string =>
  `Service "${name}": this change replaces its target groups, and its listener rule would go on leading to the former ones: ` +
  "under this strategy the groups of the rule belong to ECS. No request was moved.\n" +
  `Write ${keyOf(name)}: { strategy: rolling } with this change and update; then write the former strategy again, and update.`;

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
