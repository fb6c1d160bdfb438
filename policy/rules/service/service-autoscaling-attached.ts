import { ecs } from "../../lib/links";
import { scalableTargetsOf } from "../../lib/model/ecs";
import { known, readNumber, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const serviceAutoscalingAttached = stackRule({
  name: "service-autoscaling-attached",
  row: 33,
  title: "A service scales by itself, between limits that leave room",
  severity: "low",
  levels: levels.preference,
  why: "A fixed number of tasks is too few on a busy day and too many in the night.",
  fix: "Attach an appautoscaling.Target with minCapacity of two or more and a higher maxCapacity, and a policy.",
  url: ecs("service-auto-scaling"),
  decidedBy: "drydock:services.{name}.scaling",
  options: {
    minimumCapacity: {
      schema: { type: "integer", minimum: 0, maximum: 5000, default: 2 },
      test: 1,
      stricter: "higher",
    },
  },
  kinds: ["service", "scalableTarget"],
  check({ stack, options, report, defer }) {
    const minimum = options.number("minimumCapacity");
    for (const service of stack.ofKind("service")) {
      if (known(readString(service.properties, "schedulingStrategy")) === "DAEMON") continue;
      const targets = scalableTargetsOf(stack, service);
      if (targets.length === 0) report(service, { problem: "does not scale by itself" });
      for (const target of targets) {
        const least = readNumber(target.properties, "minCapacity");
        const most = readNumber(target.properties, "maxCapacity");
        if (least.state !== "known" || most.state !== "known") {
          defer(target, "minCapacity");
          continue;
        }
        if (least.value < minimum) {
          report(target, {
            problem: `may scale down to ${least.value}, below the minimum of ${minimum}`,
            property: "minCapacity",
          });
        }
        if (most.value <= least.value) {
          report(target, { problem: "has no room to scale", property: "maxCapacity" });
        }
      }
    }
  },
});
