import { ecs } from "../../lib/links";
import { placementsOf } from "../../lib/model/ecs";
import { isPublicSubnet } from "../../lib/model/network";
import { stackRule } from "../../lib/rule";
import { taskRunnerKinds } from "../../lib/task-runners";

export const serviceSubnetsPrivate = stackRule({
  name: "service-subnets-private",
  row: 29,
  title: "Tasks of a service or schedule run in subnets without a route to an internet gateway",
  severity: "high",
  why: "In a public subnet one wrong address setting puts the tasks on the internet.",
  fix: "Place the service in subnets whose route table has no internet gateway.",
  url: ecs("networking-outbound"),
  decidedBy: "drydock:services.{name}.placement",
  kinds: [...taskRunnerKinds, "subnet", "routeTable", "route", "routeTableAssociation"],
  check({ stack, report, defer }) {
    for (const { resource: service, property, subnets } of placementsOf(stack)) {
      const publicOnes = subnets.targets.filter((subnet) => isPublicSubnet(stack, subnet));
      if (subnets.inferred) {
        // The dependencies of an unknown list may be wider than the list.
        if (publicOnes.length === 0 && subnets.complete) continue;
        if (publicOnes.length < subnets.targets.length || !subnets.complete) {
          defer(service, property);
          continue;
        }
      }
      if (publicOnes.length > 0) {
        report(service, { problem: "runs in public subnets", property });
      }
    }
  },
});
