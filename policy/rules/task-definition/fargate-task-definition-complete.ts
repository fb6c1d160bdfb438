import { isFargate } from "../../lib/model/ecs";
import { decide, resourceRule } from "../../lib/rule";
import { ecs } from "../../lib/links";
import { readList, readString } from "../../lib/reading";

/** Tasks of EC2 need neither network mode nor size, so only definitions that say Fargate are held to it. */
export const fargateTaskDefinitionComplete = resourceRule({
  name: "fargate-task-definition-complete",
  row: 1,
  title: "A Fargate task definition says FARGATE, awsvpc, and the task's CPU and memory",
  controls: ["CFN-LINT-E3048"],
  severity: "medium",
  why: "ECS refuses a Fargate task without network mode awsvpc and a size, only when it is placed.",
  fix: 'Set requiresCompatibilities to ["FARGATE"], networkMode to "awsvpc", and cpu and memory.',
  url: ecs("fargate-tasks-services"),
  kinds: ["taskDefinition"],
  check(check) {
    const { inputs } = check.resource;
    const compatibilities = readList(inputs, "requiresCompatibilities");
    decide(check, compatibilities, {
      property: "requiresCompatibilities",
      absent: "does not say that it is for Fargate",
      known: (list) => (list.length === 0 ? "does not say that it is for Fargate" : undefined),
    });
    if (!isFargate(inputs)) return;
    decide(check, readString(inputs, "networkMode"), {
      property: "networkMode",
      absent: "has no network mode; Fargate needs awsvpc",
      known: (mode) => (mode === "awsvpc" ? undefined : "has a network mode other than awsvpc"),
    });
    for (const property of ["cpu", "memory"]) {
      decide(check, readString(inputs, property), {
        property,
        absent: `has no task ${property}; Fargate needs it`,
        known: () => undefined,
      });
    }
  },
});
