import type { WireProperties } from "../../../drydock/offline/pack";
import type { Entry } from "../mutation/graph";

/** Parts of programs by people who know their trade, in an account that is not ours. */

export const account = "222233334444";
export const arnOf = (service: string, rest: string): string =>
  `arn:aws:${service}:eu-west-1:${account}:${rest}`;
export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
export const json = JSON.stringify;
export const policy = (...Statement: readonly WireProperties[]): string =>
  json({ Version: "2012-10-17", Statement });

export const secretArn = arnOf("secretsmanager", "secret:shop/db-AbCdEf");
export const keyArn = arnOf("kms", "key/1");

type Entries = Readonly<Record<string, Entry>>;

const one = (type: string, properties: WireProperties, protect = false): Entry => ({
  type,
  properties,
  ...(protect ? { protect } : {}),
});

/** Two zones, public subnets for what faces the internet, private ones behind a NAT gateway. */
export const network: Entries = {
  vpc: one("aws:ec2/vpc:Vpc", {
    id: "vpc-1",
    cidrBlock: "10.8.0.0/16",
    enableDnsHostnames: true,
    enableDnsSupport: true,
  }),
  "default-group": one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "vpc-1" }),
  "flow-log": one("aws:ec2/flowLog:FlowLog", { vpcId: "vpc-1", trafficType: "ALL" }),
  igw: one("aws:ec2/internetGateway:InternetGateway", { id: "igw-1", vpcId: "vpc-1" }),
  ...Object.fromEntries(
    ["a", "b"].flatMap((zone, index) => [
      [
        `public-${zone}`,
        one("aws:ec2/subnet:Subnet", {
          id: `public-${zone}`,
          vpcId: "vpc-1",
          cidrBlock: `10.8.${index}.0/24`,
          availabilityZone: `eu-west-1${zone}`,
        }),
      ],
      [
        `private-${zone}`,
        one("aws:ec2/subnet:Subnet", {
          id: `private-${zone}`,
          vpcId: "vpc-1",
          cidrBlock: `10.8.${index + 10}.0/24`,
          availabilityZone: `eu-west-1${zone}`,
        }),
      ],
      [
        `public-${zone}-routes`,
        one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
          subnetId: `public-${zone}`,
          routeTableId: "rt-public",
        }),
      ],
      [
        `private-${zone}-routes`,
        one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
          subnetId: `private-${zone}`,
          routeTableId: "rt-private",
        }),
      ],
    ]),
  ),
  "public-routes": one("aws:ec2/routeTable:RouteTable", {
    id: "rt-public",
    vpcId: "vpc-1",
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
  }),
  nat: one("aws:ec2/natGateway:NatGateway", { id: "nat-1", subnetId: "public-a" }),
  "private-routes": one("aws:ec2/routeTable:RouteTable", {
    id: "rt-private",
    vpcId: "vpc-1",
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }],
  }),
};

/** A security group with rules inside of it, as most programs write them. */
export function group(
  name: string,
  ingress: readonly { readonly port: number; readonly from: string }[],
  to?: string,
): Entry {
  return one("aws:ec2/securityGroup:SecurityGroup", {
    id: `sg-${name}`,
    vpcId: "vpc-1",
    description: `The ${name}`,
    ingress: ingress.map(({ port, from }) => ({
      protocol: "tcp",
      fromPort: port,
      toPort: port,
      ...(from.startsWith("sg-") ? { securityGroups: [from] } : { cidrBlocks: [from] }),
      description: `Port ${port}`,
    })),
    egress: [
      {
        protocol: "tcp",
        ...(to === undefined
          ? { fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }
          : { fromPort: 8080, toPort: 8080, securityGroups: [to] }),
        description: "What it needs",
      },
    ],
  });
}

const balancerArn = arnOf("elasticloadbalancing", "loadbalancer/app/web/1");
export const targetsArn = arnOf("elasticloadbalancing", "targetgroup/web/1");

/** An HTTPS load balancer with logs, a web ACL and a redirect. */
export const balancer: Entries = {
  "balancer-group": group(
    "balancer",
    [
      { port: 80, from: "0.0.0.0/0" },
      { port: 443, from: "0.0.0.0/0" },
    ],
    "sg-tasks",
  ),
  ...bucket("balancer-logs", "shop-balancer-logs"),
  balancer: one("aws:lb/loadBalancer:LoadBalancer", {
    id: balancerArn,
    arn: balancerArn,
    loadBalancerType: "application",
    internal: false,
    securityGroups: ["sg-balancer"],
    subnets: ["public-a", "public-b"],
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
    accessLogs: { enabled: true, bucket: "shop-balancer-logs" },
  }),
  "web-acl": one("aws:wafv2/webAclAssociation:WebAclAssociation", {
    resourceArn: balancerArn,
    webAclArn: arnOf("wafv2", "regional/webacl/web/1"),
  }),
  http: one("aws:lb/listener:Listener", {
    id: `${balancerArn}/80`,
    loadBalancerArn: balancerArn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [
      {
        type: "redirect",
        redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
      },
    ],
  }),
  https: one("aws:lb/listener:Listener", {
    id: `${balancerArn}/443`,
    loadBalancerArn: balancerArn,
    port: 443,
    protocol: "HTTPS",
    certificateArn: arnOf("acm", "certificate/1"),
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    defaultActions: [{ type: "forward", targetGroupArn: targetsArn }],
  }),
  targets: targetGroup(targetsArn),
};

export function targetGroup(arn: string): Entry {
  return one("aws:lb/targetGroup:TargetGroup", {
    id: arn,
    arn,
    vpcId: "vpc-1",
    targetType: "ip",
    port: 8080,
    protocol: "HTTP",
    healthCheck: { path: "/health", matcher: "200" },
  });
}

/** A private bucket that refuses plain HTTP. */
export function bucket(key: string, name: string): Entries {
  return {
    [key]: one(
      "aws:s3/bucket:Bucket",
      { id: name, bucket: name, arn: `arn:aws:s3:::${name}` },
      true,
    ),
    [`${key}-block`]: one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
      bucket: name,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    [`${key}-ownership`]: one("aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
      bucket: name,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    }),
    [`${key}-encryption`]: one(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      {
        bucket: name,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
    ),
    [`${key}-versioning`]: one("aws:s3/bucketVersioning:BucketVersioning", {
      bucket: name,
      versioningConfiguration: { status: "Enabled" },
    }),
    [`${key}-lifecycle`]: one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", {
      bucket: name,
      rules: [
        {
          id: "old",
          status: "Enabled",
          expiration: { days: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    [`${key}-policy`]: one("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: name,
      policy: policy(
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...(key === "balancer-logs"
          ? [
              {
                Effect: "Allow",
                Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
                Action: "s3:PutObject",
                Resource: `arn:aws:s3:::${name}/AWSLogs/${account}/*`,
              },
            ]
          : []),
      ),
    }),
  };
}

/** A role of an AWS service in this account, with statements. */
export function role(
  name: string,
  service: string,
  statements: readonly WireProperties[] = [],
): Entries {
  return {
    [name]: one("aws:iam/role:Role", {
      name,
      arn: roleArn(name),
      assumeRolePolicy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      }),
    }),
    ...(statements.length === 0
      ? {}
      : {
          [`${name}-policy`]: one("aws:iam/rolePolicy:RolePolicy", {
            role: name,
            policy: policy(...statements),
          }),
        }),
  };
}

export const logs = (name: string): WireProperties => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/shop",
    "awslogs-region": "eu-west-1",
    "awslogs-stream-prefix": name,
  },
});

/** A container that is set up with care. */
export const careful = (name: string, more: WireProperties = {}): WireProperties => ({
  name,
  image: `${account}.dkr.ecr.eu-west-1.amazonaws.com/shop/${name}:1.4.2`,
  essential: true,
  user: "10001",
  readonlyRootFilesystem: true,
  linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
  logConfiguration: logs(name),
  ...more,
});

/** A cluster, a log group, the roles of a task and its definition. */
export function task(
  containers: readonly WireProperties[],
  grants: readonly WireProperties[],
): Entries {
  return {
    cluster: one("aws:ecs/cluster:Cluster", {
      id: arnOf("ecs", "cluster/shop"),
      arn: arnOf("ecs", "cluster/shop"),
      name: "shop",
      settings: [{ name: "containerInsights", value: "enhanced" }],
    }),
    "log-group": one("aws:cloudwatch/logGroup:LogGroup", { name: "/shop", retentionInDays: 90 }),
    ...role("execution", "ecs-tasks.amazonaws.com", [
      {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: secretArn,
      },
    ]),
    "execution-managed": one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "execution",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    }),
    ...role("task", "ecs-tasks.amazonaws.com", grants),
    definition: one("aws:ecs/taskDefinition:TaskDefinition", {
      arn: arnOf("ecs", "task-definition/shop:1"),
      family: "shop",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      executionRoleArn: roleArn("execution"),
      taskRoleArn: roleArn("task"),
      containerDefinitions: json(containers),
    }),
  };
}

/** A service behind a target group, in private subnets. */
export function service(containerName: string, targetGroupArn: string = targetsArn): Entries {
  return {
    service: one("aws:ecs/service:Service", {
      name: "web",
      cluster: arnOf("ecs", "cluster/shop"),
      taskDefinition: arnOf("ecs", "task-definition/shop:1"),
      launchType: "FARGATE",
      desiredCount: 2,
      healthCheckGracePeriodSeconds: 60,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: { subnets: ["private-a", "private-b"], securityGroups: ["sg-tasks"] },
      loadBalancers: [{ targetGroupArn, containerName, containerPort: 8080 }],
    }),
  };
}

export { one };
