/**
 * The resources of an environment, in a form for storage and comparison: the accepted baseline is one
 * of these. It does not depend on the machine or the day, and excludes secrets and the values of variables, commands and
 * build arguments.
 */
import { relative, resolve, sep } from "node:path";
import { mapValues } from "../../config/map-values";
import type { Capture, CapturedResource, PropertyBag, PropertyValue } from "../capture";
import { isBag } from "../capture";
import { jsonDocument } from "../cloud/comparable";
import { packageVersion } from "../package-folder";
import { withoutValues } from "./hidden-values";

/** One resource of a snapshot. Options with their default are left out. */
export interface SnapshotResource {
  readonly type: string;
  readonly name: string;
  /** Key of the parent; absent below the stack. */
  readonly parent?: string;
  /** For resources; components have none. */
  readonly inputs?: PropertyBag;
  readonly protect?: true;
  readonly retainOnDelete?: true;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** As JSON: another one replaces the resource. */
  readonly replacementTrigger?: string;
  /** Keys it had before. */
  readonly aliases?: readonly string[];
}

/** Resources by key, which is the URN without its first parts: `<types>::<name>`. Sorted. */
export interface Snapshot {
  readonly stack: string;
  /** Absent in the baselines of 0.1.0. */
  readonly project?: string;
  /** The version of this package that wrote it; absent in the baselines of 0.1.0. */
  readonly drydock?: string;
  readonly resources: Readonly<Record<string, SnapshotResource>>;
}

/** Placeholder for secrets. */
const secretText = "[secret]";

/** `drydock:index:Cluster$aws:ecs/cluster:Cluster::cluster` */
export const keyOf = (urn: string): string => urn.split("::").slice(2).join("::");

const rootType = "pulumi:pulumi:Stack";

/**
 * @param capture a run in update mode: preview mode leaves most of every document unknown
 * @param root folder that paths become relative to
 */
export function snapshotOf(capture: Capture, root: string): Snapshot {
  const entries = capture.resources
    .filter(({ type }) => type !== rootType)
    .map((resource): [string, SnapshotResource] => [
      keyOf(resource.urn),
      snapshotResource(resource, { stack: capture.stack, root }),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    stack: capture.stack,
    project: capture.project,
    drydock: packageVersion(),
    resources: Object.fromEntries(entries),
  };
}

interface Origin {
  readonly stack: string;
  readonly root: string;
}

function snapshotResource(resource: CapturedResource, { stack, root }: Origin): SnapshotResource {
  const { parent, protect, retainOnDelete, deleteBeforeReplace } = resource;
  const { ignoreChanges, replaceOnChanges, replacementTrigger, aliases } = resource;
  const isTopLevel = parent === undefined || parent.split("::")[2] === rootType;
  return {
    type: resource.type,
    name: resource.name,
    ...(isTopLevel ? {} : { parent: keyOf(parent) }),
    ...(resource.custom
      ? { inputs: withoutValues(normalInputs(resource, root), { stack, type: resource.type }) }
      : {}),
    ...(protect ? { protect } : {}),
    ...(retainOnDelete ? { retainOnDelete } : {}),
    deleteBeforeReplace,
    ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
    ...(replaceOnChanges.length === 0 ? {} : { replaceOnChanges }),
    ...(replacementTrigger === undefined
      ? {}
      : { replacementTrigger: withoutSecret(replacementTrigger) }),
    ...(aliases.length === 0 ? {} : { aliases: aliases.map(keyOf) }),
  };
}

/** A snapshot of an earlier version, which showed the values that this one hides. */
export function hideValues<Stored extends Snapshot>(snapshot: Stored): Stored {
  const { stack } = snapshot;
  const resources = mapValues(snapshot.resources, (resource) => {
    const { type, inputs } = resource;
    return { ...resource, inputs: inputs && withoutValues(inputs, { stack, type }) };
  });
  return { ...snapshot, resources };
}

const withoutSecret = (json: string): string => (json.includes(valueMarker) ? secretText : json);

/** Inputs without secrets, machine paths, or contents of files; keys sorted. */
function normalInputs(resource: CapturedResource, root: string): PropertyBag {
  const secrets = new Set(resource.secretPaths);
  return normalBag(resource.inputs, { path: "", secrets, root });
}

interface Place {
  readonly path: string;
  readonly secrets: ReadonlySet<string>;
  readonly root: string;
}

function normalBag(bag: PropertyBag, place: Place): PropertyBag {
  const entries = Object.entries(bag)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]): [string, PropertyValue] => [
      key,
      normal(value, { ...place, path: place.path === "" ? key : `${place.path}.${key}` }),
    ]);
  return Object.fromEntries(entries);
}

function normal(value: PropertyValue, place: Place): PropertyValue {
  if (place.secrets.has(place.path)) return secretText;
  if (typeof value === "string") return normalText(value, place);
  if (value === null || typeof value !== "object") return value;
  if (!isBag(value)) {
    return value.map((item: PropertyValue, index: number) =>
      normal(item, { ...place, path: `${place.path}[${index}]` }),
    );
  }
  const { hash } = value;
  // Only assets have a marker and a hash, which identifies their content without showing it.
  if (typeof hash === "string" && valueMarker in value) return { sha256: hash };
  return normalBag(value, place);
}

/** Stores policies and container definitions parsed, so that a diff shows their lines. */
function normalText(text: string, place: Place): PropertyValue {
  const document = jsonDocument(text);
  return document === undefined ? withoutRoot(text, place.root) : normal(document, place);
}

/** The key of an asset, an archive and a secret. */
const valueMarker = "4dabf18193072939515e22adb298388d";

/** Makes paths below the repository relative, with forward slashes. */
function withoutRoot(text: string, root: string): string {
  if (!text.startsWith(root) && !text.startsWith("..")) return text;
  const path = resolve(text);
  if (path === root) return ".";
  return path.startsWith(`${root}${sep}`) ? relative(root, path).split(sep).join("/") : text;
}
