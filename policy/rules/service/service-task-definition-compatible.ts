import { ecs } from "../../lib/links";
import { isFargate, taskDefinitionOf } from "../../lib/model/ecs";
import { known, read, readList, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const serviceTaskDefinitionCompatible = stackRule({
  name: "service-task-definition-compatible",
  row: 28,
  title: "A service's task definition fits where the service runs",
  controls: ["CFN-LINT-E3054", "CFN-LINT-E3052"],
  severity: "medium",
  why: "ECS refuses the service, after everything before it was created.",
  fix: "Give a Fargate service a task definition with FARGATE and awsvpc, and networkConfiguration.",
  url: ecs("fargate-tasks-services"),
  exemptible: false,
  kinds: ["service", "taskDefinition"],
  check({ stack, report }) {
    for (const service of stack.ofKind("service")) {
      const definition = taskDefinitionOf(stack, service);
      if (definition === undefined) continue;
      const compatibilities = known(readList(definition.properties, "requiresCompatibilities"));
      const mode = known(readString(definition.properties, "networkMode"));
      if (isFargate(service.properties)) {
        // Saying nothing is the business of fargate-task-definition-complete.
        if ((compatibilities ?? []).length > 0 && !compatibilities?.includes("FARGATE")) {
          report(service, {
            problem: "runs on Fargate a task definition that is not for Fargate",
            property: "taskDefinition",
          });
        }
        if (mode !== undefined && mode !== "awsvpc") {
          report(service, {
            problem: "runs on Fargate a task definition without network mode awsvpc",
            property: "taskDefinition",
          });
        }
      }
      const network = read(service.properties, "networkConfiguration");
      if (mode === "awsvpc" && network.state === "absent") {
        report(service, {
          problem: "has no network configuration for a task definition in awsvpc mode",
          property: "networkConfiguration",
        });
      }
    }
  },
});
