import { allowsAction } from "../../lib/iam/evaluate";
import { namesItsResource } from "../../lib/iam/reach";
import { efsVolumesOf } from "../../lib/model/file-systems";
import { documentsOf } from "../../lib/model/grants";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { stackRule } from "../../lib/rule";

export const efsVolumeAccessPointMatches = stackRule({
  name: "efs-volume-access-point-matches",
  row: 55,
  title: "A volume's access point belongs to the volume's file system",
  severity: "medium",
  why: "ECS takes the pair as it is, and the task fails when it mounts.",
  fix: "Use an access point of the file system that the volume names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",
  options: {
    requireConfinedGrant: {
      schema: {
        type: "boolean",
        default: false,
        description: "Ask that a task role may mount through named access points only.",
      },
      test: true,
      production: true,
      stricter: "higher",
    },
  },
  kinds: ["taskDefinition", "accessPoint", "fileSystem", "role", "rolePolicy", "policy"],
  check({ stack, options, report, defer }) {
    for (const definition of stack.ofKind("taskDefinition")) {
      if (options.boolean("requireConfinedGrant") && mountsFreely(stack, definition)) {
        report(definition, {
          problem: "has a task role that may mount through any access point",
          property: "taskRoleArn",
        });
      }
      for (const volume of efsVolumesOf(stack, definition)) {
        const { path, fileSystems, accessPoints, inferred } = volume;
        const of = accessPoints.map((one) => stack.references(one, "fileSystemId", "fileSystem"));
        const isForeign = of.some((one) => one.external.length > 0) && fileSystems.length > 0;
        const isSplit = volume.isSplit && of.some((one) => one.targets.length > 0);
        if (isForeign || isSplit) {
          report(definition, {
            problem: "pairs a file system with another one's access point",
            property: path,
          });
          continue;
        }
        if (fileSystems.length === 0 || accessPoints.length === 0) continue;
        const allowed = new Set(fileSystems);
        const owners = of.map(({ targets }) => (targets.length === 1 ? targets[0] : undefined));
        if (owners.includes(undefined)) {
          defer(definition, path);
          continue;
        }
        // Inferred pairs are those of all volumes together: a point of none of them is wrong in any case.
        const strangers = owners.filter((owner) => owner !== undefined && !allowed.has(owner));
        if (strangers.length > 0) {
          report(definition, {
            problem: "pairs a file system with another one's access point",
            property: path,
          });
        } else if (inferred && fileSystems.length > 1) defer(definition, path);
      }
    }
  },
});

const accessPointKey = "elasticfilesystem:accesspointarn";

function mountsFreely(stack: StackModel, definition: StackResource): boolean {
  const role = stack.reference(definition, "taskRoleArn", "role");
  if (role === undefined || efsVolumesOf(stack, definition).length === 0) return false;
  return documentsOf(stack, role)
    .flatMap(({ statements }) => statements)
    .some(
      (one) =>
        allowsAction(one, "elasticfilesystem:ClientMount") &&
        !namesItsResource(one.conditions.filter(({ key }) => key === accessPointKey)),
    );
}
