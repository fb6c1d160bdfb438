import { type Path } from "../path";
import { type Finding } from "../problems";
import { missingName } from "./names";
import {
  containers,
  containersOf,
  type NamedContainer,
  type NamedService,
  services,
  type Rule,
  type RuleContext,
} from "./rule";

/** Volumes and scratch folders: what is mounted is there, and nothing covers anything else. */
export const volumes: Rule = (config, context) => [
  ...containers(config).flatMap((container) => [
    ...missingFileSystems(container, context),
    ...mountFindings(container),
    ...rootDirectories(container),
  ]),
  ...services(config).flatMap(sharedVolumes),
];

function missingFileSystems({ container, path }: NamedContainer, context: RuleContext): Finding[] {
  return Object.entries(container.volumes).flatMap(([name, volume]) =>
    missingName({
      path: [...path, "volumes", name, "fileSystem"],
      name: volume.fileSystem,
      known: context.declared(["fileSystems"]),
      what: "file system",
      home: "drydock:fileSystems",
    }),
  );
}

interface Mount {
  readonly folder: string;
  readonly path: Path;
}

/** Folders the system itself needs; a mount over one of them keeps the container from starting. */
const SYSTEM_FOLDERS = ["/dev", "/etc", "/proc", "/sys", "/bin", "/sbin", "/usr", "/lib", "/lib64"];

function mountFindings({ container, path }: NamedContainer): Finding[] {
  const mounts: Mount[] = [
    ...Object.entries(container.volumes).map(([name, volume]) => ({
      folder: normal(volume.mountPath),
      path: [...path, "volumes", name, "mountPath"],
    })),
    ...container.scratch.map((folder, index) => ({
      folder: normal(folder),
      path: [...path, "scratch", index],
    })),
  ];
  return mounts.flatMap((mount, index) => [
    ...systemMount(mount),
    ...mounts.slice(0, index).flatMap((other) => overlap(mount, other)),
  ]);
}

function systemMount({ folder, path }: Mount): Finding[] {
  if (folder !== "/" && !SYSTEM_FOLDERS.includes(folder)) return [];
  return [
    {
      path,
      message:
        folder === "/"
          ? "A mount at / would hide the whole image."
          : `A mount at ${folder} would hide files the system needs.`,
      allowed: "a folder of its own, such as /data",
      fix: "Mount it somewhere else.",
    },
  ];
}

function overlap(mount: Mount, other: Mount): Finding[] {
  const same = mount.folder === other.folder;
  const inside =
    mount.folder.startsWith(`${other.folder}/`) || other.folder.startsWith(`${mount.folder}/`);
  if (!same && !inside) return [];
  return [
    {
      path: mount.path,
      related: [other.path],
      message: same
        ? "Another mount of this container has the same folder."
        : `This and another mount (${other.folder}) lie inside each other; which one hides which is not defined.`,
      allowed: "folders that do not contain each other",
      fix: "Move one of the two.",
    },
  ];
}

function normal(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
}

/** An access point on the root would open the files of every service. */
function rootDirectories({ container, path }: NamedContainer): Finding[] {
  return Object.entries(container.volumes).flatMap(([name, { directory }]) =>
    directory === undefined || normal(directory) !== "/"
      ? []
      : [
          {
            path: [...path, "volumes", name, "directory"],
            message: "The root of a file system holds the files of every service.",
            allowed: "a folder below the root, such as /shared",
            fix: "Remove directory for a folder of this service's own, or name a folder.",
          },
        ],
  );
}

/** Containers of a task that use one volume name share its access point, so they have to agree on it. */
function sharedVolumes(owner: NamedService): Finding[] {
  const first = new Map<string, string>();
  return containersOf(owner).flatMap(({ container, path, name: user }) =>
    Object.entries(container.volumes).flatMap(([name, volume]) => {
      const { fileSystem, directory, uid, gid } = volume;
      const access = JSON.stringify({ fileSystem, directory, uid, gid });
      const known = first.get(name);
      if (known === undefined) first.set(name, access);
      if (known === undefined || known === access) return [];
      return [
        {
          path: [...path, "volumes", name],
          at: "key" as const,
          showValue: false,
          message: `Another container of this task uses the volume ${name} with another fileSystem, directory, uid or gid.`,
          fix: `Give ${user} the same values, or a volume of another name.`,
        },
      ];
    }),
  );
}
