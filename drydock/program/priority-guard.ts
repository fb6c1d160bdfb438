/** Refuses, before anything of a route exists, a rule whose priority another stack has on a listener that both share. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { boundHook } from "drydock-components/internal/bound-hook";
import { unlessAbsent } from "drydock-components/internal/unless-absent";
import { valueAt } from "drydock-components/model/check/path";
import { loadBalancerOf, type ServiceConfig } from "../config";
import { pullRequestOf } from "../config/route-range";
import type { Environment } from "./settings";

const ruleType = "aws:lb/listenerRule:ListenerRule";
/** What a route creates first. */
const groupType = "aws:lb/targetGroup:TargetGroup";

/** The rule that has the priority. */
export interface TakenBy {
  readonly arn: string;
  /** Of Drydock's tags; absent in a rule that something else created. */
  readonly project?: string | undefined;
  readonly environment?: string | undefined;
}

/** The stack that wants the priority. */
export interface Wanting {
  readonly service: string;
  readonly priority: number;
  readonly project: string;
  readonly stack: string;
}

/** Options of a service whose target group and rule are created for a listener of other stacks only if the priority is free. */
export function priorityGuarded(
  name: string,
  { route }: ServiceConfig,
  {
    environment: { config, names },
    options,
  }: {
    readonly environment: Pick<Environment, "config" | "names">;
    readonly options: pulumi.ComponentResourceOptions;
  },
): pulumi.ComponentResourceOptions {
  const existing = route && loadBalancerOf(route, config)?.existing;
  if (existing === undefined) return options;
  const { listenerArn } = existing;
  let resource: pulumi.Resource | undefined;
  const check = async ({ type, newInputs }: pulumi.ResourceHookArgs): Promise<void> => {
    // A rule of test requests has a priority of its own.
    const priority = type === ruleType ? valueAt(newInputs, ["priority"]) : route?.priority;
    if (typeof priority !== "number") return;
    const taken = await ruleAt({ listenerArn, priority }, { parent: resource });
    const wanting = { service: name, priority, project: names.project, stack: names.stack };
    const refusal = taken && priorityTaken(wanting, taken);
    if (refusal !== undefined) throw new Error(refusal);
  };
  const hook = boundHook(`priority-${name}`, check, { onDryRun: true });
  const transformation: pulumi.ResourceTransformation = (args) => {
    if (args.type !== ruleType && args.type !== groupType) return undefined;
    resource ??= args.opts.parent;
    const { beforeCreate = [], ...others } = args.opts.hooks ?? {};
    const hooks = { ...others, beforeCreate: [...beforeCreate, hook] };
    return { props: args.props, opts: { ...args.opts, hooks } };
  };
  return { ...options, transformations: [...(options.transformations ?? []), transformation] };
}

/** The provider's words, https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/tfresource/not_found_error.go. */
const noSuchRule = /empty result|RuleNotFound/;

/** @throws the provider's error in an update; in a preview, which may have no credentials, nothing is guarded without an answer */
async function ruleAt(
  args: { readonly listenerArn: string; readonly priority: number },
  options: pulumi.InvokeOptions,
): Promise<TakenBy | undefined> {
  const asked = lb.getListenerRule(args, options);
  const rule = pulumi.runtime.isDryRun()
    ? await asked.catch(() => undefined)
    : await unlessAbsent(noSuchRule, asked);
  if (rule === undefined) return undefined;
  return { arn: rule.arn, project: rule.tags["project"], environment: rule.tags["environment"] };
}

/** Says whose priority it is and what to do; undefined where it is the stack's own. */
export function priorityTaken(
  { service, priority, project, stack }: Wanting,
  { arn, ...other }: TakenBy,
): string | undefined {
  if (other.project === project && other.environment === stack) return undefined;
  const owner =
    other.environment === undefined
      ? `the rule ${arn}`
      : `the stack ${other.environment} of ${other.project ?? "another project"}`;
  const [own, others] = [stack, other.environment ?? ""].map(pullRequestOf);
  const fix =
    own !== undefined && others !== undefined
      ? `Pull requests ${others} and ${own} come to the same priorities. Destroy the environment of one: pulumi destroy --stack ${other.environment ?? ""}`
      : `Write a priority that is free: route.priority of ${service} in Pulumi.${stack}.yaml.`;
  return `The route of ${service} needs the priority ${priority} of its listener, and ${owner} has it. Nothing of the route was created.\n${fix}`;
}
