import { ecs } from "../../lib/links";
import { known, readList, readNumber, readString, readWord } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

export const serviceLaunchTypeUnambiguous = resourceRule({
  name: "service-launch-type-unambiguous",
  row: 25,
  title: "A service says in one way where its tasks run, and not on Spot alone",
  severity: "medium",
  why: "ECS refuses a launch type beside a strategy, and takes every Spot task away at once when it must.",
  fix: "Set launchType or capacityProviderStrategies, and give FARGATE a base or a weight beside FARGATE_SPOT.",
  url: ecs("fargate-capacity-providers"),
  decidedBy: "drydock:services.{name}.capacity",
  options: {
    allowSpotOnly: {
      schema: { type: "boolean", default: false, description: "Allow tasks on Spot alone." },
      test: true,
      production: false,
      stricter: "lower",
    },
  },
  kinds: ["service", "taskSet"],
  check({ resource: { inputs }, options, report, defer }) {
    const property = "capacityProviderStrategies";
    const strategies = readList(inputs, property);
    if (strategies.state === "unknown") defer(property);
    if (strategies.state !== "known" || strategies.value.length === 0) return;
    if (readString(inputs, "launchType").state !== "absent") {
      report({ problem: "has a launch type beside a capacity provider strategy", property });
    }
    if (options.boolean("allowSpotOnly")) return;
    const used = strategies.value.filter(
      (strategy) =>
        (known(readNumber(strategy, "weight")) ?? 0) > 0 ||
        (known(readNumber(strategy, "base")) ?? 0) > 0,
    );
    const isSpot = (strategy: unknown): boolean =>
      known(readWord(strategy, "capacityProvider")) === "FARGATE_SPOT";
    if (used.length > 0 && used.every(isSpot)) {
      report({ problem: "runs all its tasks on Spot", property });
    }
  },
});
