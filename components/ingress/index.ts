import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { outputsOf } from "../internal/outputs";
import { tcp } from "../internal/tcp";
import { checkedArguments } from "../internal/checked-arguments";
import { ServiceConnection } from "../service-connection";
import { ingressProblems } from "../model/ingress";
import { createAccessLogBucket } from "./access-logs";
import type { IngressArgs } from "./args";
import { createAnswers } from "./answers";
import { createCertificate, domainKey } from "./certificate";
import { listenerAccess, type ListenerAccess, portAccess } from "./listener-access";
import { createListeners } from "./listeners";
import { ingressArgs } from "./shape";

export type { IngressArgs } from "./args";

type IngressSettings = z.output<typeof ingressArgs>;
type NameSettings = Pick<IngressSettings, "domain" | "hostedZoneId" | "certificateArn">;

/** An Application Load Balancer, or a Network Load Balancer, for many services: its listeners, certificate, DNS record, logs and security group. */
export class Ingress extends pulumi.ComponentResource {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** Last part of the load balancer's ARN: its dimension in CloudWatch metrics. */
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  /** ARN of the listener that services attach their rules to; none with type network. */
  readonly listenerArn?: pulumi.Output<string>;
  /** ARN of the certificate, where there is a domain. */
  readonly certificateArn?: pulumi.Output<string>;
  /** Id of the load balancer's security group: a service admits it, and gives it the egress rule to itself. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Id of the security group that all tasks behind the load balancer share, with `sharedPorts`. */
  readonly sharedSecurityGroupId?: pulumi.Output<string>;
  /** The load balancer's own DNS name. */
  readonly dnsName: pulumi.Output<string>;
  /** Where users reach the services, such as https://shop.example.com. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: IngressArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Ingress ${name}`,
      schema: ingressArgs,
      rules: (given) => ingressProblems(given),
      args,
    });
    super("drydock:index:Ingress", name, unrecorded, opts);

    const network = settings.type === "network";
    const certificateArn = findOrCreateCertificate(name, this, settings);
    const furtherCertificates = settings.moreDomains.map((one) => ({
      key: domainKey(one.domain),
      certificateArn: findOrCreateCertificate(`${name}-${domainKey(one.domain)}`, this, one),
    }));
    const group = createSecurityGroup({
      name,
      parent: this,
      vpcId: settings.vpcId,
      access: network
        ? portAccess(settings.listenerPorts, settings.allowedCidrs)
        : listenerAccess(certificateArn !== undefined, settings.allowedCidrs),
    });
    if (settings.reachesIdentityProviders) {
      createWayToProviders({ name, parent: this, groupId: group.id });
    }
    const shared = createSharedGroup({ name, parent: this, settings, balancerGroupId: group.id });
    const loadBalancer = createLoadBalancer({
      name,
      parent: this,
      settings,
      securityGroupId: group.id,
    });
    const listener = network
      ? undefined
      : createListeners({
          name,
          parent: this,
          loadBalancerArn: loadBalancer.arn,
          certificateArn,
          furtherCertificates,
        });
    if (listener !== undefined) {
      createAnswers({ name, parent: this, listenerArn: listener.arn, answers: settings });
    }
    createDomainRecord({ name, parent: this, settings, loadBalancer });
    for (const one of settings.moreDomains) {
      const record = `${name}-${domainKey(one.domain)}`;
      createDomainRecord({ name: record, parent: this, settings: one, loadBalancer });
    }
    if (settings.webAclArn !== undefined) {
      new aws.wafv2.WebAclAssociation(
        name,
        { resourceArn: loadBalancer.arn, webAclArn: settings.webAclArn },
        { parent: this },
      );
    }

    const scheme = network ? "tcp" : certificateArn === undefined ? "http" : "https";
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.listenerArn = listener?.arn;
    this.certificateArn = certificateArn === undefined ? undefined : pulumi.output(certificateArn);
    this.securityGroupId = group.id;
    this.sharedSecurityGroupId = shared?.id;
    this.dnsName = loadBalancer.dnsName;
    this.url = pulumi.interpolate`${scheme}://${settings.domain ?? loadBalancer.dnsName}`;
    this.registerOutputs(outputsOf(this));
  }
}

/** @returns Undefined where users are served over HTTP. */
function findOrCreateCertificate(
  name: string,
  parent: pulumi.Resource,
  { certificateArn, domain, hostedZoneId }: NameSettings,
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
        ...tcp(port),
      },
      { parent },
    );
  }
  return group;
}

/**
 * The way to token and user-info endpoints, which may have any address; the load balancer asks them by IPv4 alone.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
function createWayToProviders(args: {
  name: string;
  parent: pulumi.Resource;
  groupId: pulumi.Input<string>;
}): void {
  new aws.vpc.SecurityGroupEgressRule(
    `${args.name}-identity-providers`,
    {
      securityGroupId: args.groupId,
      description: "Load balancer to identity providers",
      cidrIpv4: "0.0.0.0/0",
      ...tcp(443),
    },
    { parent: args.parent },
  );
}

/** The group of all tasks behind the load balancer: one rule for each port in place of one for each service. */
function createSharedGroup(args: {
  name: string;
  parent: pulumi.Resource;
  settings: Pick<IngressSettings, "vpcId" | "sharedPorts">;
  balancerGroupId: pulumi.Input<string>;
}): aws.ec2.SecurityGroup | undefined {
  const { name, parent, settings, balancerGroupId } = args;
  const { vpcId, sharedPorts } = settings;
  if (sharedPorts.length === 0) return undefined;
  const group = new aws.ec2.SecurityGroup(
    `${name}-tasks`,
    { vpcId, description: "Tasks behind the load balancer" },
    { parent },
  );
  for (const port of sharedPorts) {
    new ServiceConnection(
      `${name}-tasks-${port}`,
      {
        description: `Load balancer to tasks on port ${port}`,
        fromSecurityGroupId: balancerGroupId,
        toSecurityGroupId: group.id,
        port,
      },
      { parent },
    );
  }
  return group;
}

function createLoadBalancer({
  name,
  parent,
  settings,
  securityGroupId,
}: {
  name: string;
  parent: pulumi.Resource;
  settings: IngressSettings;
  securityGroupId: pulumi.Input<string>;
}): aws.lb.LoadBalancer {
  const { deletable, type } = settings;
  const logs = settings.accessLogs
    ? createAccessLogBucket({
        name: `${name}-logs`,
        parent,
        retentionDays: settings.logRetentionDays,
        deletable,
        type,
      })
    : undefined;
  return new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: type,
      internal: settings.internal,
      subnets: settings.subnetIds,
      securityGroups: [securityGroupId],
      ...(type === "network"
        ? { enableCrossZoneLoadBalancing: settings.crossZone }
        : {
            idleTimeout: settings.idleTimeoutSeconds ?? 60,
            dropInvalidHeaderFields: true,
            desyncMitigationMode: "defensive",
          }),
      enableDeletionProtection: !deletable,
      ...(logs === undefined ? {} : { accessLogs: { bucket: logs.bucket.id, enabled: true } }),
    },
    // Elastic Load Balancing writes a test file when logs are turned on: the policy has to be there.
    // AWS refuses to delete a protected one: without Pulumi's protection that comes up only after everything has moved.
    { parent, protect: !deletable, dependsOn: [...(logs?.closedBy ?? [])] },
  );
}

/** An A record only: the load balancer has IPv4 addresses, as the VPC has. */
function createDomainRecord({
  name,
  parent,
  settings,
  loadBalancer,
}: {
  name: string;
  parent: pulumi.Resource;
  settings: NameSettings;
  loadBalancer: aws.lb.LoadBalancer;
}): void {
  if (settings.domain === undefined || settings.hostedZoneId === undefined) return;
  new aws.route53.Record(
    name,
    {
      zoneId: settings.hostedZoneId,
      name: settings.domain,
      type: "A",
      aliases: [
        { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
      ],
    },
    { parent },
  );
}
