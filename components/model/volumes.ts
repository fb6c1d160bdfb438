import type { z } from "zod";
import type { Path } from "./check/path";
import { type ModelProblem, problemIf } from "./check/problem";
import { containerPath, offByDefault, whole } from "./primitives";

/** https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html */
const posixId = whole(1, 4294967295).default(1000);

/** A folder of a file system, as a container sees it. */
export const mountShape = {
  mountPath: containerPath.describe("Where the container sees it."),
  directory: containerPath
    .optional()
    .describe("The folder of the file system that is mounted. Defaults to /<service>/<volume>."),
  uid: posixId.describe("The user that owns the files. Defaults to 1000."),
  gid: posixId.describe("The group that owns the files. Defaults to 1000."),
  readOnly: offByDefault("Mount it without the right to write."),
};

type MountValue = z.output<z.ZodObject<typeof mountShape>>;

/** A container, as far as mounting goes. */
interface MountUser {
  readonly scratch: readonly string[];
  readonly volumes: Readonly<Record<string, MountValue>>;
}

interface Mount {
  readonly folder: string;
  readonly path: Path;
}

/** Mounts that cover the system or each other, and folders that would open all of a file system. */
export function mountProblems({ scratch, volumes }: MountUser): ModelProblem[] {
  const mounts: Mount[] = [
    ...Object.entries(volumes).map(([name, volume]) => ({
      folder: normal(volume.mountPath),
      path: ["volumes", name, "mountPath"],
    })),
    ...scratch.map((folder, index) => ({ folder: normal(folder), path: ["scratch", index] })),
  ];
  return [
    ...mounts.flatMap((mount, index) => [
      ...systemMount(mount),
      ...mounts.slice(0, index).flatMap((other) => overlap(mount, other)),
    ]),
    ...Object.entries(volumes).flatMap(rootDirectory),
  ];
}

/** Folders the system itself needs; a mount over one of them keeps the container from starting. */
const systemFolders = ["/dev", "/etc", "/proc", "/sys", "/bin", "/sbin", "/usr", "/lib", "/lib64"];

function systemMount({ folder, path }: Mount): ModelProblem[] {
  return problemIf(folder === "/" || systemFolders.includes(folder), {
    path,
    message:
      folder === "/"
        ? "A mount at / would hide the whole image."
        : `A mount at ${folder} would hide files the system needs.`,
    allowed: "a separate folder, such as /data",
    // Begins as the fix of a misnamed key does, and so takes its place.
    fix:
      path.at(-1) === "mountPath"
        ? "Write mountPath: /data, or another separate folder."
        : "Mount it somewhere else.",
  });
}

function overlap(mount: Mount, other: Mount): ModelProblem[] {
  const same = mount.folder === other.folder;
  const inside =
    mount.folder.startsWith(`${other.folder}/`) || other.folder.startsWith(`${mount.folder}/`);
  return problemIf(same || inside, {
    path: mount.path,
    related: [other.path],
    message: same
      ? "Another mount of this container has the same folder."
      : `This and another mount (${other.folder}) lie inside each other; which one hides which is not defined.`,
    allowed: "folders that do not contain each other",
    fix: "Move one of the two.",
  });
}

function normal(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
}

/** An access point on the root would open the files of every service. */
function rootDirectory([name, { directory }]: [string, MountValue]): ModelProblem[] {
  return problemIf(directory !== undefined && normal(directory) === "/", {
    path: ["volumes", name, "directory"],
    message: "The root of a file system holds the files of every service.",
    allowed: "a folder below the root, such as /shared",
    fix: "Remove directory for a folder of this service's own, or name a folder.",
  });
}
