/** Names resources in changes instead of meaningless ids and ARNs of the stand-in cloud. */
import type { Capture, CapturedResource } from "../capture";
import type { Change } from "./changes";
import type { PropertyChange } from "./property-changes";

/** Outputs by which resources refer to each other. */
const referring = ["id", "arn"];

/** Replaces each id and ARN in the values of changes by `<name.id>` or `<name.arn>`. */
export function withReferences(changes: readonly Change[], { resources }: Capture): Change[] {
  if (changes.every(({ properties }) => properties.length === 0)) return [...changes];
  const names = new Map(resources.flatMap(referencesOf));
  const named = (json: string): string =>
    json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => names.get(text) ?? text);
  const property = (change: PropertyChange): PropertyChange => ({
    ...change,
    before: change.before && named(change.before),
    after: change.after && named(change.after),
  });
  return changes.map((change) => ({ ...change, properties: change.properties.map(property) }));
}

/** Values as JSON text. Names that the program set stay. */
function referencesOf(resource: CapturedResource): [string, string][] {
  if (!resource.custom) return [];
  const given = new Set(Object.values(resource.checkedInputs));
  return referring.flatMap((key): [string, string][] => {
    const value = resource.outputs[key];
    if (typeof value !== "string" || given.has(value)) return [];
    return [[JSON.stringify(value), `"<${resource.name}.${key}>"`]];
  });
}
