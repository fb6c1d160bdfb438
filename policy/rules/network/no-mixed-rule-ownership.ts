import { known, readList } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const noMixedRuleOwnership = stackRule({
  name: "no-mixed-rule-ownership",
  row: 44,
  title: "A group's rules and a role's policies are written in one way, not in two",
  severity: "medium",
  why: "Inline lists and separate resources delete each other's rules at every update.",
  fix: "Write all rules or policies as separate resources, and leave the inline lists out.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  exemptible: false,
  kinds: [
    "securityGroup",
    "securityGroupRule",
    "ingressRule",
    "egressRule",
    "role",
    "rolePolicy",
    "rolePolicyAttachment",
  ],
  check({ stack, report }) {
    const hasItems = (from: unknown, path: string): boolean =>
      (known(readList(from, path)) ?? []).length > 0;
    for (const group of stack.ofKind("securityGroup")) {
      for (const [property, kind] of [
        ["ingress", "ingressRule"],
        ["egress", "egressRule"],
      ] as const) {
        if (!hasItems(group.properties, property)) continue;
        const apart = [
          ...stack.referrers(group, kind, "securityGroupId"),
          ...stack
            .referrers(group, "securityGroupRule", "securityGroupId")
            .filter(({ properties }) => properties.type === property),
        ];
        if (apart.length === 0) continue;
        report(group, { problem: "has rules inline and as separate resources", property });
      }
    }
    for (const role of stack.ofKind("role")) {
      for (const [property, kind] of [
        ["inlinePolicies", "rolePolicy"],
        ["managedPolicyArns", "rolePolicyAttachment"],
      ] as const) {
        if (!hasItems(role.properties, property)) continue;
        if (stack.referrers(role, kind, "role").length === 0) continue;
        report(role, { problem: "has policies inline and as separate resources", property });
      }
    }
  },
});
