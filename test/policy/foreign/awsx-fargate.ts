import { asPreview, type Entry, type Graph, graphOf } from "../mutation/graph";

const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:eu-west-1:444455556666:${rest}`;

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Effect: "Allow",
      Sid: "",
    },
  ],
});

const balancer = arn("elasticloadbalancing", "loadbalancer/app/lb-1/1");
const targets = arn("elasticloadbalancing", "targetgroup/lb-1/1");

/** The default VPC's group, as awsx opens it for load balancers and services alike. */
const openGroup = (id: string, parent: string, egress: Entry["properties"]): Entry => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  parent,
  properties: {
    id,
    description: "Managed by Pulumi",
    vpcId: "vpc-default",
    ingress: [
      {
        fromPort: 0,
        toPort: 0,
        protocol: "-1",
        cidrBlocks: ["0.0.0.0/0"],
        ipv6CidrBlocks: ["::/0"],
      },
    ],
    egress: [egress],
  },
});

/**
 * The guide's first program: a cluster, an awsx load balancer, and an awsx FargateService with one
 * container, in the default VPC. Children as the awsx plugin makes them
 * (https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ecs/fargateService.ts).
 */
export const awsxFargate: Graph = graphOf({
  cluster: {
    type: "aws:ecs/cluster:Cluster",
    properties: { id: arn("ecs", "cluster/c"), arn: arn("ecs", "cluster/c"), name: "c" },
  },
  lb: { type: "awsx:lb:ApplicationLoadBalancer", properties: {} },
  "lb-group": openGroup("sg-lb", "lb", {
    fromPort: 0,
    toPort: 0,
    protocol: "-1",
    cidrBlocks: ["0.0.0.0/0"],
    ipv6CidrBlocks: ["::/0"],
  }),
  "lb-balancer": {
    type: "aws:lb/loadBalancer:LoadBalancer",
    parent: "lb",
    properties: {
      id: balancer,
      arn: balancer,
      subnets: ["subnet-default-a", "subnet-default-b"],
      securityGroups: ["sg-lb"],
    },
    from: { securityGroups: ["lb-group"] },
  },
  "lb-targets": {
    type: "aws:lb/targetGroup:TargetGroup",
    parent: "lb",
    properties: {
      id: targets,
      arn: targets,
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: "vpc-default",
    },
  },
  "lb-listener": {
    type: "aws:lb/listener:Listener",
    parent: "lb",
    properties: {
      id: `${balancer}/80`,
      loadBalancerArn: balancer,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: targets }],
    },
    from: { loadBalancerArn: ["lb-balancer"], defaultActions: ["lb-targets"] },
  },
  service: { type: "awsx:ecs:FargateService", properties: {} },
  definition: { type: "awsx:ecs:FargateTaskDefinition", parent: "service", properties: {} },
  "service-log": {
    type: "aws:cloudwatch/logGroup:LogGroup",
    parent: "definition",
    properties: { id: "service-log-1", name: "service-log-1", namePrefix: "service-log" },
  },
  "service-task": {
    type: "aws:iam/role:Role",
    parent: "definition",
    properties: {
      id: "service-task-1",
      name: "service-task-1",
      arn: "arn:aws:iam::444455556666:role/service-task-1",
      assumeRolePolicy: trust,
    },
  },
  "service-execution": {
    type: "aws:iam/role:Role",
    parent: "definition",
    properties: {
      id: "service-execution-1",
      name: "service-execution-1",
      arn: "arn:aws:iam::444455556666:role/service-execution-1",
      assumeRolePolicy: trust,
    },
  },
  "service-execution-9a42f520": {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    parent: "definition",
    properties: {
      role: "service-execution-1",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    },
    from: { role: ["service-execution"] },
  },
  "service-definition": {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    parent: "definition",
    properties: {
      arn: arn("ecs", "task-definition/service:1"),
      family: "service-5ba43b3b",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      taskRoleArn: "arn:aws:iam::444455556666:role/service-task-1",
      executionRoleArn: "arn:aws:iam::444455556666:role/service-execution-1",
      containerDefinitions: JSON.stringify([
        {
          cpu: 128,
          essential: true,
          image: "nginx:latest",
          memory: 512,
          portMappings: [{ containerPort: 80, hostPort: 80, targetGroup: { port: 80 } }],
          name: "container",
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": "service-log-1",
              "awslogs-region": "eu-west-1",
              "awslogs-stream-prefix": "container",
            },
          },
        },
      ]),
    },
    from: {
      taskRoleArn: ["service-task"],
      executionRoleArn: ["service-execution"],
      containerDefinitions: ["service-log", "lb-targets"],
    },
  },
  "service-sg": openGroup("sg-service", "service", {
    fromPort: 0,
    toPort: 65535,
    protocol: "tcp",
    cidrBlocks: ["0.0.0.0/0"],
    ipv6CidrBlocks: ["::/0"],
  }),
  "service-service": {
    type: "aws:ecs/service:Service",
    parent: "service",
    properties: {
      desiredCount: 1,
      launchType: "FARGATE",
      cluster: arn("ecs", "cluster/c"),
      taskDefinition: arn("ecs", "task-definition/service:1"),
      waitForSteadyState: true,
      networkConfiguration: {
        assignPublicIp: true,
        subnets: ["subnet-default-a", "subnet-default-b"],
        securityGroups: ["sg-service"],
      },
      loadBalancers: [{ containerName: "container", containerPort: 80, targetGroupArn: targets }],
    },
    from: {
      cluster: ["cluster"],
      taskDefinition: ["service-definition"],
      networkConfiguration: ["service-sg"],
      loadBalancers: ["lb-targets"],
    },
  },
});

/** The same on the first preview. */
export const awsxFargatePreview: Graph = asPreview(awsxFargate, {
  cluster: ["id", "arn"],
  "lb-group": ["id"],
  "lb-balancer": ["id", "arn", "securityGroups.0"],
  "lb-targets": ["id", "arn"],
  "lb-listener": ["id", "loadBalancerArn", "defaultActions.0.targetGroupArn"],
  "service-log": ["id", "name"],
  "service-task": ["id", "arn", "name"],
  "service-execution": ["id", "arn", "name"],
  "service-execution-9a42f520": ["role"],
  "service-definition": ["arn", "taskRoleArn", "executionRoleArn", "containerDefinitions"],
  "service-sg": ["id"],
  "service-service": [
    "cluster",
    "taskDefinition",
    "networkConfiguration.securityGroups.0",
    "loadBalancers.0.targetGroupArn",
  ],
});
