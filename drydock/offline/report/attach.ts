import type { PackResource, PolicyDiagnostic, PolicyInfo } from "../pack/types";
import type { Locator } from "./locate";
import { nameOfUrn, type PolicyFinding } from "./types";

const decidedBy = "decided-by:";

/** Inputs for locating findings. */
export interface AttachRequest {
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly policies: readonly PolicyInfo[];
  readonly resources: readonly PackResource[];
  /** Absent for a program with an unknown stack file. */
  readonly locate?: Locator;
}

/** Adds the stack-file line to each diagnostic whose policy names the key. */
export function attachLocations(request: AttachRequest): PolicyFinding[] {
  const { diagnostics, policies, resources, locate } = request;
  if (locate === undefined) return [...diagnostics];
  const keys = new Map(policies.map((policy) => [policy.name, decidingKey(policy)]));
  const parents = new Map(resources.map((resource) => [resource.urn, resource.parent]));
  return diagnostics.map((diagnostic) => {
    const key = keys.get(diagnostic.policyName);
    if (key === undefined) return diagnostic;
    return { ...diagnostic, location: locate(key, namesAbove(diagnostic.urn, parents)) };
  });
}

function decidingKey(policy: PolicyInfo): string | undefined {
  return policy.tags.find((tag) => tag.startsWith(decidedBy))?.slice(decidedBy.length);
}

/** Names of a resource and its ancestors, nearest first. */
function namesAbove(
  urn: string | undefined,
  parents: ReadonlyMap<string, string | undefined>,
): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at = urn; at !== undefined && at !== "" && !seen.has(at); at = parents.get(at)) {
    seen.add(at);
    names.push(nameOfUrn(at));
  }
  return names;
}
