import { securityGroupRules } from "../../lib/model/network";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

const byTool = /^Managed by /;

export const securityGroupDescriptions = stackRule({
  name: "security-group-descriptions",
  row: 43,
  title: "Security groups and their rules have a description",
  controls: ["CKV_AWS_23", "AwsSolutions-EC27"],
  severity: "low",
  levels: levels.preference,
  why: "Nobody removes a rule whose purpose is not documented.",
  fix: "Set description on the group and on each rule.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html",
  kinds: ["securityGroup", "securityGroupRule", "ingressRule", "egressRule"],
  check({ stack, report }) {
    const reported = new Set<StackResource>();
    for (const group of stack.ofKind("securityGroup")) {
      const description = readString(group.properties, "description");
      if (description.state === "unknown") continue;
      if (!byTool.test(known(description) ?? "Managed by nobody")) continue;
      reported.add(group);
      report(group, { problem: "has no description", property: "description" });
    }
    for (const rule of securityGroupRules(stack)) {
      if (rule.group?.kind === "defaultSecurityGroup" || rule.description) continue;
      if (reported.has(rule.owner)) continue;
      reported.add(rule.owner);
      const property = rule.owner === rule.group ? `${rule.property}.description` : "description";
      report(rule.owner, { problem: "has a rule without description", property });
    }
  },
});
