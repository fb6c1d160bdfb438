import { securityHub } from "../../lib/links";
import { zoneOf } from "../../lib/model/network";
import { known, readList } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

const leastZones = 2;

export const loadBalancerTwoZones = stackRule({
  name: "load-balancer-two-zones",
  row: 90,
  title: "A load balancer is in two availability zones or more",
  controls: ["ELB.13", "CFN-LINT-E3680"],
  severity: "medium",
  why: "AWS refuses an application load balancer in one zone, and one zone is one outage.",
  fix: "Give it subnets in two availability zones.",
  url: securityHub("elb-13"),
  decidedBy: "drydock:network.availabilityZones",
  kinds: ["loadBalancer", "subnet"],
  check({ stack, report, defer }) {
    for (const balancer of stack.ofKind("loadBalancer")) {
      const listed = known(readList(balancer.properties, "subnets"));
      const mappings = known(readList(balancer.properties, "subnetMappings")) ?? [];
      const subnets = [
        stack.references(balancer, "subnets", "subnet"),
        ...mappings.map((_, index) =>
          stack.references(balancer, `subnetMappings.${index}.subnetId`, "subnet"),
        ),
      ];
      const isExact = subnets.every(({ inferred }) => !inferred);
      const targets = subnets.flatMap((one) => one.targets);
      const zones = new Set(targets.map((subnet) => zoneOf(subnet) ?? subnet.urn));
      const external = subnets.flatMap((one) => one.external).length;
      // Of an unknown list, its length is still known.
      const count = isExact ? zones.size + external : (listed ?? mappings).length;
      if (count === 0 && !isExact) defer(balancer, "subnets");
      else if (count < leastZones) {
        report(balancer, { problem: `is in fewer than ${leastZones} zones`, property: "subnets" });
      }
    }
  },
});
