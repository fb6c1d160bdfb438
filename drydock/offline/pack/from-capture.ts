import type { Capture, CapturedResource } from "../capture";
import type { PackResource } from "./types";

/** Converts a program's registrations to the form that the engine sends to a policy pack. */
export function packResources({ resources }: Capture): PackResource[] {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  return resources.map((resource) =>
    packResource(
      resource,
      resource.provider === undefined ? undefined : byUrn.get(resource.provider),
    ),
  );
}

function packResource(
  resource: CapturedResource,
  provider: CapturedResource | undefined,
): PackResource {
  const { urn, type, name, parent, deleteBeforeReplace } = resource;
  return {
    urn,
    type,
    name,
    properties: resource.checkedInputs,
    outputs: resource.custom
      ? resource.outputs
      : { ...resource.checkedInputs, ...resource.outputs },
    options: {
      protect: resource.protect,
      ignoreChanges: resource.ignoreChanges,
      deleteBeforeReplace,
      additionalSecretOutputs: resource.additionalSecretOutputs,
      aliases: resource.aliases,
    },
    parent,
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
    provider: provider && {
      urn: provider.urn,
      type: provider.type,
      name: provider.name,
      properties: provider.inputs,
    },
  };
}
