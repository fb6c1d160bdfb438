import { isAllPorts, isWorld, securityGroupRules } from "../../lib/model/network";
import { levels, stackRule } from "../../lib/rule";

export const noUnlimitedEgress = stackRule({
  name: "no-unlimited-egress",
  row: 42,
  title: "No security group lets everything out to everywhere",
  controls: ["CKV_AWS_382"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Stolen data leaves through the ports nobody needed.",
  fix: "Name the ports and destinations that are needed: endpoints, the S3 prefix list, 443.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  decidedBy: "drydock:network.egressPorts",
  kinds: ["securityGroup", "securityGroupRule", "egressRule", "defaultSecurityGroup"],
  check({ stack, report }) {
    for (const rule of securityGroupRules(stack)) {
      if (rule.direction !== "egress" || !isWorld(rule) || !isAllPorts(rule)) continue;
      report(rule.owner, {
        problem: "lets all ports out to the world",
        property: rule.property,
      });
    }
  },
});
