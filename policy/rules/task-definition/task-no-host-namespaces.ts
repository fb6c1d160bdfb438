import { securityHub } from "../../lib/links";
import { readWord } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

export const taskNoHostNamespaces = resourceRule({
  name: "task-no-host-namespaces",
  row: 8,
  title: "A task does not share its host's processes, network or memory",
  controls: ["ECS.3", "ECS.17", "CKV_AWS_335"],
  severity: "high",
  why: "A task in the host's namespaces sees and reaches the processes beside it.",
  fix: 'Leave pidMode and ipcMode out, or set "task", and set networkMode to "awsvpc".',
  url: securityHub("ecs-3"),
  decidedBy: "drydock:services.{name}.pidMode",
  kinds: ["taskDefinition"],
  check(check) {
    const { inputs } = check.resource;
    const shared: readonly (readonly [string, string])[] = [
      ["pidMode", "shares the host's processes"],
      ["networkMode", "shares the host's network"],
      ["ipcMode", "shares the host's memory"],
    ];
    for (const [property, problem] of shared) {
      decide(check, readWord(inputs, property), {
        property,
        known: (mode) => (mode === "HOST" ? problem : undefined),
      });
    }
  },
});
