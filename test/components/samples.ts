import type * as pulumi from "@pulumi/pulumi";
import * as components from "drydock-components";
import { jobArgs, route, serviceArgs, taskArgs, volume } from "./fargate-samples";

/** A component with arguments that make every child it can make at once. */
export interface ComponentSample {
  /** The component's class. */
  readonly component: string;
  /** The difference from other samples of its component. Defaults to none. */
  readonly variant?: string;
  /** Makes the component; every name of AWS that is unique in an account has to hold `name`. */
  readonly create: (
    name: string,
    opts?: pulumi.ComponentResourceOptions,
  ) => pulumi.ComponentResource;
}

/**
 * One row for each shape of each component: test/components/conventions.test.ts holds all of them to the
 * rules that every component obeys, and fails for a component without a row.
 */
export const samples: readonly ComponentSample[] = [
  {
    component: "Network",
    create: (name, opts) =>
      new components.Network(
        name,
        {
          natGateways: "perZone",
          egressPorts: [443, 5432],
          flowLogGroupName: `/${name}/flow-logs`,
        },
        opts,
      ),
  },
  {
    component: "ExistingNetwork",
    create: (name, opts) =>
      new components.ExistingNetwork(
        name,
        {
          vpcId: "vpc-0a1",
          cidr: "10.0.0.0/16",
          region: "us-east-2",
          privateSubnetIds: ["subnet-0a1", "subnet-0b2"],
          publicSubnetIds: ["subnet-0c3"],
          internetPorts: [443, 5432],
          gatewayServices: ["s3"],
        },
        opts,
      ),
  },
  {
    component: "VpcEndpoints",
    create: (name, opts) =>
      new components.VpcEndpoints(
        name,
        {
          vpcId: "vpc-0a1",
          region: "us-east-2",
          subnetIds: ["subnet-0a1", "subnet-0b2"],
          routeTableIds: ["rtb-0a1"],
          interfaceServices: ["ecr.api", "logs"],
          gatewayServices: ["s3", "dynamodb"],
          workloadSecurityGroupId: "sg-0a1",
          bucketArns: ["arn:aws:s3:::env-files"],
        },
        opts,
      ),
  },
  {
    component: "EncryptionKey",
    create: (name, opts) =>
      new components.EncryptionKey(name, { alias: `alias/${name}`, region: "us-east-2" }, opts),
  },
  {
    component: "Alerts",
    create: (name, opts) =>
      new components.Alerts(
        name,
        {
          topicName: name,
          email: ["team@example.com", "on-call@example.com"],
          slack: { workspaceId: "T012ABCDEFG", channelId: "C012ABCDEFG" },
        },
        opts,
      ),
  },
  {
    component: "Cluster",
    create: (name, opts) =>
      new components.Cluster(
        name,
        {
          clusterName: name,
          vpcId: "vpc-0a1",
          kmsKeyArn: "arn:aws:kms:us-east-2:111122223333:key/1",
          privateDnsNamespace: `${name}.internal`,
          serviceConnect: true,
        },
        opts,
      ),
  },
  {
    component: "Dashboard",
    create: (name, opts) =>
      new components.Dashboard(
        name,
        {
          dashboardName: name,
          region: "us-east-2",
          clusterName: "shop-test",
          loadBalancerArnSuffix: "app/shop/0123456789abcdef",
          services: Array.from({ length: 21 }, (_, index) => ({
            serviceName: `service-${index}`,
            logGroupName: `/shop/test/service-${index}`,
            targetGroupArnSuffixes: [`targetgroup/service-${index}/0123456789abcdef`],
            alarmNames: [`shop-test-service-${index}-cpu`],
          })),
          flowLogGroupName: "/shop/test/flow-logs",
        },
        opts,
      ),
  },
  {
    component: "Ingress",
    variant: "HTTPS",
    create: (name, opts) =>
      new components.Ingress(
        name,
        {
          vpcId: "vpc-0a1",
          subnetIds: ["subnet-0a1", "subnet-0b2"],
          domain: "shop.example.com",
          hostedZoneId: "Z0123456789EXAMPLE",
          webAclArn: "arn:aws:wafv2:us-east-2:111122223333:regional/webacl/shop/1",
        },
        opts,
      ),
  },
  {
    component: "Ingress",
    variant: "HTTP",
    create: (name, opts) =>
      new components.Ingress(
        name,
        { vpcId: "vpc-0a1", subnetIds: ["subnet-0a1", "subnet-0b2"], deletable: true },
        opts,
      ),
  },
  {
    component: "ContainerImage",
    variant: "build",
    create: (name, opts) =>
      new components.ContainerImage(
        name,
        {
          build: { context: "app", target: "bundle", args: { MODE: "production" } },
          repositoryName: name,
          architecture: "ARM64",
        },
        opts,
      ),
  },
  {
    component: "ContainerImage",
    variant: "pinned reference",
    create: (name, opts) =>
      new components.ContainerImage(name, { reference: "nginx:1.29", pinDigest: true }, opts),
  },
  {
    component: "EnvFiles",
    create: (name, opts) =>
      new components.EnvFiles(
        name,
        {
          files: [
            { name: "env/test.env", path: "env/test.env" },
            { name: "env/production.env", path: "env/production.env", live: true },
          ],
        },
        opts,
      ),
  },
  {
    component: "VersionedSecret",
    create: (name, opts) =>
      new components.VersionedSecret(
        name,
        {
          secretName: name,
          versions: [{ SECRET_KEY_1: { generate: 24 } }, { SECRET_KEY_1: { value: "given" } }],
        },
        opts,
      ),
  },
  {
    component: "FileSystem",
    create: (name, opts) =>
      new components.FileSystem(
        name,
        { vpcId: "vpc-0a1", subnetIds: ["subnet-0a1", "subnet-0b2"] },
        opts,
      ),
  },
  {
    component: "FargateTask",
    create: (name, opts) =>
      new components.FargateTask(
        name,
        {
          ...taskArgs,
          family: name,
          exec: true,
          readonlyRootFilesystem: false,
          scratch: ["/tmp"],
          volumes: { data: volume("data", "shared") },
        },
        opts,
      ),
  },
  {
    component: "FargateService",
    variant: "behind a load balancer",
    create: (name, opts) =>
      new components.FargateService(
        name,
        {
          ...serviceArgs,
          serviceName: name,
          volumes: { data: volume("data", "shared") },
          assignPublicIp: true,
          route,
          alarms: { latency: { p95Milliseconds: 800 } },
          alarmActions: [
            "arn:aws:sns:us-east-2:111122223333:one",
            "arn:aws:sns:us-east-2:111122223333:two",
          ],
          discovery: "dnsSrv",
          dnsNamespaceId: "ns-0a1",
          dnsNamespaceName: "test.internal",
          scaling: {
            min: 1,
            max: 4,
            cpuPercent: { target: 60 },
            steps: {
              depth: {
                namespace: "Shop",
                metricName: "Depth",
                steps: [
                  { to: 10, change: -1 },
                  { from: 100, change: 2 },
                ],
              },
            },
            schedules: { night: { at: "cron(0 22 * * ? *)", min: 0 } },
          },
        },
        opts,
      ),
  },
  {
    component: "FargateService",
    variant: "reached by Service Connect",
    create: (name, opts) =>
      new components.FargateService(
        name,
        {
          ...serviceArgs,
          serviceName: name,
          redeployOnRotationOf: ["arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf"],
          triggers: { "secret:db": "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111" },
          discovery: "serviceConnect",
          serviceConnectNamespaceArn:
            "arn:aws:servicediscovery:us-east-2:111122223333:namespace/ns-0a1",
        },
        opts,
      ),
  },
  {
    component: "Queue",
    create: (name, opts) =>
      new components.Queue(
        name,
        { queueName: name, alarmActions: ["arn:aws:sns:us-east-2:111122223333:one"] },
        opts,
      ),
  },
  {
    component: "FargateJob",
    variant: "by Step Functions",
    create: (name, opts) =>
      new components.FargateJob(
        name,
        {
          ...jobArgs,
          family: name,
          volumes: { data: volume("data", "shared") },
          assignPublicIp: true,
          connectsTo: { api: { securityGroupId: "sg-api", port: 8080 } },
          reaches: {
            database: { securityGroupId: "sg-database", port: 5432, admits: true },
            broker: { securityGroupId: "sg-broker", port: 9092 },
            directory: { cidr: "10.8.0.0/24", port: 636 },
          },
          schedule: { at: "rate(1 day)", retries: 2, timeoutMinutes: 60, overlap: "skip" },
        },
        opts,
      ),
  },
  {
    component: "FargateJob",
    variant: "by Scheduler alone",
    create: (name, opts) =>
      new components.FargateJob(
        name,
        { ...jobArgs, family: name, schedule: { at: "rate(1 day)" } },
        opts,
      ),
  },
  {
    component: "ServiceConnection",
    create: (name, opts) =>
      new components.ServiceConnection(
        name,
        {
          fromSecurityGroupId: "sg-0a1",
          toSecurityGroupId: "sg-0b2",
          port: 8080,
          description: "one to two",
        },
        opts,
      ),
  },
];
