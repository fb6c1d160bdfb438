/** Everyday changes of a running environment, and the exact steps that the engine takes. */
import { isMap } from "drydock-components/model/check/path";
import type { Config, Scratch } from "./scratch";

/** One change of the test environment. */
export interface EverydayChange {
  readonly name: string;
  /** The user's change: a sentence for the documentation. */
  readonly how: string;
  /** Settings that must exist before, where the stack file lacks them. */
  readonly before?: (scratch: Scratch) => void;
  readonly apply: (scratch: Scratch) => void;
  /** As `changesOf` writes them; absent where every tagged resource is changed in place. */
  readonly steps?: readonly string[];
  /** Checks beyond the table. */
  readonly remark?: string;
}

type Section = Record<string, unknown>;

/** A section of the configuration, to be edited in place. */
export function section(config: Config, ...path: string[]): Section {
  let current: Section = config;
  for (const key of path) {
    const next = current[key];
    const made: Section = isMap(next) ? { ...next } : {};
    current[key] = made;
    current = made;
  }
  return current;
}

export const edit =
  (change: (config: Config) => void) =>
  (scratch: Scratch): void => {
    scratch.configure((config) => {
      change(config);
      return config;
    });
  };

/** Sets keys of a section. */
export const set = (path: readonly string[], values: Section) =>
  edit((config) => {
    Object.assign(section(config, ...path), values);
  });

export const remove = (path: readonly string[], key: string) =>
  edit((config) => {
    Reflect.deleteProperty(section(config, ...path), key);
  });

const append = (path: string, text: string) => (scratch: Scratch) => {
  scratch.append(path, text);
};

export const services = "drydock:services";
export const web = [services, "web"];

/** Appends another version to the secret of the test environment. */
export const appendVersion = edit((config) => {
  const secret = section(config, "drydock:secrets", "ecs-demo");
  const versions: unknown[] = Array.isArray(secret["versions"]) ? secret["versions"] : [];
  const added = { SECRET_KEY_1: { generate: 24 }, SECRET_KEY_2: { generate: 24 } };
  secret["versions"] = [...versions, added];
});

const addWorker = set([services], {
  worker: { image: { build: { context: "app" } }, cpu: 256, memoryMiB: 512 },
});

/** The resources of a service without a route, secrets and volumes. */
const plainService = (sign: string, name: string): string[] => [
  ...["deployment", "restarts"].flatMap((event) => [
    `${sign} cloudwatch.EventRule ${name}-${event}`,
    `${sign} cloudwatch.EventTarget ${name}-${event}`,
  ]),
  ...["cpu", "healthyTasks", "memory"].map(
    (alarm) => `${sign} cloudwatch.MetricAlarm ${name}-alarm-${alarm}`,
  ),
  `${sign} cloudwatch.LogGroup ${name}`,
  `${sign} docker-build.Image ${name}`,
  `${sign} ec2.SecurityGroup ${name}`,
  `${sign} ecr.LifecyclePolicy ${name}`,
  `${sign} ecr.Repository ${name}`,
  `${sign} ecs.Service ${name}`,
  `${sign} ecs.TaskDefinition ${name}`,
  `${sign} iam.Role ${name}-execution`,
  `${sign} iam.Role ${name}-task`,
  `${sign} iam.RolePolicy ${name}-execution`,
];

/** The further resources of a service like `web`: a route, a volume, scaling, exec. */
const fullService = (sign: string, name: string): string[] => [
  ...plainService(sign, name),
  `${sign} cloudwatch.MetricAlarm ${name}-alarm-errors`,
  `${sign} appautoscaling.Policy ${name}-cpu`,
  `${sign} appautoscaling.Policy ${name}-network-received`,
  `${sign} appautoscaling.Target ${name}`,
  `${sign} efs.AccessPoint ${name}-data`,
  `${sign} iam.RolePolicy ${name}-task`,
  `${sign} lb.ListenerRule ${name}`,
  `${sign} lb.TargetGroup ${name}`,
  `${sign} vpc.SecurityGroupEgressRule ${name}-load-balancer-out`,
  `${sign} vpc.SecurityGroupEgressRule ${name}-shared-out`,
  `${sign} vpc.SecurityGroupIngressRule ${name}-load-balancer-in`,
  `${sign} vpc.SecurityGroupIngressRule ${name}-shared-in`,
];

/** What shows every service on one page. */
const overview = [
  "~ cloudwatch.Dashboard dashboard",
  ...["errors", "errors-by-kind", "errors-by-task", "volume"].map(
    (query) => `~ cloudwatch.QueryDefinition dashboard-${query}`,
  ),
];

/** A new revision, and the service that rolls to it. */
const rollout = ["~ ecs.Service web", "+- ecs.TaskDefinition web"];

const endpoints = ["ecr-api", "ecr-dkr", "logs", "secretsmanager", "ssmmessages"];

export const everydayChanges: readonly EverydayChange[] = [
  {
    name: "new image digest",
    how: "Change a file of the build context.",
    apply: append("app/src/server.ts", "\n// changed\n"),
    steps: ["~ docker-build.Image web", ...rollout],
  },
  {
    name: "environment variable",
    how: "Add a variable to `environment` of a service.",
    apply: set([...web, "environment"], { GREETING: "hello" }),
    steps: rollout,
  },
  {
    name: "environment file",
    how: "Add a line to `env/test.env`.",
    apply: append("env/test.env", "ADDED=1\n"),
    steps: [...rollout, "+- s3.BucketObjectv2 env-files-env/test.env"],
    remark: "The former object stays in the bucket, for a rollback.",
  },
  {
    name: "secret version",
    how: "Append to `versions` of a secret.",
    apply: appendVersion,
    steps: [
      "~ ecs.Service web",
      "+ random.RandomPassword ecs-demo-v3-SECRET_KEY_1",
      "+ random.RandomPassword ecs-demo-v3-SECRET_KEY_2",
      "+ secretsmanager.SecretVersion ecs-demo-v3",
    ],
    remark:
      "The task definition stays: new tasks read the new value. A service that pins a `version` does not roll.",
  },
  {
    name: "CPU size",
    how: "Change `cpu` and `memoryMiB`.",
    apply: set(web, { cpu: 512, memoryMiB: 1024 }),
    steps: rollout,
  },
  {
    name: "architecture",
    how: "Set `architecture: ARM64`.",
    apply: set(web, { architecture: "ARM64" }),
    steps: ["~ docker-build.Image web", ...rollout],
  },
  {
    name: "port",
    how: "Change `containerPort`.",
    apply: set(web, { containerPort: 9090 }),
    steps: [
      ...rollout,
      "+- vpc.SecurityGroupEgressRule web-load-balancer-out",
      "+- vpc.SecurityGroupIngressRule web-load-balancer-in",
    ],
    remark: "Both ports are open until the tasks on the former one are gone.",
  },
  {
    name: "route",
    how: "Change `route.paths`.",
    apply: set([...web, "route"], { paths: ["/shop/*"] }),
    steps: ["~ lb.ListenerRule web"],
  },
  {
    name: "scaling limits",
    how: "Change `scaling.min` and `scaling.max`.",
    apply: set([...web, "scaling"], { min: 2, max: 8 }),
    steps: ["~ appautoscaling.Target web", "~ cloudwatch.MetricAlarm web-alarm-cpu"],
  },
  {
    name: "exec off",
    how: "Set `exec: false` on the only service that has it.",
    apply: set(web, { exec: false }),
    steps: [
      "- ec2.VpcEndpoint endpoints-ssmmessages",
      "~ ecs.Service web",
      "~ iam.RolePolicy web-task",
    ],
  },
  {
    name: "new service",
    how: "Add a key to `services`.",
    apply: addWorker,
    steps: [...plainService("+", "worker"), ...overview],
  },
  {
    name: "removed service",
    how: "Remove its key from `services`.",
    before: addWorker,
    apply: remove([services], "worker"),
    steps: [...plainService("-", "worker"), ...overview],
  },
  {
    name: "renamed service",
    how: "Give it another key in `services`.",
    apply: edit((config) => {
      const all = section(config, services);
      all["site"] = all["web"];
      Reflect.deleteProperty(all, "web");
    }),
    steps: [...fullService("+", "site"), ...fullService("-", "web"), ...overview],
    remark:
      "The new service runs before the old one goes, but its rule wins at once: requests get 503 until a task is healthy. The " +
      "default folder of a volume is named after the service, so the new one starts with an empty folder. " +
      "[operations.md](operations.md#changes-to-plan) says how to avoid both.",
  },
  {
    name: "another zone",
    how: "Set `availabilityZones: 3`.",
    apply: set(["drydock:network"], { availabilityZones: 3 }),
    steps: [
      "+ ec2.Route network-public-3",
      "+ ec2.RouteTable network-private-3",
      "+ ec2.RouteTable network-public-3",
      "+ ec2.RouteTableAssociation network-private-3",
      "+ ec2.RouteTableAssociation network-public-3",
      "+ ec2.Subnet network-private-3",
      "+ ec2.Subnet network-public-3",
      "~ ec2.VpcEndpoint endpoints-s3",
      "~ ecs.Service web",
      "+ efs.MountTarget shared-3",
      "~ lb.LoadBalancer ingress",
    ],
  },
  {
    name: "endpoints in every zone",
    how: "Set `endpointZones: 2`.",
    apply: set(["drydock:network"], { endpointZones: 2 }),
    steps: endpoints.map((name) => `~ ec2.VpcEndpoint endpoints-${name}`),
  },
  {
    name: "endpoint added",
    how: "Set `endpoints: [sqs]`.",
    apply: set(["drydock:network"], { endpoints: ["sqs"] }),
    steps: ["+ ec2.VpcEndpoint endpoints-sqs"],
  },
  {
    name: "NAT on",
    how: "Set `natGateways: single`.",
    apply: set(["drydock:network"], { natGateways: "single" }),
    steps: [
      "+ ec2.Eip network-1",
      "+ ec2.NatGateway network-1",
      "+ ec2.Route network-private-1",
      "+ ec2.Route network-private-2",
      "- ec2.SecurityGroup endpoints",
      ...endpoints.map((name) => `- ec2.VpcEndpoint endpoints-${name}`),
      "- vpc.SecurityGroupEgressRule endpoints-to-endpoints",
      "+ vpc.SecurityGroupEgressRule network-workload-internet-443",
      "- vpc.SecurityGroupIngressRule endpoints-from-workloads",
    ],
    remark: "The way out exists before the endpoints go.",
  },
  {
    name: "NAT in every zone",
    how: "Set `natGateways: perZone` after `single`.",
    before: set(["drydock:network"], { natGateways: "single" }),
    apply: set(["drydock:network"], { natGateways: "perZone" }),
    steps: ["+ ec2.Eip network-2", "+ ec2.NatGateway network-2", "~ ec2.Route network-private-2"],
  },
  {
    name: "cluster insights",
    how: "Set `containerInsights: enabled`.",
    apply: set(["drydock:cluster"], { containerInsights: "enabled" }),
    steps: ["~ ecs.Cluster cluster"],
  },
  {
    name: "file system added",
    how: "Add a key to `fileSystems`.",
    apply: set(["drydock:fileSystems"], { archive: {} }),
    steps: [
      "+ ec2.SecurityGroup archive",
      "+ efs.BackupPolicy archive",
      "+ efs.FileSystem archive",
      "+ efs.FileSystemPolicy archive",
      "+ efs.MountTarget archive-1",
      "+ efs.MountTarget archive-2",
    ],
  },
  {
    name: "log retention",
    how: "Set `retentionDays: 30`.",
    apply: set(["drydock:logs"], { retentionDays: 30 }),
    steps: [
      "~ cloudwatch.LogGroup cluster-exec",
      "~ cloudwatch.LogGroup cluster-insights",
      "~ cloudwatch.LogGroup network-flow-logs",
      "~ cloudwatch.LogGroup web",
      "~ s3.BucketLifecycleConfiguration ingress-logs",
    ],
  },
  {
    name: "tags",
    how: "Add a key to `tags`.",
    apply: set(["drydock:tags"], { team: "shop" }),
    remark: "Every resource that has tags is changed in place; nothing is replaced.",
  },
  {
    name: "domain",
    how: "Set `domain` and `hostedZoneId`.",
    apply: set(["drydock:ingress"], {
      domain: "web.example.com",
      hostedZoneId: "Z0123456789EXAMPLE",
    }),
    steps: [
      "+ acm.Certificate ingress",
      "+ acm.CertificateValidation ingress",
      "~ lb.Listener ingress-http",
      "+ lb.Listener ingress-https",
      "+- lb.ListenerRule web",
      "+ route53.Record ingress",
      "+ route53.Record ingress-validation",
      "+ vpc.SecurityGroupIngressRule ingress-https-0-0-0-0-0",
    ],
  },
  {
    name: "protection",
    how: "Set `lifecycle: protected`.",
    apply: edit((config) => {
      config["drydock:lifecycle"] = "protected";
    }),
    steps: [
      "~ ecr.Repository web",
      "~ ecs.TaskDefinition web",
      "~ lb.LoadBalancer ingress",
      "~ s3.Bucket env-files",
      "~ s3.Bucket ingress-logs",
      "~ secretsmanager.Secret ecs-demo",
    ],
  },
];
