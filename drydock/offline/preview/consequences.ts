/** What changes in a resource because something it refers to is replaced or changes. */
import { type CapturedResource, containsUnknown, isBag } from "../capture";
import { models, outputsOfReplacement } from "../cloud";
import { type Comparable, comparable, pathText } from "./comparable";
import { type PropertyChange, forcesReplacement } from "./property-changes";

/** A replaced resource and the values that its replacement has anew. */
export interface Replaced {
  readonly urn: string;
  /** For people: name and short type. */
  readonly title: string;
  readonly values: readonly string[];
}

/** Ids, ARNs and generated names that others hold and that will be different. */
export function replaced({ urn, type, name, inputs, outputs }: CapturedResource): Replaced {
  // Which outputs change does not depend on the region or on tags.
  const changing = outputsOfReplacement({ urn, type, name, inputs, region: "", defaultTags: {} });
  const values = changing.map((key) => outputs[key]).filter((value) => typeof value === "string");
  return { urn, title: `${name} ${type.split(":").at(-1) ?? ""}`, values };
}

/** Properties that hold a value which a replacement has anew. */
export function consequencesOfReplacement(
  resource: CapturedResource,
  preview: CapturedResource | undefined,
  all: readonly Replaced[],
): PropertyChange[] {
  const causes = new Map<string, string[]>();
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    const value = resource.inputs[property];
    const planned = preview?.inputs[property];
    // What a preview knows beforehand does not depend on what is made.
    if (value === undefined || (planned !== undefined && !containsUnknown(planned))) continue;
    for (const one of all.filter(({ urn }) => urns.includes(urn))) {
      for (const path of leavesWith(comparable(value), one.values, property)) {
        causes.set(path, [...(causes.get(path) ?? []), one.title]);
      }
    }
  }
  return [...causes].map(([path, names]) => ({
    path,
    becauseOf: [...new Set(names)],
    forcesReplacement: forcesReplacement(resource, path),
  }));
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

/** A resource that the program says is replaced whenever another one is. */
export function consequencesOfReplaceWith(
  { replaceWith = [] }: CapturedResource,
  all: readonly Replaced[],
): PropertyChange[] {
  const others = all.filter(({ urn }) => replaceWith.includes(urn)).map(({ title }) => title);
  if (others.length === 0) return [];
  return [{ path: "replaceWith", becauseOf: others, forcesReplacement: true }];
}

/** The tags of a resource change with the default tags of its provider. */
export function consequencesOfTags(
  { type, provider, checkedInputs }: CapturedResource,
  retagged: ReadonlySet<string>,
): PropertyChange[] {
  const has = models[type]?.tagged === true && isBag(checkedInputs["tagsAll"]);
  if (provider === undefined || !has || !retagged.has(provider)) return [];
  return [{ path: "tagsAll", becauseOf: [nameOfProvider(provider)], forcesReplacement: false }];
}

const nameOfProvider = (urn: string): string => `default tags of ${urn.split("::").at(-1) ?? urn}`;
