import { securityHub } from "../../lib/links";
import { known, readBoolean, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const loadBalancerWebAcl = stackRule({
  name: "load-balancer-web-acl",
  row: 91,
  title: "A load balancer that faces the internet has a web ACL",
  controls: ["ELB.16", "CKV2_AWS_28"],
  severity: "low",
  levels: levels.advisory,
  why: "A web ACL is where an attack can be stopped without a deployment.",
  fix: "Add a wafv2.WebAclAssociation for the load balancer.",
  url: securityHub("elb-16"),
  decidedBy: "drydock:ingress.webAclArn",
  kinds: ["loadBalancer", "webAclAssociation"],
  check({ stack, report }) {
    for (const balancer of stack.ofKind("loadBalancer")) {
      const { properties } = balancer;
      const type = known(readString(properties, "loadBalancerType")) ?? "application";
      if (type !== "application" || known(readBoolean(properties, "internal")) === true) continue;
      if (stack.referrers(balancer, "webAclAssociation", "resourceArn").length > 0) continue;
      report(balancer, { problem: "faces the internet without a web ACL" });
    }
  },
});
