import { securityHub } from "../../lib/links";
import { isPublicSubnet } from "../../lib/model/network";
import { stackRule } from "../../lib/rule";

export const efsMountTargetsPrivate = stackRule({
  name: "efs-mount-targets-private",
  row: 53,
  title: "EFS mount targets are in private subnets",
  controls: ["EFS.6"],
  severity: "medium",
  why: "A mount target in a public subnet is one rule away from the internet.",
  fix: "Create mount targets in subnets without internet gateway and public addresses.",
  url: securityHub("efs-6"),
  kinds: ["mountTarget", "subnet", "routeTable", "routeTableAssociation", "route"],
  check({ stack, report, defer }) {
    for (const mount of stack.ofKind("mountTarget")) {
      const { targets, inferred, complete } = stack.references(mount, "subnetId", "subnet");
      const isPublic = targets.map((subnet) => isPublicSubnet(stack, subnet));
      // The dependencies of an unknown id may be wider than the id.
      if (isPublic.length > 0 && isPublic.every(Boolean)) {
        report(mount, { problem: "is in a public subnet", property: "subnetId" });
      } else if (!complete || (inferred && isPublic.some(Boolean))) defer(mount, "subnetId");
    }
  },
});
