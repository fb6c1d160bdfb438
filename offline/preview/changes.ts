/** What would change: the accepted baseline against the program as it is now. */
import diff from "microdiff";
import type { Capture, CapturedResource } from "../capture";
import { containsUnknown } from "../capture";
import { models } from "../cloud";
import { type Comparable, comparable, pathText } from "./comparable";
import { type Snapshot, type SnapshotResource, keyOf } from "./snapshot";

/** What happens to a resource. */
export type Operation = "create" | "update" | "replace" | "delete";

/** One property that differs. A side is absent where the property is. */
export interface PropertyChange {
  /** Documents in text properties are looked into: `containerDefinitions[web].environment.PORT`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** True when AWS cannot change it in place. */
  readonly forcesReplacement: boolean;
}

/** What happens to one resource, and why. */
export interface Change {
  readonly operation: Operation;
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly properties: readonly PropertyChange[];
  /** True when the engine would refuse to delete it. */
  readonly protected: boolean;
  /** True when it is only forgotten: it stays in AWS. */
  readonly retained: boolean;
}

/** The present state of an environment, from both runs. */
export interface Present {
  readonly snapshot: Snapshot;
  /** From the run in preview mode: tells what is known before anything is made. */
  readonly preview: Capture;
  /** From the run in update mode: tells the ids that other resources hold. */
  readonly update: Capture;
}

/** Changes in an order in which a resource comes after what it depends on; deletions last. */
export function changesBetween(baseline: Snapshot, present: Present): Change[] {
  const previews = new Map(present.preview.resources.map((one) => [one.urn, one]));
  const replaced: Replaced[] = [];
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
    const properties = [
      ...propertyChanges(before, after),
      ...consequences(resource, previews.get(resource.urn), replaced),
    ];
    if (properties.length === 0) continue;
    const replaces = properties.some(({ forcesReplacement }) => forcesReplacement);
    if (replaces) replaced.push({ resource, values: computedValues(resource) });
    const subject = { key, resource: after };
    changes.push(changeOf(replaces ? "replace" : "update", subject, properties));
  }
  const deleted = Object.entries(baseline.resources)
    .filter(([key]) => !kept.has(key))
    .map(([key, resource]) => changeOf("delete", { key, resource }));
  return [...changes, ...deleted];
}

/** What a change is about: a resource as it will be, or as it was where it is deleted. */
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
    ...(parent === undefined ? {} : { parent }),
    properties,
    protected: removes && resource.protect === true,
    retained: removes && resource.retainOnDelete === true,
  };
}

/** Properties whose value in the stack file, the program or the environment files changed. */
function propertyChanges(before: SnapshotResource, after: SnapshotResource): PropertyChange[] {
  const ignored = (path: string): boolean => matchesAny(path, after.ignoreChanges ?? []);
  return diff(comparableInputs(before), comparableInputs(after))
    .map((difference) => {
      const path = pathText(difference.path);
      return {
        path,
        ...("oldValue" in difference ? { before: shown(difference.oldValue) } : {}),
        ...("value" in difference ? { after: shown(difference.value) } : {}),
        forcesReplacement: forcesReplacement(after, path),
      };
    })
    .filter(({ path }) => !ignored(path));
}

/** A bag for the comparison: only ever holds text, numbers, booleans, nulls and bags. */
function comparableInputs({ inputs = {} }: SnapshotResource): Record<string, Comparable> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, comparable(value)]));
}

const shown = (value: unknown): string => JSON.stringify(value);

/** A replaced resource and the values that its replacement will have anew. */
interface Replaced {
  readonly resource: CapturedResource;
  readonly values: readonly string[];
}

/** Ids, ARNs and generated names: long enough not to occur by chance. */
function computedValues({ outputs, checkedInputs }: CapturedResource): string[] {
  return Object.entries(outputs)
    .filter(([key]) => !(key in checkedInputs))
    .map(([, value]) => value)
    .filter((value) => typeof value === "string")
    .filter((value) => value.length >= 6);
}

/** Properties that hold an id, ARN or name of something that is replaced. */
function consequences(
  resource: CapturedResource,
  preview: CapturedResource | undefined,
  replaced: readonly Replaced[],
): PropertyChange[] {
  return Object.entries(resource.propertyDependencies).flatMap(([property, urns]) => {
    const planned = preview?.inputs[property];
    // What a preview knows beforehand does not depend on what is made.
    if (planned !== undefined && !containsUnknown(planned)) return [];
    const value = resource.inputs[property];
    if (value === undefined) return [];
    return replaced
      .filter((one) => urns.includes(one.resource.urn))
      .flatMap((one) =>
        leavesWith(comparable(value), one.values, property).map((path) => ({
          path,
          after: `(of the new ${one.resource.name})`,
          forcesReplacement: forcesReplacement(resource, path),
        })),
      );
  });
}

/** Paths of the texts that hold one of the values. */
function leavesWith(value: Comparable, values: readonly string[], path: string): string[] {
  if (value === null || typeof value !== "object") {
    const text = String(value);
    return values.some((one) => text.includes(one)) ? [path] : [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    leavesWith(item, values, pathText([path, key])),
  );
}

function forcesReplacement(
  { type, replaceOnChanges = [] }: Pick<SnapshotResource, "type" | "replaceOnChanges">,
  path: string,
): boolean {
  return matchesAny(path, [...(models[type]?.replaceOn ?? []), ...replaceOnChanges]);
}

/** True when the path is, or lies within, one of the patterns. `[*]` stands for any element. */
function matchesAny(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const source = pattern
      .split("[*]")
      .map((part) => part.replaceAll(/[.[\]$()]/g, "\\$&"))
      .join("\\[[^\\]]*\\]");
    return new RegExp(`^${source}(?=$|[.[])`).test(path);
  });
}
