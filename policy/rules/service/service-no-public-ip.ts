import { securityHub } from "../../lib/links";
import { readBoolean } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";
import { taskRunnerKinds, taskRunners } from "../../lib/task-runners";

export const serviceNoPublicIp = resourceRule({
  name: "service-no-public-ip",
  row: 20,
  title: "A service, schedule or state machine gives its tasks no public address",
  controls: ["ECS.2", "ECS.16", "CKV_AWS_333"],
  severity: "high",
  why: "A task with a public address can be reached past the load balancer.",
  fix: "Set networkConfiguration.assignPublicIp to false and place the service in private subnets.",
  url: securityHub("ecs-2"),
  decidedBy: "drydock:services.{name}.placement",
  kinds: taskRunnerKinds,
  check(check) {
    for (const { settings, at } of taskRunners(check.resource)) {
      decide(check, readBoolean(settings, "networkConfiguration.assignPublicIp"), {
        property: `${at}networkConfiguration.assignPublicIp`,
        known: (assigned) => (assigned ? "gives its tasks public addresses" : undefined),
      });
    }
  },
});
