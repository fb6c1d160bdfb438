import type { PackResource, PolicyDiagnostic, PolicyInfo } from "../pack/types";
import type { Locator } from "./locate";
import { nameOfUrn, type PolicyFinding, type SourceLocation } from "./types";

const decidedBy = "decided-by:";

/** Inputs for locating findings. */
export interface AttachRequest {
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly policies: readonly PolicyInfo[];
  readonly resources: readonly PackResource[];
  /** Absent for a program with an unknown stack file. */
  readonly locate?: Locator;
}

/** Adds the stack-file line to each diagnostic whose policy names the key. No key decides about a resource of the user's own code. */
export function attachLocations(request: AttachRequest): PolicyFinding[] {
  const { diagnostics, policies, resources, locate } = request;
  if (locate === undefined) return [...diagnostics];
  const keys = new Map(policies.map((policy) => [policy.name, decidingKey(policy)]));
  const parents = new Map(resources.map((resource) => [resource.urn, resource.parent]));
  return diagnostics.map((diagnostic) => {
    const key = keys.get(diagnostic.policyName);
    if (key === undefined || isOwnCode(diagnostic)) return diagnostic;
    const location = locate(key, namesAbove(diagnostic.urn, parents));
    return { ...diagnostic, message: withKey(diagnostic.message, key, location), location };
  });
}

/** True for a resource outside the components that a stack file describes. */
const isOwnCode = ({ urn }: PolicyDiagnostic): boolean =>
  urn !== undefined && !urn.includes("drydock:index:");

/** The key of a stack file that decides a policy; undefined where none does. */
export function decidingKey(policy: PolicyInfo): string | undefined {
  return policy.tags.find((tag) => tag.startsWith(decidedBy))?.slice(decidedBy.length);
}

/** The message with the key that the stack file has, or would have, in place of the pack's guess from the resource's name. */
function withKey(message: string, key: string, { yamlPath }: SourceLocation): string {
  const found = yamlPath.split(".");
  const rest = key.split(".").slice(found.length);
  if (found[0] !== key.split(".")[0] || rest.some((segment) => segment.startsWith("{"))) {
    return message;
  }
  return message.replace(/^Stack file: .*$/m, `Stack file: ${[...found, ...rest].join(".")}`);
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
