import { efsVolumesOf } from "../../lib/model/file-systems";
import { levels, stackRule } from "../../lib/rule";

export const efsVolumeAccessPointMatches = stackRule({
  name: "efs-volume-access-point-matches",
  row: 55,
  title: "A volume's access point belongs to the volume's file system",
  controls: [],
  severity: "medium",
  levels: levels.mandatory,
  why: "ECS takes the pair as it is, and the task fails when it mounts.",
  fix: "Use an access point of the file system that the volume names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",
  exemptible: false,
  kinds: ["taskDefinition", "accessPoint", "fileSystem"],
  check({ stack, report, defer }) {
    for (const definition of stack.ofKind("taskDefinition")) {
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
