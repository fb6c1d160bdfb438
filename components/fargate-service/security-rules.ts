import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerSettings } from "../fargate-task";
import { tcp } from "../internal/tcp";
import { ServiceConnection, type ServiceConnectionArgs } from "../service-connection";
import type { LoadBalanced } from "./main-container";
import type { ServiceSettings } from "./settings";

type Addressed = "allowedCidrs" | "containerPort";
type Reaching =
  "assignPublicIp" | "connectsTo" | "publicEgressPorts" | "reaches" | "tags" | "vpcId";

/** Inputs for the security group of a service or a job. */
export interface ServiceSecurityArgs {
  /** The name of the service's resources. */
  readonly name: string;
  /** The service's name, for people. */
  readonly serviceName: string;
  readonly parent: pulumi.Resource;
  /** Its arguments; a job has no port that anybody connects to. */
  readonly workload: Pick<ServiceSettings, Reaching> & Partial<Pick<ServiceSettings, Addressed>>;
  /** Where requests come from, and to which port; undefined without a route. */
  readonly balanced: LoadBalanced | undefined;
  /** Of the route. The way to it changes after it, whose guard may refuse the change. */
  readonly targetGroup?: aws.lb.TargetGroup | undefined;
  readonly containers: readonly Pick<ContainerSettings, "volumes">[];
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
function publicEgressPorts(
  service: Pick<ServiceSettings, "assignPublicIp" | "publicEgressPorts">,
): number[] {
  return service.assignPublicIp ? (service.publicEgressPorts ?? [443]) : [];
}

/** Creates the service's own security group, closed but for the rules its arguments call for. */
export function createServiceSecurity(args: ServiceSecurityArgs): ServiceSecurity {
  const { name, serviceName, parent, balanced, targetGroup, workload } = args;
  const { allowedCidrs = [], containerPort, connectsTo, reaches, tags, vpcId } = workload;
  const securityGroup = new aws.ec2.SecurityGroup(
    name,
    { description: `Tasks of ${serviceName}`, vpcId, tags },
    { parent },
  );
  const { connect, letIn, letOut } = ruleCreators(args, securityGroup.id);
  const rules = [
    ...(balanced === undefined || balanced.route.sharedSecurityGroupId !== undefined
      ? []
      : [
          connect(
            "load-balancer",
            {
              description: `Load balancer to ${serviceName}`,
              fromSecurityGroupId: balanced.route.loadBalancerSecurityGroupId,
              port: balanced.containerPort,
            },
            targetGroup,
          ),
        ]),
    ...(containerPort === undefined ? [] : allowedCidrs.map((cidr) => letIn(cidr, containerPort))),
    ...mountedFileSystems(args.containers).map((fileSystem) =>
      connect(fileSystem.name, {
        description: `${serviceName} to file system ${fileSystem.name}`,
        toSecurityGroupId: fileSystem.securityGroupId,
        port: nfsPort,
      }),
    ),
    ...Object.entries(connectsTo).map(([other, { securityGroupId, port }]) =>
      connect(`to-${other}`, {
        description: `${serviceName} to ${other}`,
        toSecurityGroupId: securityGroupId,
        port,
      }),
    ),
    ...Object.entries(reaches).map(([key, { admits, port, cidr, securityGroupId }]) => {
      const description = `${serviceName} to ${key}`;
      return admits && securityGroupId !== undefined
        ? connect(`reaches-${key}`, { description, toSecurityGroupId: securityGroupId, port })
        : letOut(`reaches-${key}`, port, {
            description,
            cidrIpv4: cidr,
            referencedSecurityGroupId: securityGroupId,
          });
    }),
    ...publicEgressPorts(workload).map((port) =>
      letOut(`internet-${port}`, port, {
        description: `${serviceName} to the internet`,
        cidrIpv4: "0.0.0.0/0",
      }),
    ),
  ];
  return { securityGroup, rules };
}

/** One end of a connection, which is the service's own group where it is left out, and what is connected. */
type Connected = Partial<ServiceConnectionArgs> &
  Pick<ServiceConnectionArgs, "description" | "port">;

/** The three kinds of rules, each by the last part of its name. */
function ruleCreators(
  { name, serviceName, parent, workload: { tags } }: ServiceSecurityArgs,
  own: pulumi.Output<string>,
) {
  const group = { securityGroupId: own, tags };
  return {
    connect: (role: string, given: Connected, after?: pulumi.Resource) =>
      new ServiceConnection(
        `${name}-${role}`,
        { fromSecurityGroupId: own, toSecurityGroupId: own, tags, ...given },
        { parent, ...(after && { dependsOn: after }) },
      ),
    letIn: (cidr: string, port: number) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-from-${cidr.replace("/", "-")}`,
        { ...group, description: `${cidr} to ${serviceName}`, ...tcp(port), cidrIpv4: cidr },
        { parent },
      ),
    letOut: (role: string, port: number, to: Partial<aws.vpc.SecurityGroupEgressRuleArgs>) =>
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-${role}`,
        { ...group, ...tcp(port), ...to },
        { parent },
      ),
  };
}

/** https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
const nfsPort = 2049;
