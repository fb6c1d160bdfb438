import { securityHub } from "../../lib/links";
import { known, readList } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const defaultSecurityGroupClosed = stackRule({
  name: "default-security-group-closed",
  row: 39,
  title: "The default security group of a VPC admits nothing",
  controls: ["EC2.2", "CKV2_AWS_12", "CIS-AWS-7.0-6.5"],
  severity: "high",
  levels: levels.mandatory,
  why: "Whatever is made without naming a group gets the default one, with all its rules.",
  fix: "Add an ec2.DefaultSecurityGroup for the VPC, without rules.",
  url: securityHub("ec2-2"),
  kinds: ["vpc", "defaultSecurityGroup"],
  check({ stack, report, defer }) {
    for (const vpc of stack.ofKind("vpc")) {
      const [group] = stack.referrers(vpc, "defaultSecurityGroup", "vpcId");
      if (group === undefined) {
        report(vpc, { problem: "leaves its default security group as AWS made it" });
        continue;
      }
      for (const property of ["ingress", "egress"]) {
        const rules = readList(group.properties, property);
        if (rules.state === "unknown") defer(group, property);
        if ((known(rules) ?? []).length > 0) {
          report(group, { problem: "has rules", property });
        }
      }
    }
  },
});
