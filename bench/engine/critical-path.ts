/** The chain of resources that a user waits for. */
import type { CapturedResource } from "../../drydock/offline/capture";

/** One resource on the chain. */
export interface PathStep {
  readonly resource: CapturedResource;
  /** When it begins and ends, in seconds from the start. */
  readonly begin: number;
  readonly end: number;
}

/**
 * A resource begins as soon as all it depends on is made, and its component is registered; a component is registered as
 * soon as the arguments that it records are known. Nothing else holds either up.
 *
 * @param secondsOf how long a resource takes
 * @returns the chain that ends last, from its first resource on
 */
export function criticalPath(
  resources: readonly CapturedResource[],
  secondsOf: (resource: CapturedResource) => number,
): PathStep[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const children = new Map<string, CapturedResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent ?? "") ?? [];
    children.set(resource.parent ?? "", [...siblings, resource]);
  }
  const known = new Map<string, { readonly step: PathStep; readonly former?: string }>();

  /** A component is made when everything in it is. */
  const leaves = (urn: string): string[] => {
    const resource = byUrn.get(urn);
    if (resource === undefined) return [];
    if (resource.custom) return [urn];
    return (children.get(urn) ?? []).flatMap((child) => leaves(child.urn));
  };

  const finish = (urn: string): number => {
    const done = known.get(urn);
    if (done !== undefined) return done.step.end;
    const resource = byUrn.get(urn);
    if (resource === undefined) return 0;
    const { dependencies, parent = "" } = resource;
    const waitsFor = dependencies.flatMap(leaves).filter((other) => other !== urn);
    // The stack itself is there from the start.
    if (byUrn.get(parent)?.parent !== undefined) waitsFor.push(parent);
    const former = waitsFor.toSorted((left, right) => finish(right) - finish(left))[0];
    const begin = former === undefined ? 0 : finish(former);
    const step = { resource, begin, end: begin + (resource.custom ? secondsOf(resource) : 0) };
    known.set(urn, former === undefined ? { step } : { step, former });
    return step.end;
  };

  const custom = resources.filter((resource) => resource.custom).map(({ urn }) => urn);
  let current = custom.toSorted((left, right) => finish(right) - finish(left))[0];
  const path: PathStep[] = [];
  while (current !== undefined) {
    const found = known.get(current);
    if (found === undefined) break;
    path.unshift(found.step);
    current = found.former;
  }
  return path;
}
