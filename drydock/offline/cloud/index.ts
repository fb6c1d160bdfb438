/**
 * The stand-in cloud: one model of every resource type. The preview and the sandbox's
 * providers use it. A type that the table lacks has the outputs that its provider
 * declares; an unknown function is an error.
 */
import { containsUnknown, isBag, unknownValue } from "../capture/values";
import type { PropertyBag, PropertyValue } from "../capture/types";
import { factsOf, physicalName } from "./facts";
import { isTagged, modelOf } from "./models";
import type { Registration } from "./types";

export { UnknownToCloudError } from "./errors";
export { type ChildRegistration, expand, expandConcurrently } from "./awsx/expand";
export { invoke } from "./invokes";
export { isAssumed, isProvider, isTagged, modelOf, models } from "./models";
export type { Registration } from "./types";

/** The result of the provider's check: inputs with name, defaults and default tags. */
export function checkInputs(registration: Registration): PropertyBag {
  const model = modelOf(registration.type);
  const { inputs } = registration;
  const named =
    model.autoName === undefined
      ? {}
      : { [model.autoName.property]: physicalName(model.autoName, registration) };
  const checked = { ...model.defaults, ...named, ...inputs };
  return isTagged(registration.type) ? { ...checked, ...allTags(checked, registration) } : checked;
}

/** https://www.pulumi.com/registry/packages/aws/api-docs/provider/#providerdefaulttags */
function allTags(inputs: PropertyBag, { defaultTags }: Registration): PropertyBag {
  const tags = inputs["tags"] ?? {};
  const known = isBag(tags) && !containsUnknown(tags) && !containsUnknown(defaultTags);
  return { tagsAll: known ? { ...defaultTags, ...tags } : unknownValue };
}

/** The physical id of a new resource. */
export function idOf(registration: Registration, checkedInputs: PropertyBag): string {
  const model = modelOf(registration.type);
  const facts = factsOf(registration, checkedInputs);
  return model.id?.(facts) ?? facts.text(model.autoName?.property ?? "");
}

/** The state of a new resource: checked inputs and computed outputs. */
export function stateOf(registration: Registration, checkedInputs: PropertyBag): PropertyBag {
  const model = modelOf(registration.type);
  const facts = factsOf(registration, checkedInputs);
  return { ...checkedInputs, ...model.outputs?.(facts, idOf(registration, checkedInputs)) };
}

/** The state in a preview: checked inputs, and an unknown for every computed output. */
export function plannedStateOf(
  registration: Registration,
  checkedInputs: PropertyBag,
): PropertyBag {
  const model = modelOf(registration.type);
  const computed = model.outputs?.(factsOf(registration, checkedInputs), unknownValue) ?? {};
  const unknowns = Object.keys(computed).map((key): [string, PropertyValue] => [key, unknownValue]);
  return { ...checkedInputs, ...Object.fromEntries(unknowns) };
}

/**
 * Outputs that change in a replacement, including `id`: ids, ARNs, generated names. Outputs computed from a name
 * that the program sets stay.
 */
export function outputsOfReplacement(registration: Registration): string[] {
  const [before, after] = [0, 1].map((generation): PropertyBag => {
    const one = { ...registration, generation };
    const checked = checkInputs(one);
    return { ...stateOf(one, checked), id: idOf(one, checked) };
  });
  return Object.entries(before ?? {})
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(after?.[key]))
    .map(([key]) => key);
}
