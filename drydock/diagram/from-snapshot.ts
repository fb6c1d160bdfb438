/** Reads the resources of a picture from a snapshot: the accepted baseline holds inputs, and the stand-in cloud knows the rest. */
import { checkInputs, idOf, stateOf } from "../offline/cloud";
import { textAt } from "../offline/cloud/values";
import { allowedAccount } from "../offline/cloud/facts";
import type { Snapshot, SnapshotResource } from "../offline/preview/snapshot";
import type { Pictured, PicturedResource } from "./source";

/** Where the resources of a snapshot are. */
export interface Place {
  /** Of the baselines that name no project. */
  readonly project: string;
  readonly region: string;
}

/**
 * The resources of a snapshot with the ids and ARNs that they had when it was written, which depend on their URNs.
 *
 * @param renamed the present keys of resources that had another one
 */
export function picturedIn(
  { project, stack, resources }: Snapshot,
  place: Place,
  renamed: ReadonlyMap<string, string> = new Map(),
): Pictured {
  const all = Object.entries(resources);
  const account = all
    .filter(([, { type }]) => type === "pulumi:providers:aws")
    .map(([, { inputs }]) => allowedAccount(JSON.stringify(inputs?.["allowedAccountIds"])))
    .find((id) => id !== undefined);
  const urnOf = (of: string, key: string) => `urn:pulumi:${stack}::${of}::${key}`;
  return {
    project: place.project,
    stack,
    resources: all.flatMap(([key, resource]): PicturedResource[] => {
      const { type, name, inputs } = resource;
      if (inputs === undefined || !type.startsWith("aws:")) return [];
      const urn = urnOf(project ?? place.project, key);
      const region = textAt(inputs, "region") || place.region;
      const outputs = outputsOf({ urn, type, name, inputs, region, account, defaultTags: {} });
      return [{ urn: urnOf(place.project, renamed.get(key) ?? key), type, name, inputs, outputs }];
    }),
  };
}

function outputsOf(registration: Parameters<typeof idOf>[0]): PicturedResource["outputs"] {
  const checked = checkInputs(registration);
  return { ...stateOf(registration, checked), id: idOf(registration, checked) };
}

/** The present keys of the resources of an earlier snapshot that have another one now, by their aliases. */
export function renamedIn(
  resources: Readonly<Record<string, SnapshotResource>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(resources).flatMap(([key, { aliases = [] }]) =>
      aliases.map((alias): [string, string] => [alias, key]),
    ),
  );
}
