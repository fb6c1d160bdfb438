import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerSettings } from "../fargate-task";
import { ServiceConnection } from "../service-connection";
import type { LoadBalanced } from "./main-container";
import type { ServiceSettings } from "./settings";

/** Inputs for a service's security group. */
export interface ServiceSecurityArgs {
  /** The name of the service's resources. */
  readonly name: string;
  /** The service's name, for people. */
  readonly serviceName: string;
  readonly parent: pulumi.Resource;
  readonly vpcId: pulumi.Input<string>;
  /** Where requests come from, and to which port; undefined without a route. */
  readonly balanced: LoadBalanced | undefined;
  readonly fileSystems: readonly FileSystemAccess[];
  /** The ports that ranges of addresses may connect to, at the tasks' public addresses. */
  readonly exposed: readonly ExposedPort[];
  /** Other services it calls. */
  readonly connectsTo: ServiceSettings["connectsTo"];
  /** What else the tasks reach. */
  readonly reaches: ServiceSettings["reaches"];
  /** Ports on which the tasks reach the internet by themselves. */
  readonly publicEgressPorts: readonly number[];
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** A port and a range of addresses that may connect to it. */
export interface ExposedPort {
  readonly port: number;
  readonly cidr: string;
}

/** The open ports at the public addresses of a service's tasks. */
export function exposedPorts({
  allowedCidrs,
  containerPort,
}: Pick<ServiceSettings, "allowedCidrs" | "containerPort">): ExposedPort[] {
  return containerPort === undefined
    ? []
    : allowedCidrs.map((cidr) => ({ port: containerPort, cidr }));
}

/** A file system that some container mounts. */
export interface FileSystemAccess {
  readonly name: string;
  readonly securityGroupId: pulumi.Input<string>;
}

/** A service's security group and everything that has to exist before its traffic flows. */
export interface ServiceSecurity {
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly rules: pulumi.Resource[];
}

/** The file systems that the containers mount, once each, by name. */
export function mountedFileSystems(
  containers: readonly Pick<ContainerSettings, "volumes">[],
): FileSystemAccess[] {
  const byName = new Map(
    containers
      .flatMap(({ volumes }) => Object.values(volumes))
      .map((volume) => [volume.fileSystem, volume.securityGroupId]),
  );
  return [...byName.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, securityGroupId]) => ({ name, securityGroupId }));
}

/** The ports on which tasks reach the internet by themselves: none without a public address. */
export function publicEgressPorts(
  service: Pick<ServiceSettings, "assignPublicIp" | "publicEgressPorts">,
): number[] {
  return service.assignPublicIp ? (service.publicEgressPorts ?? [443]) : [];
}

/** Creates the service's own security group, closed but for the rules its arguments call for. */
export function createServiceSecurity(args: ServiceSecurityArgs): ServiceSecurity {
  const { name, serviceName, parent, balanced, tags } = args;
  const securityGroup = new aws.ec2.SecurityGroup(
    name,
    { description: `Tasks of ${serviceName}`, vpcId: args.vpcId, tags },
    { parent },
  );
  const fromLoadBalancer =
    balanced === undefined || balanced.route.sharedSecurityGroupId !== undefined
      ? []
      : [
          new ServiceConnection(
            `${name}-load-balancer`,
            {
              description: `Load balancer to ${serviceName}`,
              fromSecurityGroupId: balanced.route.loadBalancerSecurityGroupId,
              toSecurityGroupId: securityGroup.id,
              port: balanced.containerPort,
              tags,
            },
            { parent },
          ),
        ];
  const fromAddresses = args.exposed.map(
    ({ port, cidr }) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-from-${cidr.replace("/", "-")}`,
        {
          securityGroupId: securityGroup.id,
          description: `${cidr} to ${serviceName}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: cidr,
          tags,
        },
        { parent },
      ),
  );
  const toFileSystems = args.fileSystems.map(
    (fileSystem) =>
      new ServiceConnection(
        `${name}-${fileSystem.name}`,
        {
          description: `${serviceName} to file system ${fileSystem.name}`,
          fromSecurityGroupId: securityGroup.id,
          toSecurityGroupId: fileSystem.securityGroupId,
          port: nfsPort,
          tags,
        },
        { parent },
      ),
  );
  const toServices = Object.entries(args.connectsTo).map(
    ([otherName, other]) =>
      new ServiceConnection(
        `${name}-to-${otherName}`,
        {
          description: `${serviceName} to ${otherName}`,
          fromSecurityGroupId: securityGroup.id,
          toSecurityGroupId: other.securityGroupId,
          port: other.port,
          tags,
        },
        { parent },
      ),
  );
  const toOthers = createWaysOut({ ...args, securityGroupId: securityGroup.id });
  const toInternet = args.publicEgressPorts.map(
    (port) =>
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-internet-${port}`,
        {
          securityGroupId: securityGroup.id,
          description: `${serviceName} to the internet`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: "0.0.0.0/0",
          tags,
        },
        { parent },
      ),
  );
  const rules = [
    ...fromLoadBalancer,
    ...fromAddresses,
    ...toFileSystems,
    ...toServices,
    ...toOthers,
    ...toInternet,
  ];
  return { securityGroup, rules };
}

/** One rule for each thing that the tasks reach, and one in its group where that is to admit them. */
function createWaysOut({
  name,
  serviceName,
  parent,
  reaches,
  securityGroupId,
  tags,
}: ServiceSecurityArgs & { readonly securityGroupId: pulumi.Output<string> }): pulumi.Resource[] {
  return Object.entries(reaches).map(([key, { admits, port, ...target }]) => {
    const description = `${serviceName} to ${key}`;
    if (admits && target.securityGroupId !== undefined) {
      const ends = {
        fromSecurityGroupId: securityGroupId,
        toSecurityGroupId: target.securityGroupId,
      };
      return new ServiceConnection(
        `${name}-reaches-${key}`,
        { ...ends, description, port, tags },
        { parent },
      );
    }
    return new aws.vpc.SecurityGroupEgressRule(
      `${name}-reaches-${key}`,
      {
        securityGroupId,
        description,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: target.cidr,
        referencedSecurityGroupId: target.securityGroupId,
        tags,
      },
      { parent },
    );
  });
}

/** https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
const nfsPort = 2049;
