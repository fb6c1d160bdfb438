import { known, read, readString, readWord } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

export const targetGroupHealthCheck = resourceRule({
  name: "target-group-health-check",
  row: 92,
  title: "A target group says how its targets are checked",
  controls: ["CKV_AWS_261"],
  severity: "medium",
  why: "The default check asks for /, which says little about whether the program works.",
  fix: "Set healthCheck with a path that answers 200 when the program can serve.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  decidedBy: "drydock:services.{name}.route",
  kinds: ["targetGroup"],
  check({ resource: { inputs }, report }) {
    if (known(readWord(inputs, "targetType")) === "LAMBDA") return;
    const check = read(inputs, "healthCheck");
    if (check.state === "absent") {
      report({ problem: "does not say how its targets are checked", property: "healthCheck" });
      return;
    }
    const protocol = known(readString(inputs, "protocol"));
    const isWeb = protocol === "HTTP" || protocol === "HTTPS";
    if (isWeb && check.state === "known" && read(inputs, "healthCheck.path").state === "absent") {
      report({ problem: "does not say which path is checked", property: "healthCheck.path" });
    }
  },
});
