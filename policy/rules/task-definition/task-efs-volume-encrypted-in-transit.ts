import { securityHub } from "../../lib/links";
import { known, readList, readObject, readString } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

export const taskEfsVolumeEncryptedInTransit = resourceRule({
  name: "task-efs-volume-encrypted-in-transit",
  row: 13,
  title: "An EFS volume is encrypted on its way",
  controls: ["ECS.18", "CKV_AWS_97"],
  severity: "medium",
  why: "NFS sends file contents in the clear to whoever can listen on the network.",
  fix: "Set efsVolumeConfiguration.transitEncryption to ENABLED.",
  url: securityHub("ecs-18"),
  kinds: ["taskDefinition"],
  check(check) {
    const { inputs } = check.resource;
    const volumes = readList(inputs, "volumes");
    if (volumes.state === "unknown") check.defer("volumes");
    (known(volumes) ?? []).forEach((volume, index) => {
      if (readObject(volume, "efsVolumeConfiguration").state !== "known") return;
      const problem = "mounts an EFS volume without encryption on the way";
      decide(check, readString(volume, "efsVolumeConfiguration.transitEncryption"), {
        property: `volumes[${index}].efsVolumeConfiguration.transitEncryption`,
        absent: problem,
        known: (value) => (value === "ENABLED" ? undefined : problem),
      });
    });
  },
});
