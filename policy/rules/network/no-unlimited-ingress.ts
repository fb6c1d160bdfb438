import { type GroupRule, isWide, securityGroupRules } from "../../lib/model/network";
import { levels, stackRule } from "../../lib/rule";

export const noUnlimitedIngress = stackRule({
  name: "no-unlimited-ingress",
  row: 42,
  title: "No security group lets others in on every port",
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Whoever takes over a task reaches every port of what admits it, not just the database's.",
  fix: "Admit the one port that is served, such as 5432.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  decidedBy: "drydock:databases.{name}.port",
  kinds: ["securityGroup", "securityGroupRule", "ingressRule", "defaultSecurityGroup"],
  check({ stack, report }) {
    for (const rule of securityGroupRules(stack)) {
      if (rule.direction !== "ingress" || !isWide(rule) || isAmongItself(rule)) continue;
      report(rule.owner, { problem: "admits a wide range of ports", property: "fromPort" });
    }
  },
});

/** Nodes of one cluster reach each other on any port: AWS Glue asks for it. */
function isAmongItself({ group, isSelf, peers, ranges }: GroupRule): boolean {
  if (ranges.length > 0) return false;
  return isSelf || (peers.length > 0 && peers.every((peer) => peer === group));
}
