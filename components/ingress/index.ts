import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { createAccessLogBucket } from "./access-logs";
import { createCertificate } from "./certificate";
import { ingressProblems, listenerAccess, type ListenerAccess } from "./ingress-plan";
import { createListeners } from "./listeners";

/** The arguments of an `Ingress`. */
export interface IngressArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Ids of the load balancer's subnets, in at least two zones: public ones, or private ones for an internal load balancer. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The name users reach the load balancer by, such as shop.example.com; gives HTTPS. Defaults to the load balancer's own name over HTTP. */
  domain?: string;
  /** Id of the Route 53 public hosted zone that holds the domain, for its record and a new certificate. Defaults to none. */
  hostedZoneId?: pulumi.Input<string>;
  /** ARN of an existing ACM certificate. Defaults to a new one for the domain. */
  certificateArn?: pulumi.Input<string>;
  /** Reachable from inside the VPC only. Defaults to false. */
  internal?: boolean;
  /** IPv4 ranges that may connect, in CIDR notation. Defaults to everyone (0.0.0.0/0). */
  allowedCidrs?: string[];
  /** Write access logs to a bucket of its own. Defaults to true. */
  accessLogs?: boolean;
  /** Days access logs are kept. Defaults to 365. */
  logRetentionDays?: number;
  /** ARN of an AWS WAF web ACL (regional) that checks requests first. Defaults to none. */
  webAclArn?: pulumi.Input<string>;
  /** Seconds an idle connection is kept, 1 to 4000. Defaults to 60. */
  idleTimeoutSeconds?: number;
  /** True: load balancer and logs can be deleted with their environment. False: AWS and Pulumi refuse to. Defaults to false. */
  deletable?: boolean;
}

/** One Application Load Balancer for all services: its listeners, certificate, DNS record, logs and security group. */
export class Ingress extends pulumi.ComponentResource {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** Last part of the load balancer's ARN: its dimension in CloudWatch metrics. */
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  /** ARN of the listener that services attach their rules to. */
  readonly listenerArn: pulumi.Output<string>;
  /** Id of the load balancer's security group: a service admits it, and gives it the egress rule to itself. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The load balancer's own DNS name. */
  readonly dnsName: pulumi.Output<string>;
  /** Where users reach the services, such as https://shop.example.com. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: IngressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:Ingress", name, unrecorded, opts);
    const allowedCidrs = args.allowedCidrs ?? ["0.0.0.0/0"];
    const idleTimeout = args.idleTimeoutSeconds ?? 60;
    refuseArguments(
      `Ingress ${name}`,
      ingressProblems({
        domain: args.domain,
        hostedZone: args.hostedZoneId !== undefined,
        certificate: args.certificateArn !== undefined,
        allowedCidrs,
        idleTimeoutSeconds: idleTimeout,
      }),
    );

    const certificateArn = findOrCreateCertificate(name, this, args);
    const group = createSecurityGroup({
      name,
      parent: this,
      vpcId: args.vpcId,
      access: listenerAccess(certificateArn !== undefined, allowedCidrs),
    });
    const loadBalancer = createLoadBalancer({
      name,
      parent: this,
      args,
      securityGroupId: group.id,
      idleTimeout,
    });
    const listener = createListeners({
      name,
      parent: this,
      loadBalancerArn: loadBalancer.arn,
      certificateArn,
    });
    createDomainRecord({ name, parent: this, args, loadBalancer });
    if (args.webAclArn !== undefined) {
      new aws.wafv2.WebAclAssociation(
        name,
        { resourceArn: loadBalancer.arn, webAclArn: args.webAclArn },
        { parent: this },
      );
    }

    const scheme = certificateArn === undefined ? "http" : "https";
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.listenerArn = listener.arn;
    this.securityGroupId = group.id;
    this.dnsName = loadBalancer.dnsName;
    this.url = pulumi.interpolate`${scheme}://${args.domain ?? loadBalancer.dnsName}`;
    this.registerOutputs({
      loadBalancerArn: this.loadBalancerArn,
      loadBalancerArnSuffix: this.loadBalancerArnSuffix,
      listenerArn: this.listenerArn,
      securityGroupId: this.securityGroupId,
      dnsName: this.dnsName,
      url: this.url,
    });
  }
}

/** @returns Undefined where users are served over HTTP. */
function findOrCreateCertificate(
  name: string,
  parent: pulumi.Resource,
  { certificateArn, domain, hostedZoneId }: IngressArgs,
): pulumi.Input<string> | undefined {
  if (certificateArn !== undefined) return certificateArn;
  if (domain === undefined || hostedZoneId === undefined) return undefined;
  return createCertificate({ name, parent, domain, hostedZoneId });
}

/** No egress: each service adds the rule from here to itself. */
function createSecurityGroup(args: {
  name: string;
  parent: pulumi.Resource;
  vpcId: pulumi.Input<string>;
  access: readonly ListenerAccess[];
}): aws.ec2.SecurityGroup {
  const { name, parent } = args;
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: args.vpcId,
      description: "Load balancer: ports of its listeners, and the services behind",
    },
    { parent },
  );
  for (const { key, protocol, port, cidr } of args.access) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${key}`,
      {
        securityGroupId: group.id,
        description: `${protocol} from ${cidr}`,
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
      },
      { parent },
    );
  }
  return group;
}

function createLoadBalancer({
  name,
  parent,
  args,
  securityGroupId,
  idleTimeout,
}: {
  name: string;
  parent: pulumi.Resource;
  args: IngressArgs;
  securityGroupId: pulumi.Input<string>;
  idleTimeout: number;
}): aws.lb.LoadBalancer {
  const deletable = args.deletable ?? false;
  const logs =
    (args.accessLogs ?? true)
      ? createAccessLogBucket({
          name: `${name}-logs`,
          parent,
          retentionDays: args.logRetentionDays ?? 365,
          deletable,
        })
      : undefined;
  return new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: "application",
      internal: args.internal ?? false,
      subnets: args.subnetIds,
      securityGroups: [securityGroupId],
      idleTimeout,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: !deletable,
      ...(logs === undefined ? {} : { accessLogs: { bucket: logs.bucket.id, enabled: true } }),
    },
    // Elastic Load Balancing writes a test file when logs are turned on: the policy has to be there.
    { parent, dependsOn: [...(logs?.closedBy ?? [])] },
  );
}

/** An A record only: the load balancer has IPv4 addresses, as the VPC has. */
function createDomainRecord({
  name,
  parent,
  args,
  loadBalancer,
}: {
  name: string;
  parent: pulumi.Resource;
  args: IngressArgs;
  loadBalancer: aws.lb.LoadBalancer;
}): void {
  if (args.domain === undefined || args.hostedZoneId === undefined) return;
  new aws.route53.Record(
    name,
    {
      zoneId: args.hostedZoneId,
      name: args.domain,
      type: "A",
      aliases: [
        { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
      ],
    },
    { parent },
  );
}
