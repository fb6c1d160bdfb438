/** The parts of AWS that a stack file says exist: the stand-in cloud has them before the first update. */
import { isDeepStrictEqual } from "node:util";
import { clusterNameOf, fileSystemIdOf } from "drydock-components/model/existing";
import type { Contract } from "drydock-components/model/platform";
import { contractParameter } from "drydock-components/model/platform";
import {
  type ExistingLoadBalancer,
  type LoadedStack,
  type StackConfig,
  tasksOf,
} from "../../config";
import { egressRuleType, ingressRuleType } from "../cloud/aws/security-groups";
import { parameterType } from "../cloud/aws/ssm";
import type { PropertyBag } from "../capture/types";
import { availabilityZones } from "../cloud/invokes";
import { type CloudObject, CloudStore } from "../cloud/store";

/** The URN of objects that no program created. */
export const existingUrn = "existing";

type Existing = StackConfig["existing"];

/** Puts them into the file of the cloud, where they are not there yet, or where the stack file says otherwise now. */
export function addExistingObjects(
  file: string,
  { config, region, contract }: Pick<LoadedStack, "config" | "region" | "contract">,
): void {
  const objects = [
    ...existingObjects(config.existing, region),
    ...reachedGroups(config, region),
    ...(contract === undefined ? [] : [publishedContract(contract)]),
  ];
  if (objects.length === 0) return;
  const store = new CloudStore(file);
  // The platform itself is in this cloud.
  if (contract !== undefined && store.find(parameterType, contractParameter(contract.platform))) {
    return;
  }
  for (const object of objects) {
    const present = store.find(object.type, object.id);
    const isOther = present?.urn === existingUrn && !isDeepStrictEqual(present, object);
    if (present === undefined || isOther) store.put(object);
  }
}

const objectIn =
  (region: string): Create =>
  (type, id, inputs) => ({
    type,
    id,
    urn: existingUrn,
    name: id,
    region,
    generation: 0,
    inputs,
    state: { ...inputs, id, ...(id.startsWith("arn:") ? { arn: id } : {}) },
  });

function publishedContract(contract: Contract): CloudObject {
  const name = contractParameter(contract.platform);
  const value = JSON.stringify(contract);
  return objectIn(contract.region)(parameterType, name, { name, type: "String", value });
}

/** The security groups of databases, and of what else tasks reach. */
function reachedGroups(config: StackConfig, region: string): CloudObject[] {
  const reached = [
    ...Object.values(config.databases),
    ...tasksOf(config).flatMap(({ task }) => task.reaches),
  ];
  const ids = new Set(reached.flatMap(({ securityGroupId }) => securityGroupId ?? []));
  return [...ids].map((id) =>
    objectIn(region)("aws:ec2/securityGroup:SecurityGroup", id, {
      description: "Something that exists",
    }),
  );
}

function existingObjects(existing: Existing, region: string): CloudObject[] {
  const object = objectIn(region);
  const { network, cluster, fileSystems, kmsKeyArn } = existing;
  const balancers = [existing.loadBalancer ?? [], Object.values(existing.loadBalancers)].flat();
  return [
    ...(network === undefined ? [] : networkObjects(network, region, object)),
    ...(cluster === undefined ? [] : clusterObjects(cluster, object)),
    ...balancers.flatMap((balancer) => loadBalancerObjects(balancer, object)),
    ...Object.values(fileSystems).flatMap(({ arn, securityGroupId }) =>
      fileSystemObjects(
        { arn, securityGroupId, subnetIds: network?.privateSubnetIds ?? [] },
        object,
      ),
    ),
    ...(kmsKeyArn === undefined
      ? []
      : [object("aws:kms/key:Key", kmsKeyArn, { policy: "admits logs.amazonaws.com" })]),
  ];
}

type Create = (type: string, id: string, inputs: PropertyBag) => CloudObject;

function networkObjects(
  {
    vpcId,
    cidr,
    endpoints,
    internet,
    workloadSecurityGroupId,
    ...subnets
  }: NonNullable<Existing["network"]>,
  region: string,
  object: Create,
): CloudObject[] {
  const zones = availabilityZones(region);
  const subnet = (id: string, index: number) =>
    object("aws:ec2/subnet:Subnet", id, {
      vpcId,
      availabilityZone: zones[index % zones.length] ?? "",
    });
  const routeTable = `rtb-of-${vpcId}`;
  return [
    object("aws:ec2/vpc:Vpc", vpcId, {
      cidrBlock: cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
    }),
    ...(workloadSecurityGroupId === undefined
      ? []
      : [
          object("aws:ec2/securityGroup:SecurityGroup", workloadSecurityGroupId, {
            description: "Workloads of a VPC that exists",
          }),
        ]),
    ...subnets.privateSubnetIds.map(subnet),
    ...subnets.publicSubnetIds.map(subnet),
    ...endpoints.map((service) =>
      object("aws:ec2/vpcEndpoint:VpcEndpoint", `vpce-${service}`, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
      }),
    ),
    ...(internet === "none"
      ? []
      : [
          object("aws:ec2/routeTable:RouteTable", routeTable, { vpcId }),
          object("aws:ec2/route:Route", `r-${routeTable}`, {
            routeTableId: routeTable,
            natGatewayId: "nat-existing",
          }),
          ...subnets.privateSubnetIds.map((subnetId) =>
            object("aws:ec2/routeTableAssociation:RouteTableAssociation", `assoc-${subnetId}`, {
              subnetId,
              routeTableId: routeTable,
            }),
          ),
        ]),
  ];
}

function fileSystemObjects(
  {
    arn,
    securityGroupId,
    subnetIds,
  }: { arn: string; securityGroupId: string; subnetIds: readonly string[] },
  object: Create,
): CloudObject[] {
  const fileSystemId = fileSystemIdOf(arn);
  return [
    object("aws:efs/fileSystem:FileSystem", fileSystemId, {}),
    object("aws:ec2/securityGroup:SecurityGroup", securityGroupId, {
      description: "Mount targets that exist",
    }),
    ...subnetIds.map((subnetId) =>
      object("aws:efs/mountTarget:MountTarget", `fsmt-${fileSystemId}-${subnetId}`, {
        fileSystemId,
        subnetId,
        securityGroups: [securityGroupId],
      }),
    ),
  ];
}

function clusterObjects(
  { arn, dnsNamespace, serviceConnectNamespaceArn }: NonNullable<Existing["cluster"]>,
  object: Create,
): CloudObject[] {
  const name = clusterNameOf(arn);
  return [
    object("aws:ecs/cluster:Cluster", arn, { name }),
    object("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", name, {
      clusterName: name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    }),
    ...(dnsNamespace === undefined
      ? []
      : [
          object("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", dnsNamespace.id, {
            name: dnsNamespace.name,
          }),
        ]),
    ...(serviceConnectNamespaceArn === undefined
      ? []
      : [
          object(
            "aws:servicediscovery/httpNamespace:HttpNamespace",
            serviceConnectNamespaceArn,
            {},
          ),
        ]),
  ];
}

function loadBalancerObjects(
  { listenerArn, securityGroupId, sharedSecurityGroupId, taskPorts, url }: ExistingLoadBalancer,
  object: Create,
): CloudObject[] {
  const arn = listenerArn.replace(":listener/", ":loadbalancer/").split("/").slice(0, 4).join("/");
  return [
    object("aws:ec2/securityGroup:SecurityGroup", securityGroupId, {
      description: "A load balancer that exists",
    }),
    ...(sharedSecurityGroupId === undefined
      ? []
      : [
          object("aws:ec2/securityGroup:SecurityGroup", sharedSecurityGroupId, {
            description: "Tasks behind a load balancer that exists",
          }),
          ...taskPorts.flatMap((port) =>
            connection({ from: securityGroupId, to: sharedSecurityGroupId, port }, object),
          ),
        ]),
    object("aws:lb/loadBalancer:LoadBalancer", arn, {
      loadBalancerType: "application",
      securityGroups: [securityGroupId],
    }),
    object("aws:lb/listener:Listener", listenerArn, {
      loadBalancerArn: arn,
      protocol: url.startsWith("https") ? "HTTPS" : "HTTP",
    }),
  ];
}

/** The rules that let one group reach another. */
function connection(
  { from, to, port }: { from: string; to: string; port: number },
  object: Create,
): CloudObject[] {
  const rule = (type: string, own: string, peer: string) =>
    object(type, `sgr-${own}-${peer}-${port}`, {
      securityGroupId: own,
      referencedSecurityGroupId: peer,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
  return [rule(egressRuleType, from, to), rule(ingressRuleType, to, from)];
}
