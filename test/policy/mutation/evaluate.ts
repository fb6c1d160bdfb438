import type { PackResource, WireProperties } from "../../../drydock/offline/pack";
import { messageOf } from "../../../policy/lib/message";
import { StackModel } from "../../../policy/lib/model/stack-model";
import type { StackResource } from "../../../policy/lib/model/stack-resource";
import { kindOf, kinds } from "../../../policy/lib/kinds";
import { optionsOf } from "../../../policy/lib/options";
import type { ResourceCheck, Rule } from "../../../policy/lib/rule";

/** Resources by any key; the keys mean nothing to the rules. */
export type Graph = ReadonlyMap<string, PackResource>;

/** The findings of a rule on a graph. */
export interface Outcome {
  readonly rule: string;
  /** The resource's name. */
  readonly at: string;
  readonly message: string;
}

/** Tells findings apart, so that those of the unchanged graph can be taken away. */
export function keyOf({ rule, at, message }: Outcome): string {
  return `${rule} ${at} ${message}`;
}

export interface Evaluation {
  readonly findings: readonly Outcome[];
  readonly deferrals: readonly Outcome[];
}

interface Draft extends StackResource {
  parent: StackResource | undefined;
  dependencies: readonly StackResource[];
  propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

/**
 * Resources of earlier models, by what they were made of. A mutant has all but one resource in common with the graph
 * it comes from: what a rule once read of those, it need not read again.
 */
const shared = new WeakMap<PackResource, StackResource>();

/** The graph as the model's resources: a test's own way there, without the policy SDK. */
export function modelOf(graph: Graph): StackModel {
  const made = new Map<string, StackResource>();
  const drafts: [PackResource, Draft][] = [];
  for (const one of graph.values()) {
    const earlier = shared.get(one);
    if (earlier !== undefined && linksOf(earlier).every((to) => made.get(to.urn) === to)) {
      made.set(one.urn, earlier);
    } else {
      const draft = draftOf(one);
      drafts.push([one, draft]);
      made.set(one.urn, draft);
    }
  }
  const linked = (urns: readonly string[] = []): StackResource[] =>
    urns.flatMap((urn) => made.get(urn) ?? []);
  for (const [one, draft] of drafts) {
    draft.parent = linked(one.parent === undefined ? [] : [one.parent])[0];
    draft.dependencies = linked(one.dependencies);
    draft.propertyDependencies = Object.fromEntries(
      Object.entries(one.propertyDependencies ?? {}).map(([name, urns]) => [name, linked(urns)]),
    );
    if (linksOf(draft).length === linksOf(one).length) shared.set(one, draft);
  }
  return new StackModel([...made.values()]);
}

function draftOf(one: PackResource): Draft {
  return {
    urn: one.urn,
    type: one.type,
    name: one.name,
    kind: kindOf(one.type),
    properties: one.outputs ?? one.properties,
    protect: one.options?.protect ?? false,
    secretOutputs: one.options?.additionalSecretOutputs ?? [],
    hasProvider: one.provider !== undefined,
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
  };
}

/** Everything that a resource leads to: resources, or their URNs. */
function linksOf<Link>({
  parent,
  dependencies = [],
  propertyDependencies = {},
}: {
  readonly parent?: Link | undefined;
  readonly dependencies?: readonly Link[] | undefined;
  readonly propertyDependencies?: Readonly<Record<string, readonly Link[]>> | undefined;
}): Link[] {
  const own = parent === undefined ? dependencies : [parent, ...dependencies];
  return [...own, ...Object.values(propertyDependencies).flat()];
}

/** Runs rules on a graph, in this process, on all its resources. */
export async function evaluate(
  rules: readonly Rule[],
  graph: Graph,
  options: Readonly<Record<string, WireProperties>> = {},
): Promise<Evaluation> {
  const findings: Outcome[] = [];
  const deferrals: Outcome[] = [];
  const stack = modelOf(graph);
  const ofType = byType(graph);
  for (const rule of rules) {
    const configured = options[rule.name] ?? nothing;
    if (rule.scope === "stack") {
      await rule.check({
        stack,
        options: optionsOf(rule, configured),
        report: ({ name, urn }, finding) => {
          const message = messageOf(rule, { name, urn }, finding);
          findings.push({ rule: rule.name, at: name, message });
        },
        defer: ({ name }, property) => {
          deferrals.push({ rule: rule.name, at: name, message: property });
        },
      });
      if (rule.checkResource === undefined) continue;
    }
    for (const resource of rule.kinds
      .flatMap((kind) => kinds[kind])
      .flatMap((type) => ofType.get(type) ?? [])) {
      const one = await checkedOnce(rule, resource, configured);
      findings.push(...one.findings);
      deferrals.push(...one.deferrals);
    }
  }
  return { findings, deferrals };
}

function byType(graph: Graph): ReadonlyMap<string, readonly PackResource[]> {
  const ofType = new Map<string, PackResource[]>();
  for (const resource of graph.values()) {
    const some = ofType.get(resource.type);
    if (some === undefined) ofType.set(resource.type, [resource]);
    else some.push(resource);
  }
  return ofType;
}

const nothing: WireProperties = {};

/** What a rule says of one resource, by the objects it depends on: all but one resource of a mutant are the original's. */
const checked = new WeakMap<PackResource, Map<Rule, Map<WireProperties, Evaluation>>>();

async function checkedOnce(
  rule: Rule,
  resource: PackResource,
  configured: WireProperties,
): Promise<Evaluation> {
  const ofResource = checked.get(resource) ?? new Map<Rule, Map<WireProperties, Evaluation>>();
  checked.set(resource, ofResource);
  const ofRule = ofResource.get(rule) ?? new Map<WireProperties, Evaluation>();
  ofResource.set(rule, ofRule);
  const known = ofRule.get(configured) ?? (await checkOne(rule, resource, configured));
  ofRule.set(configured, known);
  return known;
}

async function checkOne(
  rule: Rule,
  { urn, type, name, properties, options: own }: PackResource,
  configured: WireProperties,
): Promise<Evaluation> {
  const findings: Outcome[] = [];
  const deferrals: Outcome[] = [];
  const check: ResourceCheck = {
    resource: {
      urn,
      type,
      name,
      inputs: properties,
      protect: own?.protect ?? false,
      defaultTags: undefined,
    },
    options: optionsOf(rule, configured),
    report: (finding) => {
      const message = messageOf(rule, { name, urn }, finding);
      findings.push({ rule: rule.name, at: name, message });
    },
    defer: (property) => {
      deferrals.push({ rule: rule.name, at: name, message: property });
    },
  };
  await (rule.scope === "resource" ? rule.check(check) : rule.checkResource?.(check));
  return { findings, deferrals };
}
