import { isWide, isWorld, securityGroupRules } from "../../lib/model/network";
import { levels, stackRule } from "../../lib/rule";

export const noUnlimitedEgress = stackRule({
  name: "no-unlimited-egress",
  row: 42,
  title: "No security group lets everything out",
  controls: ["CKV_AWS_382"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Stolen data leaves through ports that no program needs.",
  fix: "Name the ports and destinations that are needed: endpoints, the S3 prefix list, 443.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  decidedBy: "drydock:network.egressPorts",
  kinds: ["securityGroup", "securityGroupRule", "egressRule", "defaultSecurityGroup"],
  check({ stack, report }) {
    for (const rule of securityGroupRules(stack)) {
      if (rule.direction !== "egress" || !isWide(rule)) continue;
      const where = isWorld(rule) ? " to the world" : "";
      report(rule.owner, {
        problem: `lets a wide range of ports out${where}`,
        property: "fromPort",
      });
    }
  },
});
