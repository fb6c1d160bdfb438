/** Which part of an update is one key's: what tells keys apart that are changed together. */
import type { Change } from "../../drydock/offline/preview/changes";
import { propertyChanges } from "../../drydock/offline/preview/property-changes";
import { keyOf } from "../../drydock/offline/preview/snapshot";
import type { StateResource } from "../../drydock/offline/engine/workspace/state";
import { isBag } from "../../drydock/offline/capture/values";

/** What an update of the engine did. */
export interface Done {
  /** As `changesOf` writes steps. */
  readonly lines: ReadonlySet<string>;
  /** Paths of changed inputs by resource, as in a snapshot. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

const signs = { create: "+", update: "~", replace: "+-", delete: "-" } as const;

/** A step as `changesOf` writes it; none for a component. */
export function linesOf({ operation, type, name }: Change): string[] {
  if (isComponent(type)) return [];
  const [package_ = "", module = "", short = ""] = type.split(":");
  const title = package_ === "aws" ? (module.split("/")[0] ?? "") : package_;
  return [`${signs[operation]} ${title}.${short} ${name}`];
}

const isComponent = (type: string): boolean => /^(?:drydock|awsx|pulumi):(?!providers)/.test(type);

/** A new revision is how every change of a task is made: several keys may share it. */
const revision = "aws:ecs/taskDefinition:TaskDefinition";

/** True if one of them creates, replaces or deletes something that the other one changes too. */
export function shareResources(one: readonly Change[], other: readonly Change[]): boolean {
  const touched = (changes: readonly Change[]): Change[] =>
    changes.filter(({ type }) => !isComponent(type) && type !== revision);
  const firm = (changes: readonly Change[]): Change[] =>
    touched(changes).filter(({ operation }) => operation !== "update");
  const meet = (some: readonly Change[], others: readonly Change[]): boolean => {
    const keys = new Set(some.map(({ key }) => key));
    return others.some(({ key }) => keys.has(key));
  };
  return meet(firm(one), touched(other)) || meet(touched(one), firm(other));
}

/** What the state has of no input. */
const notInputs = /^(?:tagsAll|replacementTrigger)\b/;

/** Parts of a previewed change that an update lacks. What follows from a replacement may turn out as it was. */
export function missingParts(previewed: readonly Change[], done: Done): string[] {
  return previewed.flatMap((change) => {
    const [line] = linesOf(change);
    if (line === undefined) return [];
    if (!done.lines.has(line)) return [line];
    if (change.operation !== "update" && change.type !== revision) return [];
    const changed = done.paths.get(change.key) ?? [];
    return change.properties
      .filter(({ becauseOf }) => becauseOf === undefined)
      .map(({ path }) => path)
      .filter((path) => !notInputs.test(path))
      .filter((path) => !changed.some((one) => isWithin(one, path) || isWithin(path, one)))
      .map((path) => `${line} ${path}`);
  });
}

/** A list's element may be named by an id, which is another one in each cloud. */
const isWithin = (path: string, other: string): boolean =>
  path.startsWith(other.replace(/\[[^\]]*\..*/, ""));

/** Paths of inputs that differ between two states, by resource. */
export function changedPaths(
  before: readonly StateResource[],
  after: readonly StateResource[],
): Map<string, readonly string[]> {
  const former = new Map(before.map((one) => [one.urn, one.values["inputs"]]));
  return new Map(
    after.map(({ urn, type, values: { inputs } }) => {
      const old = former.get(urn);
      const changes =
        isBag(old) && isBag(inputs) ? propertyChanges({ inputs: old }, { type, inputs }) : [];
      return [keyOf(urn), changes.map(({ path }) => path)];
    }),
  );
}
