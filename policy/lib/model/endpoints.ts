import { known, read, readBoolean, readList, readString, readWord } from "../reading";
import { namedValues } from "../containers";
import { containersOf, subnetsOf, taskDefinitionOf } from "./ecs";
import { reachesInternetGateway, reachesOutside, vpcOf } from "./network";
import { answeredOnce, type StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** A VPC endpoint of the stack. */
export interface Endpoint {
  readonly resource: StackResource;
  /** For example `ecr.api`; absent when the service name is unknown. */
  readonly service: string | undefined;
  readonly region: string | undefined;
  readonly isInterface: boolean;
  readonly vpc: StackResource | undefined;
  /** True when it is in a VPC that this stack does not manage. */
  readonly isElsewhere: boolean;
}

/** Every endpoint with the AWS service it leads to. */
export const endpoints = answeredOnce((stack): readonly Endpoint[] =>
  stack.ofKind("vpcEndpoint").map((resource): Endpoint => {
    const name = known(readString(resource.properties, "serviceName"));
    const match = /^(?:cn\.)?com\.amazonaws\.([a-z0-9-]+)\.(.+)$/.exec(name ?? "");
    return {
      resource,
      service: match?.[2],
      region: match?.[1],
      // Gateway is the provider's default.
      isInterface: known(readWord(resource.properties, "vpcEndpointType")) === "INTERFACE",
      vpc: vpcOf(stack, resource),
      isElsewhere: stack.references(resource, "vpcId", "vpc").external.length > 0,
    };
  }),
);

/** A service whose tasks have no way out but endpoints. */
export interface IsolatedService {
  readonly service: StackResource;
  readonly subnets: readonly StackResource[];
  readonly vpc: StackResource;
  /** Endpoints its tasks need, by service name. */
  readonly needs: readonly string[];
}

/** The services that reach AWS through endpoints only, and which they need. */
export const isolatedServices = answeredOnce((stack): readonly IsolatedService[] =>
  stack.ofKind("service").flatMap((service) => {
    const subnets = isolatedSubnets(stack, service);
    const [first] = subnets;
    const vpc = first === undefined ? undefined : vpcOf(stack, first);
    if (vpc === undefined) return [];
    return [{ service, subnets, vpc, needs: neededEndpoints(stack, service) }];
  }),
);

/**
 * The subnets of a service that have no way out. The dependencies of an unknown list may be wider than the
 * list: of those the private ones count, and only when all of them are isolated. Tasks that are given a
 * public address are meant for the public ones, where there are any.
 */
function isolatedSubnets(stack: StackModel, service: StackResource): readonly StackResource[] {
  const { targets, inferred } = subnetsOf(stack, service);
  const isIsolated = (subnet: StackResource): boolean => reachesOutside(stack, subnet) === "no";
  if (!inferred) return targets.filter(isIsolated);
  const hidden = targets.filter((subnet) => reachesInternetGateway(stack, subnet) === "no");
  const publicIp = known(readBoolean(service.properties, "networkConfiguration.assignPublicIp"));
  if (publicIp === true && hidden.length < targets.length) return [];
  return hidden.every(isIsolated) ? hidden : [];
}

/**
 * The services that a task on platform 1.4.0 or later reaches through its own network interface
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html). Fargate itself needs
 * no ECS endpoint.
 */
function neededEndpoints(stack: StackModel, service: StackResource): string[] {
  const exec = read(service.properties, "enableExecuteCommand");
  const isExec = exec.state === "known" && exec.value === true;
  const definition = taskDefinitionOf(stack, service);
  return [
    // Without a way out, an image can come from a private repository only; its layers are in S3.
    "ecr.api",
    "ecr.dkr",
    "s3",
    ...(definition === undefined ? [] : containerNeeds(stack, definition)),
    ...(isExec ? ["ssmmessages"] : []),
    ...(isExec && clusterEncryptsExec(stack, service) ? ["kms"] : []),
  ];
}

function containerNeeds(stack: StackModel, definition: StackResource): string[] {
  const containers = containersOf(definition);
  if (containers === undefined) {
    const from = (kind: "logGroup" | "secret" | "secretVersion" | "parameter"): boolean =>
      stack.dependenciesOf(definition, "containerDefinitions", kind).length > 0;
    return [
      ...(from("logGroup") ? ["logs"] : []),
      ...(from("secret") || from("secretVersion") ? ["secretsmanager"] : []),
      ...(from("parameter") ? ["ssm"] : []),
    ];
  }
  const drivers = containers.map((one) =>
    known(readString(one.definition, "logConfiguration.logDriver")),
  );
  const references = containers.flatMap((one) => namedValues(one, "secrets"));
  const credentials = containers.some(
    (one) => read(one.definition, "repositoryCredentials").state !== "absent",
  );
  const isSecret = (value: string): boolean => value.includes(":secretsmanager:");
  return [
    ...(drivers.includes("awslogs") ? ["logs"] : []),
    ...(credentials || references.some(({ value }) => isSecret(value)) ? ["secretsmanager"] : []),
    ...(references.some(({ value }) => !isSecret(value)) ? ["ssm"] : []),
  ];
}

function clusterEncryptsExec(stack: StackModel, service: StackResource): boolean {
  const cluster = stack.reference(service, "cluster", "cluster");
  if (cluster === undefined) return false;
  const path = "configuration.executeCommandConfiguration.kmsKeyId";
  return read(cluster.properties, path).state !== "absent";
}

/** The route tables a gateway endpoint is attached to, inline or by association. */
export function routeTablesOf(
  stack: StackModel,
  endpoint: StackResource,
): readonly StackResource[] {
  return [
    ...stack.references(endpoint, "routeTableIds", "routeTable").targets,
    ...stack
      .referrers(endpoint, "vpcEndpointRouteTableAssociation", "vpcEndpointId")
      .flatMap((one) => stack.references(one, "routeTableId", "routeTable").targets),
  ];
}

/** The subnets an interface endpoint has an address in, and whether all of them are known. */
export function endpointSubnets(
  stack: StackModel,
  endpoint: StackResource,
): { readonly subnets: readonly StackResource[]; readonly count: number; readonly exact: boolean } {
  const own = stack.references(endpoint, "subnetIds", "subnet");
  const associated = stack
    .referrers(endpoint, "vpcEndpointSubnetAssociation", "vpcEndpointId")
    .flatMap((one) => stack.references(one, "subnetId", "subnet").targets);
  const subnets = [...own.targets, ...associated];
  const listed = known(readList(endpoint.properties, "subnetIds"));
  return {
    subnets,
    count: (listed?.length ?? 0) + associated.length,
    exact: !own.inferred,
  };
}
