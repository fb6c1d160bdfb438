import { asPreview, type Graph, graphOf } from "../mutation/graph";

const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:us-west-2:777788889999:${rest}`;
const role = (name: string): string => `arn:aws:iam::777788889999:role/${name}`;
const balancer = arn("elasticloadbalancing", "loadbalancer/app/api/1");
const targets = arn("elasticloadbalancing", "targetgroup/api/1");

/**
 * A program as people write it by hand: own VPC with inline routes, inline security-group rules, policies
 * as JSON text, the older names of types, one EC2 instance's leftovers beside the Fargate service.
 */
export const bareEcs: Graph = graphOf({
  vpc: {
    type: "aws:ec2/vpc:Vpc",
    properties: { id: "vpc-1", cidrBlock: "172.16.0.0/16", enableDnsHostnames: true },
  },
  igw: {
    type: "aws:ec2/internetGateway:InternetGateway",
    properties: { id: "igw-1", vpcId: "vpc-1" },
    from: { vpcId: ["vpc"] },
  },
  "subnet-a": {
    type: "aws:ec2/subnet:Subnet",
    properties: {
      id: "subnet-a",
      vpcId: "vpc-1",
      cidrBlock: "172.16.0.0/24",
      availabilityZone: "us-west-2a",
      mapPublicIpOnLaunch: true,
    },
    from: { vpcId: ["vpc"] },
  },
  "subnet-b": {
    type: "aws:ec2/subnet:Subnet",
    properties: {
      id: "subnet-b",
      vpcId: "vpc-1",
      cidrBlock: "172.16.1.0/24",
      availabilityZone: "us-west-2b",
    },
    from: { vpcId: ["vpc"] },
  },
  routes: {
    type: "aws:ec2/routeTable:RouteTable",
    properties: {
      id: "rtb-1",
      vpcId: "vpc-1",
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
    },
    from: { vpcId: ["vpc"], routes: ["igw"] },
  },
  "assoc-a": {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    properties: { subnetId: "subnet-a", routeTableId: "rtb-1" },
    from: { subnetId: ["subnet-a"], routeTableId: ["routes"] },
  },
  "alb-sg": {
    type: "aws:ec2/securityGroup:SecurityGroup",
    properties: {
      id: "sg-alb",
      vpcId: "vpc-1",
      description: "Load balancer",
      ingress: [
        {
          protocol: "tcp",
          fromPort: 80,
          toPort: 80,
          cidrBlocks: ["0.0.0.0/0"],
          description: "HTTP",
        },
      ],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    },
    from: { vpcId: ["vpc"] },
  },
  "task-sg": {
    type: "aws:ec2/securityGroup:SecurityGroup",
    properties: {
      id: "sg-task",
      vpcId: "vpc-1",
      description: "Tasks",
      ingress: [
        {
          protocol: "tcp",
          fromPort: 3000,
          toPort: 3000,
          securityGroups: ["sg-alb"],
          description: "From the load balancer",
        },
      ],
      egress: [
        {
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrBlocks: ["0.0.0.0/0"],
          description: "HTTPS",
        },
      ],
    },
    from: { vpcId: ["vpc"], ingress: ["alb-sg"] },
  },
  alb: {
    type: "aws:alb/loadBalancer:LoadBalancer",
    properties: {
      id: balancer,
      arn: balancer,
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: ["sg-alb"],
      dropInvalidHeaderFields: true,
    },
    from: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["alb-sg"] },
  },
  tg: {
    type: "aws:alb/targetGroup:TargetGroup",
    properties: {
      id: targets,
      arn: targets,
      vpcId: "vpc-1",
      targetType: "ip",
      port: 3000,
      protocol: "HTTP",
      healthCheck: { path: "/health" },
      deregistrationDelay: 30,
    },
    from: { vpcId: ["vpc"] },
  },
  http: {
    type: "aws:alb/listener:Listener",
    properties: {
      loadBalancerArn: balancer,
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: targets }],
    },
    from: { loadBalancerArn: ["alb"], defaultActions: ["tg"] },
  },
  data: {
    type: "aws:s3/bucketV2:BucketV2",
    properties: {
      id: "api-data",
      bucket: "api-data",
      arn: "arn:aws:s3:::api-data",
      versionings: [{ enabled: true }],
      serverSideEncryptionConfigurations: [
        { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256" }] }] },
      ],
    },
  },
  "data-block": {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    properties: {
      bucket: "api-data",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    from: { bucket: ["data"] },
  },
  logs: {
    type: "aws:cloudwatch/logGroup:LogGroup",
    properties: { id: "/ecs/api", name: "/ecs/api", retentionInDays: 30 },
  },
  exec: {
    type: "aws:iam/role:Role",
    properties: {
      id: "api-exec",
      name: "api-exec",
      arn: role("api-exec"),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      }),
      managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
    },
  },
  "task-role": {
    type: "aws:iam/role:Role",
    properties: {
      id: "api-task",
      name: "api-task",
      arn: role("api-task"),
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "ecs-tasks.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": "777788889999" } },
          },
        ],
      },
      inlinePolicies: [
        {
          name: "data",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: ["s3:*"], Resource: ["arn:aws:s3:::api-data/*"] },
            ],
          }),
        },
      ],
    },
    from: { inlinePolicies: ["data"] },
  },
  cluster: {
    type: "aws:ecs/cluster:Cluster",
    properties: {
      id: arn("ecs", "cluster/api"),
      arn: arn("ecs", "cluster/api"),
      name: "api",
      settings: [{ name: "containerInsights", value: "enabled" }],
    },
  },
  td: {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    properties: {
      arn: arn("ecs", "task-definition/api:3"),
      family: "api",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      executionRoleArn: role("api-exec"),
      taskRoleArn: role("api-task"),
      containerDefinitions: JSON.stringify([
        {
          name: "api",
          image: "777788889999.dkr.ecr.us-west-2.amazonaws.com/api:v1.4.2",
          user: "node",
          readonlyRootFilesystem: true,
          portMappings: [{ containerPort: 3000 }],
          environment: [
            { name: "DB_PASSWORD", value: "correct-horse" },
            { name: "TOKEN_TTL", value: "1h" },
          ],
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": "/ecs/api",
              "awslogs-region": "us-west-2",
              "awslogs-stream-prefix": "api",
            },
          },
        },
      ]),
    },
    from: {
      executionRoleArn: ["exec"],
      taskRoleArn: ["task-role"],
      containerDefinitions: ["logs"],
    },
  },
  api: {
    type: "aws:ecs/service:Service",
    properties: {
      name: "api",
      cluster: arn("ecs", "cluster/api"),
      taskDefinition: arn("ecs", "task-definition/api:3"),
      launchType: "FARGATE",
      desiredCount: 2,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: {
        assignPublicIp: true,
        subnets: ["subnet-a", "subnet-b"],
        securityGroups: ["sg-task"],
      },
      loadBalancers: [{ targetGroupArn: targets, containerName: "api", containerPort: 3000 }],
    },
    from: {
      cluster: ["cluster"],
      taskDefinition: ["td"],
      networkConfiguration: ["subnet-a", "subnet-b", "task-sg"],
      loadBalancers: ["tg"],
    },
  },
});

/** The same on the first preview. */
export const bareEcsPreview: Graph = asPreview(bareEcs, {
  vpc: ["id"],
  igw: ["id", "vpcId"],
  "subnet-a": ["id", "vpcId"],
  "subnet-b": ["id", "vpcId"],
  routes: ["id", "vpcId", "routes.0.gatewayId"],
  "assoc-a": ["subnetId", "routeTableId"],
  "alb-sg": ["id", "vpcId"],
  "task-sg": ["id", "vpcId", "ingress.0.securityGroups.0"],
  alb: ["id", "arn", "subnets.0", "subnets.1", "securityGroups.0"],
  tg: ["id", "arn", "vpcId"],
  http: ["loadBalancerArn", "defaultActions.0.targetGroupArn"],
  data: ["id", "bucket", "arn"],
  "data-block": ["bucket"],
  logs: ["id"],
  exec: ["id", "name", "arn"],
  "task-role": ["id", "name", "arn", "inlinePolicies.0.policy"],
  cluster: ["id", "arn"],
  td: ["arn", "executionRoleArn", "taskRoleArn"],
  api: [
    "cluster",
    "taskDefinition",
    "networkConfiguration.subnets.0",
    "networkConfiguration.subnets.1",
    "networkConfiguration.securityGroups.0",
    "loadBalancers.0.targetGroupArn",
  ],
});
