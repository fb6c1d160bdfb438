import { ecs } from "../../lib/links";
import { readList, readNumber } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

const problem = "gives a starting task no time before the load balancer's health check counts";

export const serviceHealthCheckGracePeriod = resourceRule({
  name: "service-health-check-grace-period",
  row: 23,
  title: "A service behind a load balancer gives its tasks time to start",
  severity: "medium",
  why: "ECS stops a task that fails its health check while it is still starting, and starts the next.",
  fix: "Set healthCheckGracePeriodSeconds to more than the task needs to start.",
  url: ecs("load-balancer-healthcheck"),
  decidedBy: "drydock:services.{name}.healthCheckGracePeriodSeconds",
  kinds: ["service"],
  check(check) {
    const { inputs } = check.resource;
    const balancers = readList(inputs, "loadBalancers");
    if (balancers.state === "unknown") check.defer("loadBalancers");
    if (balancers.state !== "known" || balancers.value.length === 0) return;
    decide(check, readNumber(inputs, "healthCheckGracePeriodSeconds"), {
      property: "healthCheckGracePeriodSeconds",
      absent: problem,
      known: (seconds) => (seconds > 0 ? undefined : problem),
    });
  },
});
