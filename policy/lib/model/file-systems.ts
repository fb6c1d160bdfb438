import { known, readList, readObject } from "../reading";
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** An EFS volume of a task definition. */
export interface EfsVolume {
  /** Path of its `efsVolumeConfiguration`. */
  readonly path: string;
  readonly fileSystems: readonly StackResource[];
  readonly accessPoints: readonly StackResource[];
  /** True when the access point is managed here and the file system is not. */
  readonly isSplit: boolean;
  /** True when ids are unknown and the resources come from the dependencies of all volumes. */
  readonly inferred: boolean;
}

/** The EFS volumes of a task definition. */
export function efsVolumesOf(stack: StackModel, definition: StackResource): readonly EfsVolume[] {
  const volumes = known(readList(definition.properties, "volumes")) ?? [];
  return volumes.flatMap((volume, index): EfsVolume[] => {
    if (readObject(volume, "efsVolumeConfiguration").state === "absent") return [];
    const path = `volumes.${index}.efsVolumeConfiguration`;
    const fileSystems = stack.references(definition, `${path}.fileSystemId`, "fileSystem");
    const accessPoints = stack.references(
      definition,
      `${path}.authorizationConfig.accessPointId`,
      "accessPoint",
    );
    return [
      {
        path,
        fileSystems: fileSystems.targets,
        accessPoints: accessPoints.targets,
        isSplit: fileSystems.external.length > 0 && accessPoints.targets.length > 0,
        inferred: fileSystems.inferred || accessPoints.inferred,
      },
    ];
  });
}
