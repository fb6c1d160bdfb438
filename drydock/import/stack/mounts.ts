import type { Mount } from "../compose/volumes";
import type { Notes } from "../notes";
import { isMap, type Path } from "drydock-components/model/check/path";
import type { Context, Named } from "./context";
import { logicalName } from "./names";
import { ownerOf } from "./security";

/** A container's mounts. */
export interface Mounts {
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly scratch: readonly string[];
}

/** Folders whose files the system needs and no mount may hide. */
const systemFolders = [
  "/",
  "/dev",
  "/etc",
  "/proc",
  "/sys",
  "/bin",
  "/sbin",
  "/usr",
  "/lib",
  "/lib64",
];

/** The volumes of a service: EFS for named ones, empty folders for tmpfs. */
export function mountsOf(one: Named, context: Context): Mounts {
  const { service, at } = one;
  const { notes } = context;
  const volumes: Record<string, unknown> = {};
  const folders = new Folders(notes);
  for (const [index, mount] of (service.volumes ?? []).entries()) {
    const path = [...at, "volumes", index];
    const { volume, target } = mount;
    if (mount.kind === "tmpfs" || (mount.kind === "anonymous" && service.read_only)) {
      folders.scratch(target, path);
    } else if (volume === undefined) {
      unmounted(mount, path, notes);
    } else if (folders.take(target, path)) {
      volumes[uniqueKey(logicalName(volume), volumes)] = volumeOf(
        { ...mount, volume },
        one,
        context,
      );
    }
  }
  for (const [index, entry] of (service.tmpfs ?? []).entries()) {
    folders.scratch(entry.split(":")[0] ?? "", [...at, "tmpfs", index]);
  }
  if (folders.empty.length > 0) notes.changed(at, scratchText(folders.empty));
  return { volumes, scratch: folders.empty };
}

/** A container's mount points: none is inside another. */
class Folders {
  /** Mount points that are empty when a task starts. */
  readonly empty: string[] = [];
  private readonly taken: string[] = [];

  constructor(private readonly notes: Notes) {}

  scratch(target: string, path: Path): void {
    if (this.take(target, path)) this.empty.push(normal(target));
  }

  /** Whether a mount is possible there; if not, adds a note with the reason. */
  take(target: string, path: Path): boolean {
    const folder = normal(target);
    const other = this.taken.find((known) => inside(known, folder) || inside(folder, known));
    if (!systemFolders.includes(folder) && other === undefined) {
      this.taken.push(folder);
      return true;
    }
    this.notes.leftOut(
      path,
      other === undefined
        ? `A volume at ${folder} would hide files that the system needs.`
        : `${folder} and ${other} are nested, which is undefined on Fargate.`,
    );
    return false;
  }
}

function unmounted({ kind, target }: Mount, path: Path, notes: Notes): void {
  if (kind === "anonymous") {
    notes.changed(path, `${target} is on the container's disk, which lasts as long as the task.`);
  } else {
    notes.leftOut(
      path,
      kind === "bind" ? bindText(target) : "Fargate has no volumes of this type.",
    );
  }
}

function bindText(target: string): string {
  return target.endsWith("/docker.sock")
    ? "Fargate gives tasks no access to a Docker engine."
    : `Fargate has no host folders. Put the files of ${target} into the image.`;
}

function scratchText(scratch: readonly string[]): string {
  return (
    `${scratch.join(" and ")}: Fargate has no memory file systems, so these are empty folders on the task's disk. They belong ` +
    "to root unless the image's Dockerfile creates the folder, gives it to the user, and names it in VOLUME."
  );
}

interface NamedMount {
  readonly volume: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly subpath: string | undefined;
}

function volumeOf(mount: NamedMount, one: Named, context: Context): Record<string, unknown> {
  const { notes, volumeNames } = context;
  const path = ["volumes", mount.volume];
  const declared = context.project.volumes[mount.volume];
  notes.changed(
    path,
    "An EFS file system: it starts empty, where Docker copies the image's files at that path.",
  );
  if (isMap(declared) && declared["external"] === true) {
    notes.decide(path, "The volume exists outside of Compose: copy its files.");
  }
  const driver = isMap(declared) ? (declared["driver"] ?? "local") : "local";
  if (isMap(declared) && (isMap(declared["driver_opts"]) || driver !== "local")) {
    notes.leftOut(
      [...path, driver === "local" ? "driver_opts" : "driver"],
      "Volumes on Fargate are EFS file systems; options of Docker's drivers do not apply.",
    );
  }
  const owner = ownerOf(one, context);
  return {
    fileSystem: volumeNames.get(mount.volume) ?? logicalName(mount.volume),
    mountPath: normal(mount.target),
    // All mounts of the volume share its files, as in Compose.
    directory: `/${mount.subpath ?? logicalName(mount.volume)}`,
    ...owner,
    ...(mount.readOnly ? { readOnly: true } : {}),
  };
}

function uniqueKey(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, name)) return name;
  return logicalName(`${name.slice(0, 21)}-${Object.keys(taken).length + 1}`);
}

function normal(folder: string): string {
  return `/${folder
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/")}`;
}

function inside(outer: string, inner: string): boolean {
  return outer === inner || inner.startsWith(`${outer}/`);
}
