/** Whether Pulumi's state and the stand-in cloud say the same. */
import { writtenByAwsType } from "../../../drydock/offline/cloud/aws/s3";
import type { Engine } from "./engine";
import { stateResources } from "./state";

/**
 * Differences between the sides: an orphan in the cloud, a ghost in the state. Images stay in a
 * repository, and AWS writes into a bucket, without the state knowing.
 */
export function disagreements(engine: Engine): string[] {
  const inState = stateResources(engine)
    .filter(({ type, custom }) => custom && type.startsWith("aws:"))
    .map(({ type, id }) => `${type} ${id}`);
  const inCloud = engine
    .cloud()
    .filter(({ type }) => type.startsWith("aws:") && type !== writtenByAwsType)
    .map(({ type, id }) => `${type} ${id}`);
  return [
    ...without(inState, inCloud).map((one) => `in the state only: ${one}`),
    ...without(inCloud, inState).map((one) => `in the cloud only: ${one}`),
  ];
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
