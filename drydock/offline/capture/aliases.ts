/** Former URNs of a resource, computed from its aliases as the engine does. */

/** An alias: a URN, or only the former differences. */
export type AliasSpec =
  | { readonly urn: string }
  | {
      readonly name: string;
      readonly type: string;
      readonly stack: string;
      readonly project: string;
      /** Former parent. Defaults to the current one. */
      readonly parent?: string;
      readonly noParent: boolean;
    };

/** The resource that an alias is relative to. */
export interface AliasedResource {
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly project: string;
  readonly stack: string;
}

/** A parent with its former names. */
export interface AliasedParent {
  readonly name: string;
  readonly aliases: readonly string[];
}

const rootType = "pulumi:pulumi:Stack";

/** https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function urnOf({ type, name, parent, project, stack }: AliasedResource): string {
  const parentType = parent?.split("::")[2] ?? rootType;
  const chain = parentType === rootType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/**
 * The URNs that a resource may have had: those of its aliases, and those from when its parent was
 * named differently. A child whose name starts with its parent's is assumed to follow renames.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
 */
export function formerUrns(
  resource: AliasedResource,
  specs: readonly AliasSpec[],
  parent: AliasedParent | undefined,
): string[] {
  const own = specs.map((spec) => ("urn" in spec ? spec.urn : urnOf(former(resource, spec))));
  const inherited = (parent?.aliases ?? []).map((parentUrn) =>
    urnOf({ ...resource, parent: parentUrn, name: formerName(resource.name, parent, parentUrn) }),
  );
  return [...new Set([...own, ...inherited])];
}

function former(
  resource: AliasedResource,
  spec: Exclude<AliasSpec, { readonly urn: string }>,
): AliasedResource {
  const { parent: present, ...rest } = resource;
  const parent = spec.noParent ? undefined : (spec.parent ?? present);
  return {
    ...rest,
    parent,
    ...(spec.name === "" ? {} : { name: spec.name }),
    ...(spec.type === "" ? {} : { type: spec.type }),
    ...(spec.stack === "" ? {} : { stack: spec.stack }),
    ...(spec.project === "" ? {} : { project: spec.project }),
  };
}

function formerName(name: string, parent: AliasedParent | undefined, parentUrn: string): string {
  if (parent === undefined || !name.startsWith(parent.name)) return name;
  const formerParentName = parentUrn.split("::").slice(3).join("::");
  return `${formerParentName}${name.slice(parent.name.length)}`;
}
