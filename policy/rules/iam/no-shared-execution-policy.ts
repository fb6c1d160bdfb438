import { attachingKinds, awsManagedPolicies } from "../../lib/managed-policies";
import { levels, resourceRule } from "../../lib/rule";

export const noSharedExecutionPolicy = resourceRule({
  name: "no-shared-execution-policy",
  row: 75,
  title: "An execution role names its repository and its log group",
  controls: ["AwsSolutions-IAM4"],
  severity: "low",
  levels: levels.preference,
  why: "AWS's policy for execution roles lets every task pull every image and write to every log group.",
  fix: "Replace AmazonECSTaskExecutionRolePolicy with statements on the repository and the log group.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  kinds: attachingKinds,
  check({ resource, report }) {
    for (const { name, property } of awsManagedPolicies(resource.inputs)) {
      if (name !== "AmazonECSTaskExecutionRolePolicy") continue;
      report({ problem: "attaches AWS's policy for all execution roles", property });
    }
  },
});
