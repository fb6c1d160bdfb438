import {
  type DocumentReading,
  isConfined,
  isForEverybody,
  readDocument,
  type Statement,
} from "../../lib/iam/statements";
import { answeredOnce } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { levels, stackRule } from "../../lib/rule";

const taskPrincipal = "ecs-tasks.amazonaws.com";
const path = "assumeRolePolicy";

export const taskRoleTrustConfined = stackRule({
  name: "task-role-trust-confined",
  row: 74,
  title:
    "A task's roles can be assumed by ECS tasks of this account only, and no role by everybody",
  controls: ["CKV_AWS_60", "CKV_AWS_61"],
  severity: "medium",
  levels: levels.mandatory,
  why: "Without the account in the trust ECS can be talked into using the role for somebody else.",
  fix: "Trust ecs-tasks.amazonaws.com alone, with a condition on aws:SourceAccount or aws:SourceArn.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  kinds: ["role", "taskDefinition"],
  check({ stack, report, defer }) {
    const used = rolesOfTasks(stack);
    for (const role of stack.ofKind("role")) {
      const trust = readDocument(role.properties, path);
      if (trust.state === "known" && trust.statements.some(isOpen)) {
        report(role, { problem: "can be assumed by everybody", property: path });
        continue;
      }
      if (trust.state === "known" && trust.statements.some(allowsMoreThanAssuming)) {
        report(role, { problem: "lets more be done than to assume it", property: path });
      }
      if (!used.has(role) && !trustsTasks(trust)) continue;
      if (trust.state === "unknown") defer(role, path);
      if (trust.state !== "known") continue;
      for (const statement of trust.statements.filter(({ effect }) => effect === "Allow")) {
        const others = statement.principals.some(({ value }) => value !== taskPrincipal);
        if (others || statement.hasNotPrincipal) {
          report(role, { problem: "trusts others than ECS tasks", property: path });
        } else if (!isConfined(statement) && !statement.partlyUnknown) {
          report(role, { problem: "trusts ECS for tasks of any account", property: path });
        }
      }
    }
  },
});

function allowsMoreThanAssuming({ effect, actions }: Statement): boolean {
  return effect === "Allow" && actions.some((action) => action.includes("*"));
}

function isOpen(statement: Statement): boolean {
  return statement.effect === "Allow" && isForEverybody(statement) && !isConfined(statement);
}

function trustsTasks(trust: DocumentReading): boolean {
  return (
    trust.state === "known" &&
    trust.statements.some(({ principals }) =>
      principals.some(({ value }) => value === taskPrincipal),
    )
  );
}

const rolesOfTasks = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack
        .ofKind("taskDefinition")
        .flatMap((definition) =>
          ["executionRoleArn", "taskRoleArn"].flatMap(
            (property) => stack.references(definition, property, "role").targets,
          ),
        ),
    ),
);
