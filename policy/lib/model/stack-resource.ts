import { type Kind, kindOf } from "../kinds";
import type { PolicyResource } from "../policy";
import { plainProperties, type Properties } from "../reading";

/** One resource of the stack: its state, and its edges to other resources. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: Kind | undefined;
  /** Inputs and computed values together; unknown ones are sentinels. */
  readonly properties: Properties;
  readonly protect: boolean;
  /** Properties that the program's options make secrets. */
  readonly secretOutputs: readonly string[];
  /** True when a provider created it; a component has none, and a program need not name one. */
  readonly hasProvider: boolean;
  readonly parent: StackResource | undefined;
  readonly dependencies: readonly StackResource[];
  /** For each top-level property, the resources its value was computed from. */
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

/** A resource by itself, as a per-resource check sees it: without edges. */
export function loneResource(resource: {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly protect: boolean;
}): StackResource {
  const { urn, type, name, inputs, protect } = resource;
  return {
    urn,
    type,
    name,
    kind: kindOf(type),
    properties: inputs,
    protect,
    secretOutputs: [],
    hasProvider: false,
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
  };
}

type Draft = { -readonly [Key in keyof StackResource]: StackResource[Key] };

/**
 * Lists that the AWS provider fills from AWS, so that after an update they also hold entries that
 * other resources of the program added. For these the program's own inputs count.
 */
const readBack: Partial<Record<Kind, readonly string[]>> = {
  securityGroup: ["ingress", "egress"],
  role: ["inlinePolicies", "managedPolicyArns"],
  routeTable: ["routes"],
};

/** True when the inputs of a resource must be kept for the model. */
export function needsInputs(type: string): boolean {
  const kind = kindOf(type);
  return kind !== undefined && readBack[kind] !== undefined;
}

/** State, with the program's own inputs where the provider adds to them. */
function ownProperties(kind: Kind | undefined, state: Properties, inputs: Properties | undefined) {
  const lists = kind === undefined ? undefined : readBack[kind];
  if (lists === undefined || inputs === undefined) return state;
  return { ...state, ...Object.fromEntries(lists.map((name) => [name, inputs[name]])) };
}

/**
 * The policy SDK's resources in the model's form, in the same order.
 *
 * @param inputs the program's inputs, by URN, as far as they were seen
 */
export function stackResources(
  resources: readonly PolicyResource[],
  inputs: ReadonlyMap<string, Properties>,
): StackResource[] {
  const drafts = new Map<PolicyResource, Draft>();
  for (const resource of resources) {
    const kind = kindOf(resource.type);
    drafts.set(resource, {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      kind,
      properties: ownProperties(kind, plainProperties(resource.props), inputs.get(resource.urn)),
      protect: resource.opts.protect,
      secretOutputs: resource.opts.additionalSecretOutputs ?? [],
      hasProvider: resource.provider !== undefined,
      parent: undefined,
      dependencies: [],
      propertyDependencies: {},
    });
  }
  const linked = (others: readonly PolicyResource[]): StackResource[] =>
    others.flatMap((other) => drafts.get(other) ?? []);
  for (const [resource, draft] of drafts) {
    draft.parent = resource.parent === undefined ? undefined : drafts.get(resource.parent);
    draft.dependencies = linked(resource.dependencies);
    draft.propertyDependencies = Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([name, others]) => [name, linked(others)]),
    );
  }
  return [...drafts.values()];
}
