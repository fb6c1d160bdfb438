/** The parts of AWS that a stack file says exist: the stand-in cloud has them before the first update. */
import { clusterNameOf } from "drydock-components/model/existing";
import type { StackConfig } from "../../config";
import type { PropertyBag } from "../capture/types";
import { availabilityZones } from "../cloud/invokes";
import { type CloudObject, CloudStore } from "../cloud/store";

/** The URN of objects that no program created. */
export const existingUrn = "existing";

type Existing = StackConfig["existing"];

/** Puts them into the file of the cloud, where they are not there yet. */
export function addExistingObjects(file: string, existing: Existing, region: string): void {
  const objects = existingObjects(existing, region);
  if (objects.length === 0) return;
  const store = new CloudStore(file);
  for (const object of objects) {
    if (store.find(object.type, object.id) === undefined) store.put(object);
  }
}

function existingObjects(existing: Existing, region: string): CloudObject[] {
  const object = (type: string, id: string, inputs: PropertyBag): CloudObject => ({
    type,
    id,
    urn: existingUrn,
    name: id,
    region,
    generation: 0,
    inputs,
    state: { ...inputs, id, ...(id.startsWith("arn:") ? { arn: id } : {}) },
  });
  const { network, cluster, loadBalancer, kmsKeyArn } = existing;
  return [
    ...(network === undefined ? [] : networkObjects(network, region, object)),
    ...(cluster === undefined ? [] : clusterObjects(cluster, object)),
    ...(loadBalancer === undefined ? [] : loadBalancerObjects(loadBalancer, object)),
    ...(kmsKeyArn === undefined
      ? []
      : [object("aws:kms/key:Key", kmsKeyArn, { policy: "admits logs.amazonaws.com" })]),
  ];
}

type Create = (type: string, id: string, inputs: PropertyBag) => CloudObject;

function networkObjects(
  { vpcId, cidr, endpoints, internet, ...subnets }: NonNullable<Existing["network"]>,
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
  { listenerArn, securityGroupId, url }: NonNullable<Existing["loadBalancer"]>,
  object: Create,
): CloudObject[] {
  const arn = listenerArn.replace(":listener/", ":loadbalancer/").split("/").slice(0, 4).join("/");
  return [
    object("aws:ec2/securityGroup:SecurityGroup", securityGroupId, {
      description: "A load balancer that exists",
    }),
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
