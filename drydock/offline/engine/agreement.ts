/** Whether the engine's state and the stand-in cloud hold the same resources. */
import type { CloudObject } from "../cloud/store";
import { existingUrn } from "./existing-objects";
import type { StateResource } from "./workspace/state";

/** What one side has and the other lacks, each as `type id`. */
export interface Disagreement {
  /** Kept on purpose when its resource was deleted or replaced, or created by a call whose answer was lost. */
  readonly cloudOnly: readonly string[];
  /** Deleted behind the engine's back. */
  readonly stateOnly: readonly string[];
}

/** Without what no program created: images in a repository, what AWS wrote, what a stack file says exists. */
export function disagreement(
  state: readonly StateResource[],
  cloud: readonly CloudObject[],
): Disagreement {
  const inState = state
    .filter(({ type, custom }) => custom && type.startsWith("aws:"))
    .map(({ type, id }) => `${type} ${id}`);
  const inCloud = cloud
    .filter(({ type, urn }) => type.startsWith("aws:") && urn !== existingUrn)
    .map(({ type, id }) => `${type} ${id}`);
  return { cloudOnly: without(inCloud, inState), stateOnly: without(inState, inCloud) };
}

/** The list without one occurrence of each of the others. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return list.filter((one) => {
    const index = left.indexOf(one);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}
