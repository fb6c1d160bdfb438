import { read } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const targetGroupDeregistrationDelay = resourceRule({
  name: "target-group-deregistration-delay",
  row: 92,
  title: "A target group says how long it waits for requests under way",
  controls: [],
  severity: "low",
  levels: levels.preference,
  why: "The default of 300 s makes every deployment five minutes longer than most programs need.",
  fix: "Set deregistrationDelay to the longest time a request may take.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
  kinds: ["targetGroup"],
  check({ resource: { inputs }, report }) {
    if (read(inputs, "deregistrationDelay").state !== "absent") return;
    report({ problem: "leaves the waiting time at its default", property: "deregistrationDelay" });
  },
});
