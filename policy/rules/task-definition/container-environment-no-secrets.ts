import { eachContainer } from "../../lib/container-check";
import { kindOf } from "../../lib/kinds";
import { securityHub } from "../../lib/links";
import { known, readObject } from "../../lib/reading";
import { type ResourceCheck, resourceRule } from "../../lib/rule";
import { secretShape } from "../../lib/secrets";
import { shown } from "../../lib/shown";
import { looseSecrets, secretOverrides } from "../../lib/task-texts";
import { runnerOverrides } from "../../lib/task-runners";

export const containerEnvironmentNoSecrets = resourceRule({
  name: "container-environment-no-secrets",
  row: 9,
  title: "No secret is in the plain text of a task, its overrides, or the build of its image",
  controls: ["ECS.8", "AwsSolutions-ECS2"],
  severity: "high",
  why: "Whoever may describe the task definition, or has the image, reads these texts.",
  fix: "Put the value into Secrets Manager and refer to it under secrets.",
  url: securityHub("ecs-8"),
  decidedBy: "drydock:services.{name}.environment",
  kinds: ["taskDefinition", "schedule", "eventTarget", "pipe", "stateMachine", "builtImage"],
  check(check) {
    switch (kindOf(check.resource.type)) {
      case "taskDefinition":
        eachContainer(check, (container) => {
          for (const { problem, name, property } of looseSecrets(container)) {
            const what = name === undefined ? problem : `${problem}: ${shown(name, "name")}`;
            check.report({ problem: what, property });
          }
        });
        break;
      case "builtImage":
        checkBuild(check);
        break;
      default:
        for (const { overrides, property } of runnerOverrides(check.resource)) {
          for (const path of secretOverrides(overrides)) {
            check.report({
              problem: "overrides a task with a secret",
              property: `${property}.${path}`,
            });
          }
        }
    }
  },
});

/** Arguments of a build stay readable in the image's history. */
function checkBuild({ resource: { inputs }, report }: ResourceCheck): void {
  for (const property of ["buildArgs", "build.args"]) {
    for (const [name, value] of Object.entries(known(readObject(inputs, property)) ?? {})) {
      if (typeof value !== "string" || secretShape(name, value) === undefined) continue;
      report({
        problem: `builds with an argument that looks like a secret: ${shown(name, "name")}`,
        property,
      });
    }
  }
}
