import { ecs } from "../../lib/links";
import { known, readList, readObject, readString } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

const configuration = "efsVolumeConfiguration";

export const taskEfsVolumeUsesAccessPoint = resourceRule({
  name: "task-efs-volume-uses-access-point",
  row: 14,
  title: "An EFS volume is mounted through an access point, with the task's own rights",
  severity: "medium",
  why: "Without an access point and IAM every task that reaches the file system reads all of it.",
  fix: 'Set authorizationConfig {accessPointId, iam: "ENABLED"} and leave rootDirectory out or at "/".',
  url: ecs("specify-efs-config"),
  kinds: ["taskDefinition"],
  check(check) {
    const { inputs } = check.resource;
    const volumes = readList(inputs, "volumes");
    if (volumes.state === "unknown") check.defer("volumes");
    (known(volumes) ?? []).forEach((volume, index) => {
      if (readObject(volume, configuration).state !== "known") return;
      const property = `volumes[${index}].${configuration}`;
      const accessPoint = readString(volume, `${configuration}.authorizationConfig.accessPointId`);
      // Unknown is good enough: a value computed from another resource is set.
      if (accessPoint.state === "absent") {
        check.report({
          problem: "mounts an EFS volume without an access point",
          property: `${property}.authorizationConfig.accessPointId`,
        });
      }
      const iamProblem = "mounts an EFS volume without IAM authorization";
      decide(check, readString(volume, `${configuration}.authorizationConfig.iam`), {
        property: `${property}.authorizationConfig.iam`,
        absent: iamProblem,
        known: (value) => (value === "ENABLED" ? undefined : iamProblem),
      });
      if (accessPoint.state === "absent") return;
      decide(check, readString(volume, `${configuration}.rootDirectory`), {
        property: `${property}.rootDirectory`,
        known: (directory) =>
          directory === "/" || directory === ""
            ? undefined
            : "names a root directory beside an access point, which ECS refuses",
      });
    });
  },
});
