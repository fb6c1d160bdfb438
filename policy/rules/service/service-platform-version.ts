import { securityHub } from "../../lib/links";
import { readString } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";
import { taskRunnerKinds, taskRunners } from "../../lib/task-runners";

const oldest = [1, 4, 0] as const;

/** ECS.10 asks for the latest version; a pinned 1.4.0 is the latest and passes here. */
export const servicePlatformVersion = resourceRule({
  name: "service-platform-version",
  row: 21,
  title: "Fargate tasks run on platform version LATEST, or at least 1.4.0",
  controls: ["ECS.10", "CKV_AWS_332"],
  severity: "medium",
  why: "Platform versions before 1.4.0 get no security updates and have no EFS.",
  fix: "Leave platformVersion out, or set it to LATEST.",
  url: securityHub("ecs-10"),
  kinds: taskRunnerKinds,
  check(check) {
    for (const { settings, at } of taskRunners(check.resource)) {
      decide(check, readString(settings, "platformVersion"), {
        property: `${at}platformVersion`,
        known: (version) =>
          version.toUpperCase() === "LATEST" || isRecent(version)
            ? undefined
            : "runs on an old platform version",
      });
    }
  },
});

function isRecent(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, least] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (Number.isNaN(part)) return false;
    if (part !== least) return part > least;
  }
  return true;
}
