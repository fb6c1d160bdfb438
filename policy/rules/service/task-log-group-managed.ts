import { type Container, containerPath } from "../../lib/containers";
import { ecs } from "../../lib/links";
import { containersOf } from "../../lib/model/ecs";
import type { StackModel } from "../../lib/model/stack-model";
import { known, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

const groupPath = "logConfiguration.options.awslogs-group";

/**
 * In a first preview `containerDefinitions` is unknown; its dependencies tell the log groups all the same. How long a
 * group keeps logs is for the group's own rule to say.
 */
export const taskLogGroupManaged = stackRule({
  name: "task-log-group-managed",
  row: 32,
  title: "A task logs to a log group of this stack",
  severity: "medium",
  why: "A group that ECS or a person created keeps logs forever, or is missing when the task starts.",
  fix: "Make the log group in the program, with retentionInDays, and refer to it in the container definition.",
  url: ecs("using_awslogs"),
  decidedBy: "drydock:logs.retentionDays",
  kinds: ["taskDefinition", "logGroup"],
  check({ stack, report, defer }) {
    for (const definition of stack.ofKind("taskDefinition")) {
      const containers = containersOf(definition);
      if (containers !== undefined) {
        for (const finding of containers.flatMap((one) => groupProblems(stack, one))) {
          report(definition, finding);
        }
        continue;
      }
      const groups = stack.dependenciesOf(definition, "containerDefinitions", "logGroup");
      if (groups.length === 0) defer(definition, "containerDefinitions");
    }
  },
});

function groupProblems(
  stack: StackModel,
  container: Container,
): { problem: string; property: string }[] {
  const { definition } = container;
  if (known(readString(definition, "logConfiguration.logDriver")) !== "awslogs") return [];
  const name = known(readString(definition, groupPath));
  if (name === undefined) return [];
  const property = containerPath(container, groupPath);
  return stack.named("logGroup", name) === undefined
    ? [{ problem: "logs to a log group that this stack does not manage", property }]
    : [];
}
