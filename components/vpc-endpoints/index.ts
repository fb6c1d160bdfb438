import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { getIdentity } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { endpointPolicy, type EndpointScope } from "./endpoint-policy";
import { endpointProblems } from "./endpoint-problems";

export { endpointPlan, type EndpointFeature, type PlannedEndpoint } from "../model/endpoint-plan";

/** The arguments of `VpcEndpoints`. */
export interface VpcEndpointsArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** The region, such as us-east-2: it is part of every endpoint's name. */
  region: string;
  /** Ids of the subnets that get an address of each interface endpoint, one for each zone in use. */
  subnetIds: pulumi.Input<string>[];
  /** Ids of the route tables that lead to gateway endpoints. */
  routeTableIds: pulumi.Input<string[]>;
  /** Interface endpoints by the last part of their name, such as ecr.api. Defaults to none. */
  interfaceServices?: string[];
  /** Gateway endpoints: s3, dynamodb. Defaults to none. */
  gatewayServices?: string[];
  /** Id of the security group that may use the endpoints; it gets the egress rules to them. */
  workloadSecurityGroupId: pulumi.Input<string>;
  /** ARNs of the buckets that may be reached through the S3 endpoint, besides that of image layers. Defaults to none. */
  bucketArns?: pulumi.Input<string>[];
}

/** Private ways from a VPC to AWS services, each with a policy that admits this account only. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Ids of all endpoints, by the last part of their name, such as `ecr.api`. */
  readonly endpointIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:VpcEndpoints", name, unrecorded, opts);
    const interfaceServices = args.interfaceServices ?? [];
    const gatewayServices = args.gatewayServices ?? [];
    refuseArguments(
      `VpcEndpoints ${name}`,
      endpointProblems({ interfaceServices, gatewayServices, subnetCount: args.subnetIds.length }),
    );

    const context: EndpointContext = {
      name,
      parent: this,
      args,
      scope: {
        ...getIdentity(this),
        region: args.region,
        bucketArns: args.bucketArns ?? [],
      },
    };
    const endpoints = [
      ...createInterfaceEndpoints(interfaceServices, context),
      ...gatewayServices.map((service) => createGatewayEndpoint(service, context)),
    ];

    this.endpointIds = pulumi.all(
      Object.fromEntries(endpoints.map(({ service, endpoint }) => [service, endpoint.id])),
    );
    this.registerOutputs({ endpointIds: this.endpointIds });
  }
}

interface EndpointContext {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly args: VpcEndpointsArgs;
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
  const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-from-workloads`,
    {
      ...https,
      securityGroupId: group.id,
      description: "HTTPS from the workloads",
      referencedSecurityGroupId: args.workloadSecurityGroupId,
    },
    { parent },
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-endpoints`,
    {
      ...https,
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
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
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
