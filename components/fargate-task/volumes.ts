import type { ContainerSettings } from "./containers";

/** An EFS volume of the task: one access point each. */
export interface EfsVolume {
  readonly name: string;
  /** The first mount that names it; all mounts of the volume agree but for path and readOnly. */
  readonly volume: ContainerSettings["volumes"][string];
  /** Whether any container may write to it. */
  readonly writable: boolean;
}

/** A volume as a container sees it. */
export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** The task's EFS volumes, by name. */
export function efsVolumes(containers: readonly Pick<ContainerSettings, "volumes">[]): EfsVolume[] {
  const byName = new Map<string, EfsVolume>();
  for (const [name, volume] of containers.flatMap(({ volumes }) => Object.entries(volumes))) {
    const known = byName.get(name);
    const writable = (known?.writable ?? false) || !volume.readOnly;
    byName.set(name, { name, volume: known?.volume ?? volume, writable });
  }
  return [...byName.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The names of the task's empty, writable volumes: Fargate has no tmpfs, so each is a bind mount. */
export function scratchVolumes(containers: readonly ScratchUser[]): string[] {
  return containers
    .flatMap((container) => scratchMounts(container).map((mount) => mount.sourceVolume))
    .sort();
}

/** Everything that is mounted into a container, by path. */
export function mountPoints(container: MountUser): MountPoint[] {
  const files = Object.entries(container.volumes).map(([name, { mountPath, readOnly }]) => ({
    sourceVolume: name,
    containerPath: mountPath,
    readOnly,
  }));
  return [...files, ...scratchMounts(container)].sort((left, right) =>
    left.containerPath < right.containerPath ? -1 : 1,
  );
}

interface ScratchUser {
  readonly name: string;
  readonly scratch: readonly string[];
}

/** A container with volumes, as far as mounting goes. */
export interface MountUser extends ScratchUser {
  readonly volumes: Readonly<
    Record<string, { readonly mountPath: string; readonly readOnly: boolean }>
  >;
}

function scratchMounts(container: ScratchUser): MountPoint[] {
  // A number instead of the path: volume names allow no slashes, and a changed list creates a new
  // revision of the task definition anyway.
  return [...container.scratch].sort().map((containerPath, index) => ({
    sourceVolume: `scratch-${container.name}-${index + 1}`,
    containerPath,
    readOnly: false,
  }));
}
