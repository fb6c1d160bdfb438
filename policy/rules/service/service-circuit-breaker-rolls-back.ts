import { ecs } from "../../lib/links";
import { known, readBoolean, readString } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";
import { checkProperty } from "../../lib/settings";

const property = "deploymentCircuitBreaker";

/** Alarms that roll back do the same work, and are what blue/green and canary deployments use. */
export const serviceCircuitBreakerRollsBack = resourceRule({
  name: "service-circuit-breaker-rolls-back",
  row: 22,
  title: "A deployment that fails is rolled back",
  controls: [],
  severity: "medium",
  levels: levels.mandatory,
  why: "Without it ECS starts failing tasks for hours, and the update waits until it times out.",
  fix: "Set deploymentCircuitBreaker to {enable: true, rollback: true}.",
  url: ecs("deployment-circuit-breaker"),
  kinds: ["service"],
  check(check) {
    const { inputs } = check.resource;
    const controller = known(readString(inputs, "deploymentController.type"));
    if (controller !== undefined && controller !== "ECS") return;
    const alarmsRollBack =
      known(readBoolean(inputs, "alarms.enable")) === true &&
      known(readBoolean(inputs, "alarms.rollback")) === true;
    const strategy = known(readString(inputs, "deploymentConfiguration.strategy"));
    if (alarmsRollBack && strategy !== undefined && strategy !== "ROLLING") return;
    checkProperty(check, inputs, {
      property: `${property}.enable`,
      right: ["true"],
      problem: "does not notice a deployment that fails",
    });
    if (known(readBoolean(inputs, `${property}.enable`)) !== true) return;
    checkProperty(check, inputs, {
      property: `${property}.rollback`,
      right: ["true"],
      problem: "does not go back from a deployment that failed",
    });
  },
});
