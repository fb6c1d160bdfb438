import { ecs } from "../../lib/links";
import { known, read, readBoolean, readString } from "../../lib/reading";
import { type ResourceCheck, resourceRule } from "../../lib/rule";
import { checkProperty } from "../../lib/settings";

/** The circuit breaker counts tasks of rolling deployments only; the others go back by alarms. */
export const serviceCircuitBreakerRollsBack = resourceRule({
  name: "service-circuit-breaker-rolls-back",
  row: 22,
  title: "A deployment that fails is rolled back",
  severity: "medium",
  why: "Without it ECS starts failing tasks for hours, and the update waits until it times out.",
  fix: "Set deploymentCircuitBreaker to {enable: true, rollback: true}; for blue/green, linear and canary, alarms to {enable: true, rollback: true} with alarmNames.",
  decidedBy: "drydock:services.{name}.deployment.rollbackOn",
  url: ecs("deployment-circuit-breaker"),
  kinds: ["service"],
  check(check) {
    const { inputs } = check.resource;
    const controller = known(readString(inputs, "deploymentController.type"));
    if (controller !== undefined && controller !== "ECS") return;
    const strategy = readString(inputs, "deploymentConfiguration.strategy");
    if (strategy.state === "unknown") {
      check.defer("deploymentConfiguration.strategy");
      return;
    }
    const shifts = strategy.state === "known" && strategy.value !== "ROLLING";
    checkDetection(check, shifts ? "alarms" : "deploymentCircuitBreaker");
    // Alarms that are named beside the circuit breaker are meant to roll back as well.
    if (!shifts && read(inputs, "alarms").state === "known") checkDetection(check, "alarms");
  },
});

function checkDetection(check: ResourceCheck, detection: string): void {
  const { inputs } = check.resource;
  checkProperty(check, inputs, {
    property: `${detection}.enable`,
    right: ["true"],
    problem: "does not notice a deployment that fails",
  });
  if (known(readBoolean(inputs, `${detection}.enable`)) !== true) return;
  checkProperty(check, inputs, {
    property: `${detection}.rollback`,
    right: ["true"],
    problem: "does not go back from a deployment that failed",
  });
}
