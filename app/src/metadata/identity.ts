import { lastPart } from "../format";
import type { MetadataClient } from "./client";

/** Which task answers, for the foot of every page and for the notes it writes. Does not change while the process lives. */
export interface Identity {
  /** The task id, or `local-<pid>` where no metadata endpoint tells one. */
  readonly task: string;
  readonly zone: string | undefined;
}

/** Asks the endpoint until it answered once, then remembers. */
export function createIdentity(metadata: MetadataClient): () => Promise<Identity> {
  let known: Identity | undefined;
  return async () => {
    if (known === undefined) {
      const task = await metadata.task();
      if (!task.ok) {
        return { task: `local-${process.pid}`, zone: undefined };
      }
      known = { task: lastPart(task.value.TaskARN), zone: task.value.AvailabilityZone };
    }
    return known;
  };
}
