import { ecs } from "../../lib/links";
import { scalableTargetsOf } from "../../lib/model/ecs";
import { known, readNumber, readString } from "../../lib/reading";
import { about, decide, levels, stackRule } from "../../lib/rule";

const least = { healthy: 100, maximum: 200 };

/** On the graph: where autoscaling sets the number of tasks, `desiredCount` decides nothing. */
export const serviceKeepsCapacity = stackRule({
  name: "service-keeps-capacity",
  row: 24,
  title: "A service keeps its tasks while it deploys, in more than one zone",
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "A deployment below full strength, or one task alone, is an outage whenever a task is replaced.",
  fix: "Keep deploymentMinimumHealthyPercent at 100 and deploymentMaximumPercent at 200, and run two tasks or more.",
  url: ecs("service-rebalancing"),
  decidedBy: "drydock:services.{name}.desiredCount",
  options: {
    minimumDesiredCount: {
      schema: { type: "integer", minimum: 1, maximum: 5000, default: 2 },
      test: 1,
      stricter: "higher",
    },
  },
  kinds: ["service"],
  check(check) {
    const { stack, options } = check;
    const minimum = options.number("minimumDesiredCount");
    for (const service of stack.ofKind("service")) {
      const { properties } = service;
      if (known(readString(properties, "schedulingStrategy")) === "DAEMON") continue;
      const single = about(check, service);
      decide(single, readNumber(properties, "deploymentMinimumHealthyPercent"), {
        property: "deploymentMinimumHealthyPercent",
        known: (percent) =>
          percent < least.healthy ? "runs fewer tasks than wanted while it deploys" : undefined,
      });
      decide(single, readNumber(properties, "deploymentMaximumPercent"), {
        property: "deploymentMaximumPercent",
        known: (percent) =>
          percent < least.maximum
            ? "has too little room for new tasks while it deploys"
            : undefined,
      });
      decide(single, readString(properties, "availabilityZoneRebalancing"), {
        property: "availabilityZoneRebalancing",
        known: (value) =>
          value === "DISABLED" ? "stays in one zone after the other has failed" : undefined,
      });
      if (scalableTargetsOf(stack, service).length > 0) continue;
      const tooFew = `wants fewer than ${minimum} tasks`;
      decide(single, readNumber(properties, "desiredCount"), {
        property: "desiredCount",
        ...(minimum > 1 ? { absent: tooFew } : {}),
        known: (count) => (count > 0 && count < minimum ? tooFew : undefined),
      });
    }
  },
});
