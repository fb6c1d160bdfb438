/** Changes in a resource because a resource it refers to is replaced or changes. */
import { mapValues } from "../../config/map-values";
import {
  type CapturedResource,
  type PropertyValue,
  containsUnknown,
  isBag,
  unknownValue,
} from "../capture";
import { isTagged, modelOf, outputsOfReplacement } from "../cloud";
import { jsonDocument } from "../cloud/comparable";
import { type PropertyChange, propertyChanges } from "./property-changes";
import type { SnapshotResource } from "./snapshot";

/** A replaced resource and the values that its replacement changes. */
export interface Replaced {
  readonly urn: string;
  /** For people: name and short type. */
  readonly title: string;
  readonly values: readonly string[];
  /** Those that a preview knows: names that the provider generates when it checks the inputs. */
  readonly names: readonly string[];
  /** Whether the engine deletes it before it creates the new one. */
  readonly deletedFirst: boolean;
}

/**
 * Ids, ARNs and generated names in other resources that will change.
 *
 * @param swept whether it is replaced because another one is deleted first
 * @param all replaced before it: what it holds of them, it may pass on, as a validation passes on the ARN of its certificate
 */
export function replaced(
  resource: CapturedResource,
  swept: boolean,
  all: readonly Replaced[],
): Replaced {
  const { urn, type, name, inputs, outputs } = resource;
  // The changed outputs do not depend on the region or on tags.
  const changing = outputsOfReplacement({ urn, type, name, inputs, region: "", defaultTags: {} });
  const values = changing.map((key) => outputs[key]).filter((value) => typeof value === "string");
  const former = new Set(Object.values(resource.propertyDependencies).flat());
  const passedOn = all.filter((one) => former.has(one.urn)).flatMap((one) => one.values);
  return {
    urn,
    title: `${name} ${type.split(":").at(-1) ?? ""}`,
    // A property may hold the end of an ARN, such as `family:revision`.
    values: [...values.flatMap((value) => [value, value.split("/").at(-1) ?? value]), ...passedOn],
    names: changing
      .filter((key) => key === modelOf(type).autoName?.property)
      .map((key) => outputs[key])
      .filter((value) => typeof value === "string"),
    deletedFirst: swept || isDeletedFirst(resource),
  };
}

/** Unless the program decides, two of the name that it gives cannot exist. */
function isDeletedFirst({ type, inputs, deleteBeforeReplace }: CapturedResource): boolean {
  const { autoName } = modelOf(type);
  return deleteBeforeReplace ?? (autoName !== undefined && autoName.property in inputs);
}

/** Properties with a value that a replacement changes. */
export function consequencesOfReplacement(
  resource: CapturedResource,
  preview: CapturedResource | undefined,
  all: readonly Replaced[],
): PropertyChange[] {
  const consequences = new Map<string, PropertyChange>();
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    const value = resource.inputs[property];
    const planned = preview?.inputs[property];
    if (value === undefined) continue;
    // Values known in a preview do not depend on created resources, but for their generated names.
    const isKnown = planned !== undefined && !containsUnknown(planned);
    const former = { inputs: { [property]: value } };
    for (const { values, names, title } of all.filter(({ urn }) => urns.includes(urn))) {
      const inputs = { [property]: withUnknowns(value, isKnown ? names : values) };
      for (const change of propertyChanges(former, { ...resource, inputs })) {
        // A list's element named by such a value is removed and added: report it once.
        if (change.before === undefined) continue;
        const { path, forcesReplacement } = change;
        const titles = consequences.get(path)?.becauseOf ?? [];
        const becauseOf = [...new Set([...titles, title])];
        consequences.set(path, { path, becauseOf, forcesReplacement });
      }
    }
  }
  return [...consequences.values()];
}

/**
 * Properties that force a replacement as soon as they are unknown: before it deletes a resource, the engine asks that of
 * each that depends on it, and deletes those first, too.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/step_generator.go (calculateDependentReplacements)
 */
export function consequencesOfDeletion(
  resource: CapturedResource,
  all: readonly Replaced[],
): PropertyChange[] {
  const deleted = all.filter(({ deletedFirst }) => deletedFirst);
  return Object.entries(resource.propertyDependencies).flatMap(([property, urns]) => {
    const becauseOf = deleted.filter(({ urn }) => urns.includes(urn)).map(({ title }) => title);
    const value = resource.inputs[property];
    if (becauseOf.length === 0 || value === undefined) return [];
    const inputs = { [property]: unknownValue };
    return propertyChanges({ inputs: { [property]: value } }, { ...resource, inputs })
      .filter(({ forcesReplacement }) => forcesReplacement)
      .map(({ path, forcesReplacement }) => ({ path, becauseOf, forcesReplacement }));
  });
}

/** The value in a preview: texts that contain one of the values are unknown. */
function withUnknowns(value: PropertyValue, values: readonly string[]): PropertyValue {
  if (typeof value === "string") {
    if (!values.some((one) => value.includes(one))) return value;
    const document = jsonDocument(value);
    return document === undefined ? unknownValue : withUnknowns(document, values);
  }
  if (value === null || typeof value !== "object") return value;
  if (!isBag(value)) return value.map((item: PropertyValue) => withUnknowns(item, values));
  return mapValues(value, (item) => withUnknowns(item, values));
}

/** Resources that are replaced because another one is: by `replaceWith`, a trigger, or their provider. */
export function consequencesOfReplaceWith(
  { replaceWith = [], replacementTrigger = "", provider = "" }: CapturedResource,
  all: readonly Replaced[],
): PropertyChange[] {
  const triggers = all.filter(({ values }) =>
    values.some((value) => replacementTrigger.includes(value)),
  );
  const others = {
    replaceWith,
    replacementTrigger: triggers.map(({ urn }) => urn),
    provider: [provider],
  };
  return Object.entries(others).flatMap(([path, urns]) => {
    const becauseOf = all.filter(({ urn }) => urns.includes(urn)).map(({ title }) => title);
    return becauseOf.length === 0 ? [] : [{ path, becauseOf, forcesReplacement: true }];
  });
}

/** A resource is replaced when its trigger is another text than before; one that came or went replaces nothing. */
export function consequencesOfTrigger(
  before: SnapshotResource,
  after: SnapshotResource,
): PropertyChange[] {
  const [former, present] = [before.replacementTrigger, after.replacementTrigger];
  if (former === undefined || present === undefined || former === present) return [];
  return [{ path: "replacementTrigger", before: former, after: present, forcesReplacement: true }];
}

/** The tags of a resource change with the default tags of its provider. */
export function consequencesOfTags(
  { type, provider, checkedInputs }: CapturedResource,
  retagged: ReadonlySet<string>,
): PropertyChange[] {
  const has = isTagged(type) && isBag(checkedInputs["tagsAll"]);
  if (provider === undefined || !has || !retagged.has(provider)) return [];
  return [{ path: "tagsAll", becauseOf: [nameOfProvider(provider)], forcesReplacement: false }];
}

const nameOfProvider = (urn: string): string => `default tags of ${urn.split("::").at(-1) ?? urn}`;
