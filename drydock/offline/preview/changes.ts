/** Changes from the accepted baseline to the current program. */
import type { Capture } from "../capture";
import { isProvider } from "../cloud";
import {
  type Replaced,
  consequencesOfDeletion,
  consequencesOfReplaceWith,
  consequencesOfReplacement,
  consequencesOfTags,
  consequencesOfTrigger,
  replaced,
} from "./consequences";
import { type PropertyChange, propertyChanges } from "./property-changes";
import { withReferences } from "./references";
import { type Snapshot, type SnapshotResource, keyOf } from "./snapshot";

export type { PropertyChange } from "./property-changes";

/** An operation on a resource. */
export type Operation = "create" | "update" | "replace" | "delete";

/** A resource's operation and its reasons. */
export interface Change {
  readonly operation: Operation;
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly properties: readonly PropertyChange[];
  /** True when the engine would refuse to delete it. */
  readonly protected: boolean;
  /** True if deletion only removes it from the state and AWS keeps it. */
  readonly retained: boolean;
}

/** The current state of an environment, from both runs. */
export interface Present {
  readonly snapshot: Snapshot;
  /** From the run in preview mode: the values known before creation. */
  readonly preview: Capture;
  /** From the run in update mode: the ids that other resources hold. */
  readonly update: Capture;
}

/** Changes in order of dependencies; deletions last. */
export function changesBetween(baseline: Snapshot, present: Present): Change[] {
  const previews = new Map(present.preview.resources.map((one) => [one.urn, one]));
  const allReplaced: Replaced[] = [];
  const retagged = new Set<string>();
  const kept = new Set<string>();
  const changes: Change[] = [];
  for (const resource of present.update.resources) {
    const key = keyOf(resource.urn);
    const after = present.snapshot.resources[key];
    if (after === undefined) continue;
    const formerKey = [key, ...(after.aliases ?? [])].find((one) => one in baseline.resources);
    const before = baseline.resources[formerKey ?? ""];
    if (formerKey === undefined || before === undefined) {
      changes.push(changeOf("create", { key, resource: after }));
      continue;
    }
    kept.add(formerKey);
    if (!resource.custom) continue;
    const swept = consequencesOfDeletion(resource, allReplaced);
    const properties = firstOfEachPath([
      ...propertyChanges(before, after),
      ...consequencesOfTrigger(before, after),
      ...swept,
      ...consequencesOfReplacement(resource, previews.get(resource.urn), allReplaced),
      ...consequencesOfReplaceWith(resource, allReplaced),
      ...consequencesOfTags(resource, retagged),
    ]);
    if (properties.length === 0) continue;
    const replaces = properties.some(({ forcesReplacement }) => forcesReplacement);
    if (replaces) allReplaced.push(replaced(resource, swept.length > 0, allReplaced));
    if (
      isProvider(resource.type) &&
      properties.some(({ path }) => path.startsWith("defaultTags"))
    ) {
      retagged.add(resource.urn);
    }
    const subject = { key, resource: after };
    changes.push(changeOf(replaces ? "replace" : "update", subject, properties));
  }
  const deleted = Object.entries(baseline.resources)
    .filter(([key]) => !kept.has(key))
    .map(([key, resource]) => changeOf("delete", { key, resource }));
  return withReferences([...changes, ...deleted], present.update);
}

/** The subject of a change: the new resource, or the old one of a deletion. */
interface Subject {
  readonly key: string;
  readonly resource: SnapshotResource;
}

function changeOf(
  operation: Operation,
  { key, resource }: Subject,
  properties: readonly PropertyChange[] = [],
): Change {
  const { type, name, parent } = resource;
  const removes = operation === "delete" || operation === "replace";
  return {
    operation,
    key,
    type,
    name,
    parent,
    properties,
    protected: removes && resource.protect === true,
    retained: removes && resource.retainOnDelete === true,
  };
}

/** Omits consequences of a value that is already listed as changed. */
function firstOfEachPath(changes: readonly PropertyChange[]): PropertyChange[] {
  const paths = new Map<string, PropertyChange>();
  for (const change of changes) {
    if (!paths.has(change.path)) paths.set(change.path, change);
  }
  return [...paths.values()];
}
