import { decideContainer, eachContainer } from "../../lib/container-check";
import { securityHub } from "../../lib/links";
import { readBoolean } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

export const containerNotPrivileged = resourceRule({
  name: "container-not-privileged",
  row: 5,
  title: "No container is privileged",
  controls: ["ECS.4", "CKV_AWS_334"],
  severity: "high",
  why: "A privileged container has the rights of root on its host; Fargate refuses it.",
  fix: "Remove privileged from the container definition.",
  url: securityHub("ecs-4"),
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, (container) => {
      decideContainer(check, container, {
        reading: readBoolean(container.definition, "privileged"),
        property: "privileged",
        known: (privileged) => (privileged ? "runs a privileged container" : undefined),
      });
    });
  },
});
