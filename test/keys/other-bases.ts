import type { Config } from "./changes";

const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:us-east-2:111122223333:${rest}`;

/** A service in a region, without anything that names one. */
export const small: Config = {
  "aws:region": "us-east-2",
  "drydock:account": "111122223333",
  "drydock:network": { natGateways: "single" },
  "drydock:ingress": {},
  "drydock:services": {
    web: {
      image: { reference: "public.ecr.aws/shop/web:1" },
      containerPort: 8080,
      route: { paths: ["/*"] },
    },
  },
};

/** A service on what somebody else runs. */
export const existing: Config = {
  "aws:region": "us-east-2",
  "drydock:account": "111122223333",
  "drydock:existing": {
    network: {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      cidr: "10.0.0.0/16",
      privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
      endpoints: ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssmmessages", "kms"],
    },
    cluster: {
      arn: arn("ecs", "cluster/shared"),
      execLogGroupName: "/shared/exec",
      dnsNamespace: { id: "ns-0123456789abcdef", name: "shared.internal" },
      serviceConnectNamespaceArn: arn("servicediscovery", "namespace/ns-1123456789abcdef"),
    },
    loadBalancer: {
      listenerArn: arn(
        "elasticloadbalancing",
        "listener/app/shared/0123456789abcdef/0123456789abcdef",
      ),
      securityGroupId: "sg-0a1b2c3d4e5f60718",
      url: "https://shop.example.com",
    },
    loadBalancers: {
      inside: {
        listenerArn: arn(
          "elasticloadbalancing",
          "listener/app/inside/0123456789abcdef/0123456789abcdef",
        ),
        securityGroupId: "sg-5a1b2c3d4e5f60718",
        url: "http://inside.example.com",
        sharedSecurityGroupId: "sg-6a1b2c3d4e5f60718",
        taskPorts: [8081],
      },
    },
    fileSystems: {
      documents: {
        arn: arn("elasticfilesystem", "file-system/fs-0a1b2c3d4e5f60718"),
        securityGroupId: "sg-3a1b2c3d4e5f60718",
      },
    },
    permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/workloads",
    kmsKeyArn: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
  },
  "drydock:secrets": { token: { versions: [{ KEY: { generate: 32 } }] } },
  "drydock:services": {
    web: {
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1" },
      containerPort: 8080,
      route: { paths: ["/shop/*"], priority: 120 },
      secrets: { TOKEN: { secret: "token", key: "KEY" } },
      volumes: { documents: { fileSystem: "documents", mountPath: "/documents" } },
      scaling: { min: 2, max: 6, cpuPercent: 60 },
      exec: true,
      readonlyRootFilesystem: false,
      discovery: "serviceConnect",
    },
    api: {
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/api:1" },
      containerPort: 8081,
      route: { paths: ["/api/*"], priority: 121, loadBalancer: "inside" },
      discovery: "dnsA",
    },
  },
};

/** What a platform team runs. */
export const platform: Config = {
  "aws:region": "us-east-2",
  "drydock:account": "111122223333",
  "drydock:shares": {
    owner: "the platform team",
    stacks: { web: 0, admin: 1, reports: 2 },
    hosts: ["*.test.example.com", "*.shop.test.example.com"],
    discovery: ["dns"],
    taskPorts: [8080],
    serviceFiles: ["examples/platform/shop/Pulumi.web.yaml"],
  },
  "drydock:network": { endpoints: ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"] },
  "drydock:ingress": {
    domain: "test.example.com",
    certificateArn: arn("acm", "certificate/11112222-3333-4444-5555-666677778888"),
  },
  "drydock:loadBalancers": { inside: { internal: true, sharedSecurityGroup: true } },
  "drydock:fileSystems": { documents: {} },
};

/** A stack on that platform. */
export const member: Config = {
  "aws:region": "us-east-2",
  "drydock:platform": { file: "examples/platform/shop/platform.test.json", as: "web" },
  "drydock:services": {
    web: {
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1" },
      containerPort: 8080,
      route: { hosts: ["shop.test.example.com"], healthCheckPath: "/healthz" },
      volumes: { documents: { fileSystem: "documents", mountPath: "/documents" } },
      scaling: { min: 2, max: 6, cpuPercent: 60 },
    },
  },
};
