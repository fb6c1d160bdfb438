/** Whether Pulumi's state and the stand-in cloud say the same. */
import { disagreement } from "../../../drydock/offline/engine/agreement";
import type { Engine } from "./engine";
import { stateResources } from "./state";

/** Differences between the sides: an orphan in the cloud, a ghost in the state. */
export function disagreements(engine: Engine): string[] {
  const { cloudOnly, stateOnly } = disagreement(stateResources(engine), engine.cloud());
  return [
    ...stateOnly.map((one) => `in the state only: ${one}`),
    ...cloudOnly.map((one) => `in the cloud only: ${one}`),
  ];
}
