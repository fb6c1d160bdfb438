import { securityHub } from "../../lib/links";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readList, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

const ruleKinds = ["securityGroupRule", "ingressRule", "egressRule"] as const;

export const defaultSecurityGroupClosed = stackRule({
  name: "default-security-group-closed",
  row: 39,
  title: "The default security group of a VPC admits nothing",
  controls: ["EC2.2", "CKV2_AWS_12", "CIS-AWS-7.0-6.5"],
  severity: "high",
  why: "A resource that names no group gets the default one, with all its rules.",
  fix: "Add an ec2.DefaultSecurityGroup for the VPC, without rules.",
  url: securityHub("ec2-2"),
  kinds: ["vpc", "defaultSecurityGroup", ...ruleKinds],
  check({ stack, report, defer }) {
    for (const vpc of stack.ofKind("vpc")) {
      const [group] = stack.referrers(vpc, "defaultSecurityGroup", "vpcId");
      if (group === undefined) {
        report(vpc, { problem: "leaves its default security group as AWS created it" });
        continue;
      }
      for (const property of ["ingress", "egress"]) {
        const rules = readList(group.properties, property);
        if (rules.state === "unknown") defer(group, property);
        if ((known(rules) ?? []).length > 0) {
          report(group, { problem: "has rules", property });
        }
      }
      for (const rule of rulesFor(stack, vpc, group)) {
        report(rule, { problem: "opens the default group of a VPC", property: "securityGroupId" });
      }
    }
  },
});

/** Rules as separate resources, which open the group as well as those inside of it. */
function rulesFor(stack: StackModel, vpc: StackResource, group: StackResource): StackResource[] {
  const id = known(readString(vpc.properties, "defaultSecurityGroupId"));
  return ruleKinds.flatMap((kind) => [
    ...stack.referrers(group, kind, "securityGroupId"),
    ...stack
      .ofKind(kind)
      .filter(
        ({ properties }) =>
          id !== undefined && known(readString(properties, "securityGroupId")) === id,
      ),
  ]);
}
