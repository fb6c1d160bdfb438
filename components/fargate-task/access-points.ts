import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EfsVolume } from "./volumes";

/** Inputs for the access points of a task. */
export interface AccessPointsArgs {
  /** The name of the task's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly volumes: readonly EfsVolume[];
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** A volume with the access point it is mounted through. */
export interface AccessPointVolume extends EfsVolume {
  readonly accessPoint: aws.efs.AccessPoint;
}

/**
 * Makes one access point a volume: it shows the task one folder only, and as one user who is not root.
 * https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
 */
export function createAccessPoints(args: AccessPointsArgs): AccessPointVolume[] {
  return args.volumes.map((each) => {
    const { fileSystemId, directory = `/${args.name}/${each.name}`, uid, gid } = each.volume;
    const accessPoint = new aws.efs.AccessPoint(
      `${args.name}-${each.name}`,
      {
        fileSystemId,
        posixUser: { uid, gid },
        rootDirectory: {
          path: directory,
          creationInfo: { ownerUid: uid, ownerGid: gid, permissions: "0750" },
        },
        tags: args.tags,
      },
      { parent: args.parent },
    );
    return { ...each, accessPoint };
  });
}
