import { eachContainer } from "../../lib/container-check";
import { containerPath, namedValues } from "../../lib/containers";
import { securityHub } from "../../lib/links";
import { levels, resourceRule } from "../../lib/rule";
import { looksLikeSecret } from "../../lib/secret-shapes";
import { shown } from "../../lib/shown";

export const containerEnvironmentNoSecrets = resourceRule({
  name: "container-environment-no-secrets",
  row: 9,
  title: "No secret is in a container's plain environment",
  controls: ["ECS.8", "AwsSolutions-ECS2"],
  severity: "high",
  levels: levels.mandatory,
  why: "Whoever may describe the task definition reads its environment in plain text.",
  fix: "Put the value into Secrets Manager and refer to it under secrets.",
  url: securityHub("ecs-8"),
  decidedBy: "drydock:services.{name}.environment",
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, (container) => {
      namedValues(container, "environment").forEach(({ name, value }, index) => {
        if (!looksLikeSecret(name, value)) return;
        check.report({
          problem: `has a variable that looks like a secret: ${shown(name, "name")}`,
          property: containerPath(container, `environment[${index}]`),
        });
      });
    });
  },
});
