import { type Mount } from "../compose/volumes";
import { type Notes } from "../notes";
import { isTree, type Path } from "../paths";
import { type Context, type Named } from "./context";
import { logicalName } from "./names";
import { uidOf } from "./user";

/** What a container sees besides its image. */
export interface Mounts {
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly scratch: readonly string[];
}

/** Folders whose files the system needs: a mount over one of them is refused. */
const SYSTEM = ["/", "/dev", "/etc", "/proc", "/sys", "/bin", "/sbin", "/usr", "/lib", "/lib64"];

/** The volumes of a service: EFS for those with a name, empty folders for tmpfs. */
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

/** The folders of a container that something is mounted on: none of them lies inside another. */
class Folders {
  /** Those that are empty when a task starts. */
  readonly empty: string[] = [];
  private readonly taken: string[] = [];

  constructor(private readonly notes: Notes) {}

  scratch(target: string, path: Path): void {
    if (this.take(target, path)) this.empty.push(normal(target));
  }

  /** Whether something can be mounted there; where it cannot, a note says why. */
  take(target: string, path: Path): boolean {
    const folder = normal(target);
    const other = this.taken.find((known) => inside(known, folder) || inside(folder, known));
    if (!SYSTEM.includes(folder) && other === undefined) {
      this.taken.push(folder);
      return true;
    }
    this.notes.leftOut(
      path,
      other === undefined
        ? `A volume at ${folder} would hide files that the system needs.`
        : `${folder} and ${other} lie inside each other, which has no defined meaning on Fargate.`,
    );
    return false;
  }
}

function unmounted({ kind, target }: Mount, path: Path, notes: Notes): void {
  if (kind === "anonymous") {
    notes.changed(
      path,
      `${target} is a part of the container's own disk, which lasts as long as the task.`,
    );
  } else {
    notes.leftOut(
      path,
      kind === "bind" ? bindText(target) : "Fargate has no volumes of this type.",
    );
  }
}

function bindText(target: string): string {
  return target.endsWith("/docker.sock")
    ? "There is no Docker engine to talk to on Fargate."
    : `There is no folder of the host on Fargate. Put what ${target} needs into the image.`;
}

function scratchText(scratch: readonly string[]): string {
  return (
    `${scratch.join(" and ")}: Fargate has no memory file systems, so these are empty folders on the task's disk. They belong ` +
    "to root unless the image's Dockerfile makes the folder, gives it to the user, and names it in VOLUME."
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
    "An EFS file system: it starts empty, where Docker copies what the image has at that place.",
  );
  if (isTree(declared) && declared["external"] === true) {
    notes.decide(path, "The volume exists outside of Compose: its files have to be copied.");
  }
  const driver = isTree(declared) ? (declared["driver"] ?? "local") : "local";
  if (isTree(declared) && (isTree(declared["driver_opts"]) || driver !== "local")) {
    notes.leftOut(
      [...path, driver === "local" ? "driver_opts" : "driver"],
      "Volumes on Fargate are EFS file systems; options of Docker's drivers have no place there.",
    );
  }
  const uid = uidOf(one);
  return {
    fileSystem: volumeNames.get(mount.volume) ?? logicalName(mount.volume),
    mountPath: normal(mount.target),
    // Everyone who mounts the volume sees the same files, as in Compose.
    directory: `/${mount.subpath ?? logicalName(mount.volume)}`,
    ...(uid === undefined ? {} : { uid: uid.uid, gid: uid.gid }),
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
