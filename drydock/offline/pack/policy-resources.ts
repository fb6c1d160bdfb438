/** Resources as the policy SDK shows them to a policy. */
import type { createPolicies } from "drydock-policy/pack";
import { mapValues } from "../../config/map-values";
import type { PackResource } from "./types";
import { engineProperties } from "./values";

export type Policy = ReturnType<typeof createPolicies>[number];

type ResourceArgs = Parameters<NonNullable<Policy["validateResource"]>>[0];
type StackResource = Parameters<NonNullable<Policy["validateStack"]>>[0]["resources"][number];

/** The inputs of one resource. */
export function policyResource(resource: PackResource): Omit<ResourceArgs, "getConfig"> {
  const { urn, type, name, properties, provider, options = {} } = resource;
  const { protect = false, additionalSecretOutputs = [] } = options;
  return {
    urn,
    type,
    name,
    props: engineProperties(properties),
    opts: { protect, additionalSecretOutputs },
    provider: provider && { props: engineProperties(provider.properties) },
  };
}

interface Draft extends Omit<StackResource, "parent" | "dependencies" | "propertyDependencies"> {
  parent?: StackResource;
  dependencies: readonly StackResource[];
  propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

/** The states of all resources, linked by their URNs. Built once for all policies. */
export function policyResources(resources: readonly PackResource[]): StackResource[] {
  const drafts = new Map(resources.map((one): [string, Draft] => [one.urn, draftOf(one)]));
  const linked = (urns: readonly string[]): StackResource[] =>
    urns.flatMap((urn) => drafts.get(urn) ?? []);
  return resources.flatMap((resource) => {
    const draft = drafts.get(resource.urn);
    if (draft === undefined) return [];
    const parent = drafts.get(resource.parent ?? "");
    if (parent !== undefined) draft.parent = parent;
    draft.dependencies = linked(resource.dependencies ?? []);
    draft.propertyDependencies = mapValues(resource.propertyDependencies ?? {}, linked);
    return [draft];
  });
}

/** A resource's state, not linked yet. */
function draftOf(resource: PackResource): Draft {
  return {
    ...policyResource({ ...resource, properties: resource.outputs ?? resource.properties }),
    dependencies: [],
    propertyDependencies: {},
  };
}
