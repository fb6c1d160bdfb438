import { ecs } from "../../lib/links";
import { isFargate } from "../../lib/model/ecs";
import { readNumber, readString } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

const storageGiB = { least: 21, most: 200 };

export const taskRuntimePlatformSet = resourceRule({
  name: "task-runtime-platform-set",
  row: 19,
  title: "A Fargate task says its processor architecture, and asks for storage Fargate has",
  severity: "low",
  levels: levels.preference,
  why: "An image for the other architecture stops at its first instruction.",
  fix: "Set runtimePlatform.cpuArchitecture to that of the image; ephemeral storage is 21 to 200 GiB.",
  url: ecs("fargate-task-storage"),
  decidedBy: "drydock:services.{name}.architecture",
  kinds: ["taskDefinition"],
  check(check) {
    const { inputs } = check.resource;
    if (!isFargate(inputs)) return;
    decide(check, readString(inputs, "runtimePlatform.cpuArchitecture"), {
      property: "runtimePlatform.cpuArchitecture",
      absent: "does not say for which processor architecture it is",
      known: () => undefined,
    });
    decide(check, readNumber(inputs, "ephemeralStorage.sizeInGib"), {
      property: "ephemeralStorage.sizeInGib",
      known: (size) =>
        size >= storageGiB.least && size <= storageGiB.most
          ? undefined
          : `asks for storage outside ${storageGiB.least} to ${storageGiB.most} GiB`,
    });
  },
});
