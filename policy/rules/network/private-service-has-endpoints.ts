import { endpoints, isolatedServices } from "../../lib/model/endpoints";
import { stackRule } from "../../lib/rule";

export const privateServiceHasEndpoints = stackRule({
  name: "private-service-has-endpoints",
  row: 35,
  title: "Tasks without NAT have an endpoint for every AWS service they need to start",
  controls: ["EC2.55", "EC2.56", "EC2.10"],
  severity: "high",
  why: "A task that cannot fetch its image, secret or log group never starts, and the deployment hangs.",
  fix: "Create the missing VPC endpoints in the service's VPC, or a NAT gateway.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  decidedBy: "drydock:network.natGateways",
  kinds: ["service", "vpcEndpoint", "subnet", "routeTable", "taskDefinition"],
  check({ stack, report, defer }) {
    const all = endpoints(stack);
    for (const { service, vpc, needs } of isolatedServices(stack)) {
      const here = all.filter(
        (endpoint) => endpoint.vpc === vpc || (endpoint.vpc === undefined && !endpoint.isElsewhere),
      );
      const present = new Set(here.map((endpoint) => endpoint.service));
      const missing = needs.filter((need) => !present.has(need));
      if (missing.length === 0) continue;
      if (present.has(undefined)) {
        defer(service, "networkConfiguration.subnets");
        continue;
      }
      report(service, {
        problem: `has no way to these AWS services: ${missing.join(", ")}`,
        property: "networkConfiguration.subnets",
      });
    }
  },
});
