import { decideContainer, eachOwnContainer } from "../../lib/container-check";
import { securityHub } from "../../lib/links";
import { known, readBoolean, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

export const containerRootFilesystemReadOnly = resourceRule({
  name: "container-root-filesystem-read-only",
  row: 6,
  title: "A container cannot write to its root file system",
  controls: ["ECS.5", "CKV_AWS_336"],
  severity: "high",
  why: "Whoever breaks into a process can otherwise replace the programs it runs.",
  fix: "Set readonlyRootFilesystem to true and mount a volume where the program must write.",
  url: securityHub("ecs-5"),
  decidedBy: "drydock:services.{name}.readonlyRootFilesystem",
  exemptedFor: "ECS Exec, or the image, writes to the root file system",
  kinds: ["taskDefinition"],
  check(check) {
    const family = readString(check.resource.inputs, "runtimePlatform.operatingSystemFamily");
    // Windows containers have no such setting; ECS.5 leaves them out as well.
    if (known(family)?.startsWith("WINDOWS") === true) return;
    const problem = "lets a container write to its root file system";
    eachOwnContainer(check, (container) => {
      decideContainer(check, container, {
        reading: readBoolean(container.definition, "readonlyRootFilesystem"),
        property: "readonlyRootFilesystem",
        absent: problem,
        known: (readOnly) => (readOnly ? undefined : problem),
      });
    });
  },
});
