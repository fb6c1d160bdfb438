import { securityHub } from "../../lib/links";
import { isUnknown, known, readList, readString } from "../../lib/reading";
import { resourceRule, type ResourceInputs } from "../../lib/rule";

const enabled: ReadonlySet<string> = new Set(["enabled", "enhanced"]);

/** The value of the setting, `unknown` when it is to be computed, nothing when it is not set. */
function insights({ inputs }: ResourceInputs): string | undefined {
  const settings = readList(inputs, "settings");
  if (settings.state === "unknown") return "unknown";
  for (const setting of known(settings) ?? []) {
    if (known(readString(setting, "name")) !== "containerInsights") continue;
    const value = readString(setting, "value");
    return value.state === "unknown" ? "unknown" : known(value);
  }
  return undefined;
}

export const clusterContainerInsights = resourceRule({
  name: "cluster-container-insights",
  row: 27,
  title: "An ECS cluster has Container Insights",
  controls: ["ECS.12", "CKV_AWS_65", "AwsSolutions-ECS4"],
  severity: "medium",
  why: "Without it there are no metrics of the number of tasks, their network and their restarts.",
  fix: 'Add the setting {name: "containerInsights", value: "enabled"} or "enhanced".',
  url: securityHub("ecs-12"),
  decidedBy: "drydock:cluster.containerInsights",
  kinds: ["cluster"],
  check({ resource, report, defer }) {
    const value = insights(resource);
    if (value === "unknown") defer("settings");
    else if (value === undefined || !enabled.has(value)) {
      report({ problem: "has no Container Insights", property: "settings" });
    }
  },
  remediate(resource) {
    const value = insights(resource);
    if (value !== undefined && (value === "unknown" || enabled.has(value))) return undefined;
    const others = (known(readList(resource.inputs, "settings")) ?? []).filter(
      (setting) => isUnknown(setting) || known(readString(setting, "name")) !== "containerInsights",
    );
    return { settings: [...others, { name: "containerInsights", value: "enabled" }] };
  },
});
