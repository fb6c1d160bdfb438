import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { getIdentity } from "../internal/identity";
import { tcp } from "../internal/tcp";
import { policyDocument } from "../internal/policy-document";
import { outputsOf } from "../internal/outputs";
import type { VpcEndpointsArgs } from "./args";
import { endpointPolicy, type EndpointScope } from "./endpoint-policy";
import { endpointProblems } from "./endpoint-problems";
import { vpcEndpointsArgs } from "./shape";

export type { VpcEndpointsArgs } from "./args";
export { endpointPlan, type EndpointFeature, type PlannedEndpoint } from "../model/endpoint-plan";

/** Private ways from a VPC to AWS services, each with a policy that admits this account only. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Ids of all endpoints, by the last part of their name, such as `ecr.api`. */
  readonly endpointIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `VpcEndpoints ${name}`,
      schema: vpcEndpointsArgs,
      rules: endpointProblems,
      args,
    });
    super("drydock:index:VpcEndpoints", name, unrecorded, opts);
    const { interfaceServices, gatewayServices } = settings;

    const context: EndpointContext = {
      name,
      parent: this,
      args: settings,
      scope: { ...settings, ...getIdentity(this) },
    };
    const endpoints = [
      ...createInterfaceEndpoints(interfaceServices, context),
      ...gatewayServices.map((service) => createGatewayEndpoint(service, context)),
    ];

    this.endpointIds = pulumi.all(
      Object.fromEntries(endpoints.map(({ service, endpoint }) => [service, endpoint.id])),
    );
    this.registerOutputs(outputsOf(this));
  }
}

interface EndpointContext {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly args: z.output<typeof vpcEndpointsArgs>;
  readonly scope: EndpointScope;
}

interface NamedEndpoint {
  readonly service: string;
  readonly endpoint: aws.ec2.VpcEndpoint;
}

function createInterfaceEndpoints(
  services: readonly string[],
  { name, parent, args, scope }: EndpointContext,
): NamedEndpoint[] {
  if (services.length === 0) return [];
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: args.vpcId, description: "Interface endpoints: HTTPS from the workloads only" },
    { parent },
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-from-workloads`,
    {
      ...tcp(443),
      securityGroupId: group.id,
      description: "HTTPS from the workloads",
      referencedSecurityGroupId: args.workloadSecurityGroupId,
    },
    { parent },
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-endpoints`,
    {
      ...tcp(443),
      securityGroupId: args.workloadSecurityGroupId,
      description: "HTTPS to the interface endpoints",
      referencedSecurityGroupId: group.id,
    },
    { parent },
  );
  return services.map((service) => ({
    service,
    endpoint: new aws.ec2.VpcEndpoint(
      endpointName(name, service),
      {
        vpcId: args.vpcId,
        serviceName: serviceName(service, scope),
        vpcEndpointType: "Interface",
        subnetIds: args.subnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy: policyDocument(endpointPolicy(service, scope)),
      },
      { parent },
    ),
  }));
}

function createGatewayEndpoint(
  service: string,
  { name, parent, args, scope }: EndpointContext,
): NamedEndpoint {
  const endpoint = new aws.ec2.VpcEndpoint(
    endpointName(name, service),
    {
      vpcId: args.vpcId,
      serviceName: serviceName(service, scope),
      vpcEndpointType: "Gateway",
      routeTableIds: args.routeTableIds,
      policy: policyDocument(endpointPolicy(service, scope)),
    },
    { parent },
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-${service}`,
    {
      securityGroupId: args.workloadSecurityGroupId,
      description: `HTTPS to the ${service} gateway endpoint`,
      prefixListId: endpoint.prefixListId,
      ...tcp(443),
    },
    { parent },
  );
  return { service, endpoint };
}

function endpointName(name: string, service: string): string {
  return `${name}-${service.replaceAll(".", "-")}`;
}

function serviceName(service: string, scope: EndpointScope): string {
  return `com.amazonaws.${scope.region}.${service}`;
}
