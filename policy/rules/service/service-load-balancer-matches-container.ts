import { containerPorts } from "../../lib/containers";
import { ecs } from "../../lib/links";
import {
  type Attachment,
  attachmentsOf,
  containersOf,
  subnetsOf,
  taskDefinitionOf,
} from "../../lib/model/ecs";
import { vpcOf } from "../../lib/model/network";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readList, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const serviceLoadBalancerMatchesContainer = stackRule({
  name: "service-load-balancer-matches-container",
  row: 31,
  title: "A service's load balancer entry fits its containers, its target group and its VPC",
  severity: "medium",
  why: "ECS refuses a container or port that is not there; a wrong VPC or target type never gets healthy.",
  fix: "Name a container and a port it maps, and use a target group of type ip in the service's VPC.",
  url: ecs("service-load-balancing"),
  decidedBy: "drydock:services.{name}.containerPort",
  exemptible: false,
  kinds: ["service", "taskDefinition", "targetGroup", "subnet", "vpc"],
  check({ stack, report, defer }) {
    for (const service of stack.ofKind("service")) {
      if (readList(service.properties, "loadBalancers").state === "unknown") {
        defer(service, "loadBalancers");
      }
      for (const attachment of attachmentsOf(stack, service)) {
        const property = `loadBalancers[${attachment.index}]`;
        const problems = [
          ...containerProblems(stack, service, attachment),
          ...targetGroupProblems(stack, service, attachment.targetGroup),
        ];
        for (const problem of problems) report(service, { problem, property });
      }
    }
  },
});

function containerProblems(
  stack: StackModel,
  service: StackResource,
  { containerName, containerPort }: Attachment,
): string[] {
  const definition = taskDefinitionOf(stack, service);
  const containers = definition === undefined ? undefined : containersOf(definition);
  if (containers === undefined || containerName === undefined) return [];
  const container = containers.find((one) => one.name === containerName);
  if (container === undefined) {
    return ["sends requests to a container that its task definition does not have"];
  }
  return containerPort === undefined || containerPorts(container).includes(containerPort)
    ? []
    : ["sends requests to a port that the container does not map"];
}

function targetGroupProblems(
  stack: StackModel,
  service: StackResource,
  targetGroup: StackResource | undefined,
): string[] {
  if (targetGroup === undefined) return [];
  const definition = taskDefinitionOf(stack, service);
  const mode =
    definition === undefined ? undefined : known(readString(definition.properties, "networkMode"));
  const type = readString(targetGroup.properties, "targetType");
  const wrongType =
    mode === "awsvpc" && type.state !== "unknown" && (known(type) ?? "instance") !== "ip";
  const vpcs = stack.references(targetGroup, "vpcId", "vpc");
  const [vpc] = vpcs.targets;
  const isElsewhere = vpcs.external.length > 0;
  const subnetVpcs = subnetsOf(stack, service).targets.flatMap((one) => vpcOf(stack, one) ?? []);
  const differs = subnetVpcs.some((other) => isElsewhere || (vpc !== undefined && other !== vpc));
  return [
    ...(wrongType ? ["uses a target group whose target type is not ip"] : []),
    ...(differs ? ["uses a target group of another VPC than its subnets'"] : []),
  ];
}
