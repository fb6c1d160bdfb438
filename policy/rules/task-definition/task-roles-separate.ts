import { ecs } from "../../lib/links";
import { rolesOfTasks } from "../../lib/model/ecs";
import { stackRule } from "../../lib/rule";
import { known, read, readString } from "../../lib/reading";
import { textsOf } from "../../lib/texts";

/** What acts on tasks by a role: starts them, moves requests to them, gives them disks and certificates. */
const users = ["service", "schedule", "eventTarget", "stateMachine", "pipe"] as const;

/** On the graph, because in a preview only the edges tell whether two unknown ARNs are the same. */
export const taskRolesSeparate = stackRule({
  name: "task-roles-separate",
  row: 15,
  title: "A task has an execution role and a task role, they differ, and nothing else takes them",
  controls: ["CKV_AWS_249"],
  severity: "medium",
  why: "One role for both gives the program what only ECS needs: images, logs and every secret; one that starts or replaces tasks lets the program do that.",
  fix: "Set executionRoleArn and taskRoleArn to two different roles, and create another for what starts, replaces or connects tasks.",
  url: ecs("security-ecs-iam-role-overview"),
  kinds: ["taskDefinition", ...users],
  check({ stack, report, defer }) {
    for (const definition of stack.ofKind("taskDefinition")) {
      const { properties } = definition;
      const execution = stack.references(definition, "executionRoleArn", "role");
      const task = stack.references(definition, "taskRoleArn", "role");
      for (const [role, property] of [
        [execution, "executionRoleArn"],
        [task, "taskRoleArn"],
      ] as const) {
        if (role.absent) report(definition, { problem: "has no role there", property });
      }
      if (execution.absent || task.absent) continue;
      const sameValue =
        read(properties, "taskRoleArn").state === "known" &&
        known(readString(properties, "taskRoleArn")) ===
          known(readString(properties, "executionRoleArn"));
      const sameRole = task.targets.length === 1 && execution.targets[0] === task.targets[0];
      if (sameValue || sameRole) {
        report(definition, {
          problem: "uses one role as execution role and as task role",
          property: "taskRoleArn",
        });
      } else if (!execution.complete || !task.complete) {
        defer(definition, "taskRoleArn");
      }
    }
    const used = new Set(
      [...rolesOfTasks(stack)].flatMap(
        ({ properties }) => known(readString(properties, "arn")) ?? [],
      ),
    );
    for (const user of users.flatMap((kind) => stack.ofKind(kind))) {
      const taken = textsOf(user).find(
        ({ key, value }) => /roleArn$/i.test(key) && used.has(value),
      );
      if (taken === undefined) continue;
      report(user, { problem: "takes a role that is for tasks", property: taken.property });
    }
  },
});
