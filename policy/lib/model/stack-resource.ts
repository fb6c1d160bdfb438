import type { PolicyResource } from "@pulumi/policy";
import { type Kind, kindOf } from "../kinds";
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
  readonly parent: StackResource | undefined;
  readonly dependencies: readonly StackResource[];
  /** For each top-level property, the resources its value was computed from. */
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

interface Draft {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: Kind | undefined;
  readonly properties: Properties;
  readonly protect: boolean;
  parent: StackResource | undefined;
  dependencies: readonly StackResource[];
  propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

/** The policy SDK's resources in the model's form, in the same order. */
export function stackResources(resources: readonly PolicyResource[]): StackResource[] {
  const drafts = new Map<PolicyResource, Draft>();
  for (const resource of resources) {
    drafts.set(resource, {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      kind: kindOf(resource.type),
      properties: plainProperties(resource.props),
      protect: resource.opts.protect,
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
