import { isMap } from "./check/path";
import { cpuUnits, mebibytes } from "./check/units";
import { folderPath, scalarText } from "./readings";

/** Names that other tools use for a key of ours. */
export interface Habit {
  /** The key of ours, where it is one of the map that holds the other name. */
  readonly key: string;
  /** Other names, without regard to case, hyphens and underscores. */
  readonly names: readonly string[];
  /** What to write for a value; undefined where it does not fit. Defaults to the key with the value, read as the key reads it. */
  readonly keys?: (value: unknown) => Readonly<Record<string, unknown>> | undefined;
  /** A sentence that the fix needs besides. */
  readonly besides?: string;
}

/** Each key once, then those that depend on the form of the value. */
export const habits: readonly Habit[] = [
  // Containers and services
  {
    key: "containerPort",
    names: ["port", "ports", "expose", "exposedPorts", "targetPort", "portMappings", "listenPort"],
  },
  {
    key: "environment",
    names: ["env", "envs", "vars", "variables", "envVars", "environmentVariables"],
  },
  { key: "envFiles", names: ["envFile", "environmentFile", "environmentFiles", "dotenv"] },
  {
    key: "desiredCount",
    names: ["replicas", "count", "instances", "tasks", "desired", "taskCount", "numberOfTasks"],
    besides: "To let the number change: scaling: { min: 1, max: 4, cpuPercent: 60 }.",
  },
  {
    key: "memoryMiB",
    names: [
      "memory",
      "mem",
      "ram",
      "memLimit",
      "memoryLimit",
      "memoryLimitMiB",
      "memoryReservation",
    ],
  },
  { key: "cpu", names: ["cpus", "cpuLimit", "vcpu", "vcpus", "cpuUnits", "cpuShares"] },
  {
    key: "connectsTo",
    names: ["depends_on", "links", "link", "upstreams"],
    besides: "A sidecar is waited for with dependsOn: { name: START }.",
  },
  { key: "volumes", names: ["storage", "mounts", "volumeMounts", "mountPoints"] },
  { key: "healthCheck", names: ["livenessProbe", "readinessProbe", "startupProbe"] },
  {
    key: "stopTimeoutSeconds",
    names: ["stopGracePeriod", "stopTimeout", "gracePeriod", "terminationGracePeriodSeconds"],
  },
  { key: "readonlyRootFilesystem", names: ["readOnly", "readOnlyRootFs"] },
  { key: "scratch", names: ["tmpfs", "tmp", "emptyDir", "shmSize"] },
  { key: "workingDirectory", names: ["workDir", "workingDir", "cwd"] },
  { key: "user", names: ["runAsUser", "uid"] },
  { key: "initProcess", names: ["init", "initProcessEnabled", "tini"] },
  { key: "capabilities", names: ["capAdd", "cap_add"] },
  { key: "systemControls", names: ["sysctls", "sysctl"] },
  { key: "architecture", names: ["platform", "arch", "cpuArchitecture", "runtimePlatform"] },
  { key: "ephemeralStorageGiB", names: ["ephemeralStorage", "disk", "storageSize"] },
  {
    key: "logRetentionDays",
    names: ["logRetention", "logsRetention", "retention", "retentionDays", "retentionInDays"],
  },
  {
    key: "capacity",
    names: [
      "spot",
      "useSpot",
      "fargateSpot",
      "capacityProviderStrategy",
      "capacityProviderStrategies",
      "capacityProviders",
    ],
    keys: () => ({ capacity: { onDemandWeight: 0, spotWeight: 1 } }),
  },
  { key: "exec", names: ["enableExecuteCommand", "executeCommand", "enableExec", "shell"] },
  {
    key: "placement",
    names: ["assignPublicIp", "publicIp", "public"],
    keys: (value) => ({
      placement: /^(?:false|no|disabled)$/i.test(scalarText(value)) ? "private" : "public",
    }),
  },
  {
    key: "placement",
    names: ["subnets", "subnetIds", "vpcSubnets", "subnetType"],
    keys: () => ({ placement: "private" }),
    besides:
      "The subnets are the environment's: private ones, or with placement: public public ones.",
  },
  {
    key: "route",
    names: ["http", "loadBalancer", "loadBalancers", "alb", "listener", "ingress", "rules"],
    keys: () => ({ route: {} }),
    besides: "It leads to containerPort; the load balancer is drydock:ingress.",
  },
  {
    key: "scaling",
    names: ["autoscaling", "autoScale", "scale", "horizontalPodAutoscaler"],
  },
  {
    key: "scaling",
    names: ["range"],
    keys: (value) => {
      const [, min, max] = /^(\d+)\s*-\s*(\d+)$/.exec(scalarText(value)) ?? [];
      return min === undefined || max === undefined
        ? undefined
        : { scaling: { min: Number(min), max: Number(max), cpuPercent: 60 } };
    },
  },
  {
    key: "permissions",
    names: [
      "taskRoleArn",
      "taskRole",
      "iam",
      "iamRole",
      "policies",
      "iamPolicies",
      "taskPolicies",
      "managedPolicyArns",
      "serviceAccountName",
      "serviceAccount",
    ],
    keys: () => undefined,
    besides:
      'Each is { actions: ["s3:GetObject"], resources: [ARN] }; the role is computed from them.',
  },
  {
    key: "deployment",
    names: ["minHealthyPercent", "deploymentMinimumHealthyPercent"],
    keys: (value) => ({ deployment: { minimumHealthyPercent: value } }),
  },
  {
    key: "deployment",
    names: ["maxHealthyPercent", "deploymentMaximumPercent"],
    keys: (value) => ({ deployment: { maximumPercent: value } }),
  },
  { key: "cpu", names: ["resources", "deploy", "limits"], keys: sizes },
  {
    key: "sidecars",
    names: ["containers", "additionalContainers", "containerDefinitions"],
    keys: () => undefined,
    besides:
      "The main container is the service itself; further ones: sidecars: { name: { image: ... } }.",
  },
  {
    key: "sidecars",
    names: ["initContainers"],
    keys: () => undefined,
    besides:
      "One that does its work first is sidecars: { name: { essential: false, ... } } with dependsOn: { name: SUCCESS }.",
  },
  {
    key: "image",
    names: ["build", "dockerfile", "imageUri", "imageUrl"],
    keys: buildOrReference,
  },
  // Health checks
  { key: "command", names: ["test", "cmd"] },
  { key: "intervalSeconds", names: ["interval", "period", "periodSeconds"] },
  { key: "timeoutSeconds", names: ["timeout"] },
  { key: "startPeriodSeconds", names: ["startPeriod", "initialDelaySeconds", "startInterval"] },
  { key: "retries", names: ["failureThreshold", "unhealthyThreshold"] },
  // Scaling
  { key: "min", names: ["minCapacity", "minimum", "minReplicas", "minTasks", "minCount"] },
  { key: "max", names: ["maxCapacity", "maximum", "maxReplicas", "maxTasks", "maxCount"] },
  {
    key: "cpuPercent",
    names: [
      "cpu",
      "cpuUtilization",
      "targetCpu",
      "cpuTarget",
      "targetCpuUtilization",
      "targetCpuUtilizationPercentage",
      "cpuPercentage",
    ],
  },
  {
    key: "memoryPercent",
    names: [
      "memory",
      "memoryUtilization",
      "targetMemory",
      "targetMemoryUtilization",
      "memoryPercentage",
    ],
  },
  { key: "requestsPerTarget", names: ["requests", "requestCount", "requestsPerMinute"] },
  { key: "at", names: ["schedule", "cron", "expression", "when"] },
  { key: "timezone", names: ["tz", "timeZone"] },
  // Routes
  { key: "paths", names: ["path", "pathPattern", "pathPatterns"] },
  {
    key: "hosts",
    names: ["host", "hostname", "hostnames", "hostHeader", "alias", "domain", "domains"],
  },
  {
    key: "healthCheckPath",
    names: ["healthCheck", "health", "healthPath"],
    keys: (value) => {
      const path = isMap(value) ? value["path"] : value;
      return typeof path === "string" ? { healthCheckPath: path } : undefined;
    },
  },
  { key: "healthCheckCodes", names: ["matcher", "successCodes", "healthyHttpCodes"] },
  { key: "deregistrationDelaySeconds", names: ["deregistrationDelay"] },
  { key: "stickySessionSeconds", names: ["stickiness", "sticky"] },
  // Volumes, secrets, images
  { key: "mountPath", names: ["path", "containerPath", "target", "mount", "destination"] },
  { key: "fileSystem", names: ["source", "name", "efs", "fileSystemId", "volume"] },
  { key: "secret", names: ["name", "secretName", "from", "secretId", "id", "secretArn"] },
  {
    key: "secret",
    names: ["valueFrom", "arn"],
    keys: () => undefined,
    besides:
      "Name the secret once under drydock:secrets: { db: { arn: ... } }, and refer to it with { secret: db }; a parameter's ARN is { parameterArn: ... }.",
  },
  { key: "key", names: ["jsonKey", "field", "property"] },
  { key: "stage", names: ["versionStage"] },
  { key: "reference", names: ["name", "uri", "url", "image", "ref"] },
  { key: "build", names: ["context"], keys: (value) => ({ build: { context: value } }) },
  { key: "dockerfile", names: ["file", "dockerfilePath"] },
  { key: "args", names: ["buildArgs", "buildArguments"] },
  // The environment
  {
    key: "natGateways",
    names: ["nat", "natGateway", "enableNatGateway", "singleNatGateway", "natStrategy"],
  },
  {
    key: "availabilityZones",
    names: ["azs", "maxAzs", "zones", "numberOfAvailabilityZones", "azCount"],
  },
  { key: "cidr", names: ["cidrBlock", "vpcCidr", "ipAddresses", "range"] },
  { key: "egressPorts", names: ["outboundPorts", "egress"] },
  {
    key: "reaches",
    names: ["egress", "egressPorts", "outbound", "outboundPorts", "networkPolicy"],
    keys: () => undefined,
    besides:
      "Each is { cidr: 10.8.0.0/24, port: 5432 }, or has securityGroupId in place of cidr; ports to the internet are drydock:network.egressPorts.",
  },
  // Databases
  { key: "host", names: ["endpoint", "hostname", "address", "server"] },
  {
    key: "certificateArn",
    names: ["certificate", "cert", "acm"],
    besides: "With domain and hostedZoneId a certificate is created.",
  },
  {
    key: "domain",
    names: ["https", "tls", "ssl"],
    keys: () => undefined,
    besides: "HTTPS comes with domain and hostedZoneId, or with domain and certificateArn.",
  },
  { key: "domain", names: ["host", "hostname", "domainName", "dns"] },
  { key: "hostedZoneId", names: ["zone", "zoneId", "hostedZone"] },
  { key: "internal", names: ["private", "scheme"] },
  {
    key: "allowedCidrs",
    names: ["cidrs", "allowed", "allowList", "whitelist", "sourceIps", "clients"],
  },
  { key: "idleTimeoutSeconds", names: ["idleTimeout", "timeout"] },
  { key: "retentionDays", names: ["retention", "days", "retentionInDays"] },
  { key: "network", names: ["vpc"] },
  { key: "ingress", names: ["loadBalancer", "alb"] },
  { key: "fileSystems", names: ["efs", "volumes"] },
  { key: "tags", names: ["labels", "defaultTags"] },
  { key: "logs", names: ["logging"] },
  { key: "account", names: ["accountId", "awsAccount"] },
  { key: "lifecycle", names: ["removalPolicy", "deletionPolicy"] },
];

/** Compose `deploy` and Kubernetes `resources`: a size somewhere inside, or a number of copies. */
function sizes(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const inside = leaves(value);
  const size = (names: RegExp) => inside.find(([name]) => names.test(name))?.[1];
  const [cpu, memory, copies] = [size(/^cpus?$/), size(/^mem(?:ory)?$/), size(/^replicas$/)];
  const keys = {
    ...(copies === undefined ? {} : { desiredCount: copies }),
    ...(cpu === undefined ? {} : { cpu: nearestStep(cpuUnits(cpu)) }),
    ...(memory === undefined ? {} : { memoryMiB: nearestStep(mebibytes(memory)) }),
  };
  return Object.keys(keys).length === 0 ? undefined : keys;
}

/** Sizes of Fargate up to a gibibyte are powers of two. */
function nearestStep(size: unknown): unknown {
  return typeof size === "number" ? 2 ** Math.max(8, Math.ceil(Math.log2(size) - 0.05)) : size;
}

function leaves(value: unknown): [string, unknown][] {
  if (!isMap(value)) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([key, inner]): [string, unknown][] =>
    isMap(inner) ? leaves(inner) : [[key, inner]],
  );
}

function buildOrReference(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === "string") {
    const context = folderPath(value);
    return /^[\w.][\w./-]*(?::[\w.-]+)?$/.test(value) && value.includes(":")
      ? { image: { reference: value } }
      : { image: { build: { context } } };
  }
  return isMap(value) ? { image: { build: value } } : undefined;
}
