/** Changes in a resource because a resource it refers to is replaced or changes. */
import {
  type CapturedResource,
  type PropertyValue,
  containsUnknown,
  isBag,
  unknownValue,
} from "../capture";
import { isTagged, outputsOfReplacement } from "../cloud";
import { jsonDocument } from "../cloud/comparable";
import { type PropertyChange, propertyChanges } from "./property-changes";

/** A replaced resource and the values that its replacement changes. */
export interface Replaced {
  readonly urn: string;
  /** For people: name and short type. */
  readonly title: string;
  readonly values: readonly string[];
}

/** Ids, ARNs and generated names in other resources that will change. */
export function replaced({ urn, type, name, inputs, outputs }: CapturedResource): Replaced {
  // The changed outputs do not depend on the region or on tags.
  const changing = outputsOfReplacement({ urn, type, name, inputs, region: "", defaultTags: {} });
  const values = changing.map((key) => outputs[key]).filter((value) => typeof value === "string");
  return { urn, title: `${name} ${type.split(":").at(-1) ?? ""}`, values };
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
    // Values known in a preview do not depend on created resources.
    if (value === undefined || (planned !== undefined && !containsUnknown(planned))) continue;
    const former = { inputs: { [property]: value } };
    for (const { values, title } of all.filter(({ urn }) => urns.includes(urn))) {
      const inputs = { [property]: withUnknowns(value, values) };
      for (const change of propertyChanges(former, { ...resource, inputs })) {
        // A list's element named by such a value is removed and added: report it once.
        if (change.before === undefined) continue;
        const { path, forcesReplacement } = change;
        const names = consequences.get(path)?.becauseOf ?? [];
        const becauseOf = [...new Set([...names, title])];
        consequences.set(path, { path, becauseOf, forcesReplacement });
      }
    }
  }
  return [...consequences.values()];
}

/** The value in a preview: texts that contain one of the values are unknown. */
function withUnknowns(value: PropertyValue, values: readonly string[]): PropertyValue {
  if (typeof value === "string") {
    const document = jsonDocument(value);
    if (document !== undefined) return withUnknowns(document, values);
    return values.some((one) => value.includes(one)) ? unknownValue : value;
  }
  if (value === null || typeof value !== "object") return value;
  if (!isBag(value)) return value.map((item: PropertyValue) => withUnknowns(item, values));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]): [string, PropertyValue] => [key, withUnknowns(item, values)]),
  );
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
