import { levels } from "../../lib/rule";
import { settingsRule } from "../../lib/settings";

export const targetGroupDeregistrationDelay = settingsRule({
  name: "target-group-deregistration-delay",
  row: 92,
  title: "A target group says how long it waits for requests under way",
  severity: "low",
  levels: levels.preference,
  why: "The default of 300 s makes every deployment five minutes longer than most programs need.",
  fix: "Set deregistrationDelay to the longest time a request may take.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
  settings: [
    {
      kinds: ["targetGroup"],
      property: "deregistrationDelay",
      problem: "leaves the waiting time at its default",
    },
  ],
});
