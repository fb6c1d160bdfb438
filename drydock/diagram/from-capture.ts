/** Reads a picture from the resources that a program registered as an update, or from a snapshot of them. */
import { containersOf } from "../offline/cloud/aws/containers";
import { scalableIdOf } from "../offline/cloud/aws/scalable-target";
import { textAt, textsAt, valuesAt } from "../offline/cloud/values";
import { count } from "../offline/words";
import { grantsOf } from "./grants";
import { type Area, type Diagram, type DiagramArea, type DiagramNode, joined } from "./model";
import { type Job, jobsOf, taskOf } from "./jobs";
import { ownersOf } from "./owners";
import {
  awsService,
  endpointsId,
  type Part,
  type Pictured,
  type PicturedResource,
  type Source,
  sourceOf,
} from "./source";
import { dependenciesOf } from "./tasks";
import { trafficOf } from "./traffic";

/** The picture of an environment. */
export function diagramOf(pictured: Pictured): Diagram {
  const source = sourceOf(pictured);
  const things = thingsOf(source);
  const owners = ownersOf(source);
  const parts = [
    trafficOf(source, owners),
    routesOf(source),
    dependenciesOf(source),
    grantsOf(source),
  ];
  const nodes = uniqueNodes([...things, ...parts.flatMap((part) => part.nodes)]);
  return {
    title: `${pictured.project} ${pictured.stack}`,
    areas: areasOf(source),
    nodes,
    edges: joined(parts.flatMap(({ edges }) => edges)),
  };
}

function uniqueNodes(nodes: readonly DiagramNode[]): DiagramNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

function thingsOf(source: Source): DiagramNode[] {
  return [
    ...source.of("lb/loadBalancer:LoadBalancer").map(loadBalancer),
    ...source.of("ecs/service:Service").map((service) => serviceNode(source, service)),
    ...jobsOf(source).map(jobNode),
    ...endpointNodes(source),
    ...source.of("efs/fileSystem:FileSystem").map(({ urn, name }): DiagramNode => ({
      id: urn,
      kind: "fileSystem",
      icon: "AmazonEFS",
      name,
      lines: ["EFS"],
      area: "private",
    })),
    ...databaseTypes.flatMap(([type, words, icon]) =>
      source.of(type).map(({ urn, name, inputs }): DiagramNode => ({
        id: urn,
        kind: "database",
        icon,
        name,
        lines: [textAt(inputs, "engine") || words],
        area: "private",
      })),
    ),
  ];
}

/** Types with a security group of their own, what they are called, and their icons. */
const databaseTypes = [
  ["rds/cluster:Cluster", "Aurora", "AmazonAurora"],
  ["rds/instance:Instance", "RDS", "AmazonRDS"],
  ["elasticache/replicationGroup:ReplicationGroup", "ElastiCache", "AmazonElastiCache"],
  ["elasticache/serverlessCache:ServerlessCache", "ElastiCache", "AmazonElastiCache"],
] as const;

function loadBalancer({ urn, name, inputs }: PicturedResource): DiagramNode {
  const internal = inputs["internal"] === true;
  return {
    id: urn,
    kind: "loadBalancer",
    icon: "ElasticLoadBalancing",
    name,
    lines: [
      `${internal ? "internal" : "public"} ${textAt(inputs, "loadBalancerType")} load balancer`,
    ],
    area: internal ? "private" : "public",
  };
}

function serviceNode(source: Source, service: PicturedResource): DiagramNode {
  const { urn, name, inputs } = service;
  const task = taskOf(source, service);
  const isPublic = valuesAt(inputs, "networkConfiguration.assignPublicIp")[0] === true;
  return {
    id: urn,
    kind: "service",
    icon: "AWSFargate",
    name,
    lines: [
      ...(task === undefined ? [] : [sizeOf(task)]),
      `${tasksOf(source, inputs)}${containerCount(task)}`,
    ],
    area: isPublic ? "public" : "private",
  };
}

function jobNode({ task, at }: Job): DiagramNode {
  const { urn, name } = task;
  const lines = [sizeOf(task), `job${at === "" ? "" : `, ${at}`}${containerCount(task)}`];
  return { id: urn, kind: "job", icon: "AWSFargate", name, lines, area: "private" };
}

const sizeOf = ({ inputs }: PicturedResource): string =>
  `${Number(textAt(inputs, "cpu")) / 1024} vCPU, ${textAt(inputs, "memory")} MiB`;

function tasksOf(source: Source, inputs: PicturedResource["inputs"]): string {
  const id = scalableIdOf(inputs);
  const target = source
    .of("appautoscaling/target:Target")
    .find(({ inputs: scaled }) => scaled["resourceId"] === id);
  if (target === undefined) return count(Number(inputs["desiredCount"] ?? 1), "task");
  const [min, max] = [Number(target.inputs["minCapacity"]), Number(target.inputs["maxCapacity"])];
  return `${min} to ${max} tasks`;
}

function containerCount(task: PicturedResource | undefined): string {
  const number = task === undefined ? 0 : containersOf(task.inputs).length;
  return number < 2 ? "" : ` of ${count(number, "container")}`;
}

/** The interface endpoints, which share a security group, as one thing; gateway endpoints one by one. */
function endpointNodes(source: Source): DiagramNode[] {
  const endpoints = source.of("ec2/vpcEndpoint:VpcEndpoint");
  const isGateway = ({ inputs }: PicturedResource) => inputs["vpcEndpointType"] === "Gateway";
  const byGroup = Map.groupBy(
    endpoints.filter((endpoint) => !isGateway(endpoint)),
    endpointsId,
  );
  return [
    ...[...byGroup].map(([id, group]): DiagramNode => ({
      id,
      kind: "endpoints",
      icon: "AWSPrivateLink",
      name: "VPC endpoints",
      lines: group.map(({ inputs }) => awsService(textAt(inputs, "serviceName"))).sort(),
      area: "network",
    })),
    ...endpoints.filter(isGateway).map(({ urn, inputs }): DiagramNode => ({
      id: urn,
      kind: "gatewayEndpoint",
      icon: "AmazonVirtualPrivateCloud",
      name: awsService(textAt(inputs, "serviceName")),
      lines: ["gateway endpoint"],
      area: "network",
    })),
  ];
}

function routesOf(source: Source): Part {
  const listeners = new Map(
    source.of("lb/listener:Listener").map((one) => [one.outputs["arn"], one]),
  );
  const balancers = new Map(
    source.of("lb/loadBalancer:LoadBalancer").map((one) => [one.outputs["arn"], one.urn]),
  );
  const services = source.of("ecs/service:Service");
  const served = (groups: readonly string[]): string[] =>
    services
      .filter(({ inputs }) =>
        textsAt(inputs, "loadBalancers.*.targetGroupArn").some((arn) => groups.includes(arn)),
      )
      .map(({ urn }) => urn);
  const edges = source.of("lb/listenerRule:ListenerRule").flatMap(({ urn, inputs }) => {
    const listener = listeners.get(inputs["listenerArn"] ?? null);
    const from = balancers.get(listener?.inputs["loadBalancerArn"] ?? null);
    if (from === undefined) return [];
    const groups = [
      ...textsAt(inputs, "actions.*.targetGroupArn"),
      ...textsAt(inputs, "actions.*.forward.targetGroups.*.arn"),
    ];
    const labels = [
      ...textsAt(inputs, "conditions.*.hostHeader.values.*"),
      ...textsAt(inputs, "conditions.*.pathPattern.values.*"),
    ];
    return served(groups).map((to) => ({ from, to, labels, because: [urn] }));
  });
  // A listener of a network load balancer leads to one service by itself.
  const connections = source.of("lb/listener:Listener").flatMap(({ urn, inputs }) => {
    const from = balancers.get(inputs["loadBalancerArn"] ?? null);
    const groups = textsAt(inputs, "defaultActions.*.targetGroupArn");
    if (from === undefined) return [];
    const labels = [`${textAt(inputs, "protocol")} ${Number(inputs["port"])}`];
    return served(groups).map((to) => ({ from, to, labels, because: [urn] }));
  });
  return { nodes: [], edges: [...edges, ...connections] };
}

function areasOf(source: Source): DiagramArea[] {
  const [vpc] = source.of("ec2/vpc:Vpc");
  const cidr = textAt(vpc?.inputs ?? {}, "cidrBlock");
  const zones = (visibility: string) => {
    const names = source
      .of("ec2/subnet:Subnet")
      .filter(({ inputs }) => textAt(inputs, "tags.SubnetType") === visibility)
      .map(({ inputs }) => textAt(inputs, "availabilityZone"))
      .sort();
    return names.length === 0 ? "" : `, ${names.join(", ")}`;
  };
  const titles: Readonly<Record<Area, string>> = {
    outside: "",
    network: `VPC${cidr === "" ? "" : ` ${cidr}`}`,
    public: `public subnets${zones("Public")}`,
    private: `private subnets${zones("Private")}`,
    region: "the region's services",
  };
  const areas: readonly Area[] = ["network", "public", "private", "region"];
  return areas.map((area) => ({ area, title: titles[area] }));
}
