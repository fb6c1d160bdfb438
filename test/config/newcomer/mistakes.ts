/**
 * Mistakes that people make in their first stack files, with habits from other tools. Written before the messages were tuned
 * on the odd ones; the even ones show whether that helped in general.
 */

/** Where `wrong` and `right` stand in a stack file that is otherwise in order. */
export type Place = "web" | "service" | "config" | "region" | "file";

/** One mistake, and what its message has to do. */
export interface Mistake {
  readonly title: string;
  readonly place: Place;
  /** Lines with the mistake. */
  readonly wrong: string;
  /** The same lines after doing what the message says. */
  readonly right: string;
  /** Path of the problem. */
  readonly path: string;
  /** What the fix must contain. Defaults to `right`. */
  readonly fix: string;
  /** What the message, the allowed values or the fix must contain besides. */
  readonly says: readonly string[];
  /** Line of the mistake in `wrong`, from 0. */
  readonly line: number;
  /** Text that the report must not contain. */
  readonly hides: string | undefined;
  /** A second mistake that the first one would hide: both have to be told at once. */
  readonly also: string | undefined;
}

type Extra = Partial<Omit<Mistake, "title" | "place" | "wrong" | "right" | "path">>;

type Row = readonly [title: string, wrong: string, path: string, right: string, extra?: Extra];

const mistake =
  (place: Place, prefix: string) =>
  (...[title, wrong, path, right, extra = {}]: Row): Mistake => ({
    title,
    place,
    wrong,
    right,
    path: place === "file" || (place === "web" && path === "") ? path : `${prefix}${path}`,
    fix: extra.fix ?? right,
    says: extra.says ?? [],
    line: extra.line ?? 0,
    hides: extra.hides,
    also: extra.also,
  });

/** Lines of the service `web`, which has an image. */
const web = mistake("web", "drydock:services.web.");
/** Lines of the service `web`, which has nothing else. */
const service = mistake("service", "drydock:services.web");
/** Keys below `config:`. */
const config = mistake("config", "");
/** In place of `aws:region`. */
const region = mistake("region", "");
/** The whole file. */
const file = mistake("file", "");

const ECR = "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0";

const FROM_COMPOSE: readonly Mistake[] = [
  web("Compose: ports", 'ports: ["80:8080"]', "ports", "containerPort: 8080"),
  web("Copilot: port", "port: 8080", "port", "containerPort: 8080"),
  web("Compose: expose", "expose: [3000]", "expose", "containerPort: 3000"),
  web("SST: env", "env: { LOG: abc }", "env", "environment: { LOG: abc }", {
    fix: "environment",
    hides: "abc",
  }),
  web(
    "Compose: variables as a list",
    "environment: [LOG=abc]",
    "environment",
    "environment: { LOG: abc }",
    {
      fix: "NAME: value",
      hides: "abc",
    },
  ),
  web("Compose: env_file", "env_file: env/test.env", "env_file", "envFiles: [env/test.env]"),
  web("Compose: restart", "restart: always", "restart", "", { fix: "Remove it", says: ["ECS"] }),
  web("Compose: restart policy", "restart_policy: { condition: any }", "restart_policy", "", {
    fix: "Remove it",
    says: ["restartPolicy"],
  }),
  web("Kubernetes: replicas", "replicas: 2", "replicas", "desiredCount: 2", { says: ["scaling"] }),
  web("Compose: replicas under deploy", "deploy: { replicas: 2 }", "deploy", "desiredCount: 2"),
  web("Compose: mem_limit", "mem_limit: 512m", "mem_limit", "memoryMiB: 512"),
  web("Compose: cpus", "cpus: 0.5", "cpus", "cpu: 512\nmemoryMiB: 1024", {
    fix: "cpu: 512",
    says: ["memoryMiB: 1024"],
  }),
  web("Compose: depends_on", "depends_on: [api]", "depends_on", "connectsTo: [api]"),
  web("Compose: links", "links: [api]", "links", "connectsTo: [api]"),
  web(
    "Compose: volumes as a list",
    'volumes: ["./data:/data"]',
    "volumes",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
  ),
  web("Compose: networks", "networks: [front]", "networks", "", {
    fix: "Remove it",
    says: ["connectsTo"],
  }),
  web("Compose: container_name", "container_name: shop", "container_name", "", {
    fix: "Remove it",
  }),
  web("Compose: hostname", "hostname: shop", "hostname", "", { fix: "discovery" }),
  web("Compose: privileged", "privileged: true", "privileged", "", {
    fix: "Remove it",
    says: ["Fargate"],
  }),
  web("Compose: network_mode", "network_mode: host", "network_mode", "", { fix: "Remove it" }),
  web("Compose: entrypoint", "entrypoint: [sh]", "entrypoint", "entryPoint: [sh]", {
    fix: "entryPoint",
  }),
  web(
    "Compose: command as a line",
    "command: npm run start",
    "command",
    "command: [npm, run, start]",
    {
      fix: "command: [",
      says: ["word"],
      hides: "npm run start",
    },
  ),
  web(
    "Compose: test of a health check",
    "healthCheck: { test: [curl] }",
    "healthCheck.test",
    "healthCheck: { command: [curl] }",
    { fix: "command" },
  ),
  web(
    "Compose: interval of a health check",
    "healthCheck: { command: [curl], interval: 30s }",
    "healthCheck.interval",
    "healthCheck: { command: [curl], intervalSeconds: 30 }",
    { fix: "intervalSeconds: 30" },
  ),
  web(
    "a health check's command as a line",
    "healthCheck: { command: curl -f http://localhost }",
    "healthCheck.command",
    "healthCheck: { command: [curl, -f, http://localhost] }",
    { fix: "command: [" },
  ),
  web(
    "a health check's timeout with a unit",
    "healthCheck: { command: [curl], timeoutSeconds: 5s }",
    "healthCheck.timeoutSeconds",
    "healthCheck: { command: [curl], timeoutSeconds: 5 }",
    { fix: "5" },
  ),
  web(
    "Compose: start_period",
    "healthCheck: { command: [curl], start_period: 10s }",
    "healthCheck.start_period",
    "healthCheck: { command: [curl], startPeriodSeconds: 10 }",
    { fix: "startPeriodSeconds: 10" },
  ),
  web(
    "Compose: stop_grace_period",
    "stop_grace_period: 45s",
    "stop_grace_period",
    "stopTimeoutSeconds: 45",
  ),
  web("Compose: read_only", "read_only: true", "read_only", "readonlyRootFilesystem: true"),
  web("Compose: tmpfs", "tmpfs: /tmp", "tmpfs", "scratch: [/tmp]"),
  web("Compose: working_dir", "working_dir: /app", "working_dir", "workingDirectory: /app"),
  web(
    "Compose: ulimits as a number",
    "ulimits: { nofile: 65536 }",
    "ulimits.nofile",
    "ulimits: { nofile: { soft: 65536, hard: 65536 } }",
    { fix: "{ soft: 65536, hard: 65536 }" },
  ),
  web("Compose: labels", "labels: { team: shop }", "labels", "", { fix: "drydock:tags" }),
  web("Compose: logging", "logging: { driver: json-file }", "logging", "", {
    fix: "Remove it",
    says: ["CloudWatch", "logRetentionDays"],
  }),
  web(
    "Compose: secrets as a list",
    "secrets: [ecs-demo]",
    "secrets",
    "secrets: { DB: { secret: ecs-demo } }",
    {
      fix: "NAME: { secret: ",
      says: ["ecs-demo"],
    },
  ),
  web("Compose: init", "init: true", "init", "initProcess: true"),
  web("Compose: platform", "platform: linux/arm64", "platform", "architecture: ARM64"),
  web("Compose: profiles", "profiles: [jobs]", "profiles", "", {
    fix: "Remove it",
    says: ["stack file"],
  }),
  web("Compose: extra_hosts", 'extra_hosts: ["db:10.0.0.5"]', "extra_hosts", "", {
    fix: "Remove it",
  }),
  web("Compose: dns", "dns: 8.8.8.8", "dns", "", { fix: "Remove it" }),
  web("Compose: devices", "devices: [/dev/fuse]", "devices", "", {
    fix: "Remove it",
    says: ["Fargate"],
  }),
  web("Compose: gpus", "gpus: all", "gpus", "", { fix: "Remove it", says: ["Fargate", "GPU"] }),
  web("Compose: shm_size", "shm_size: 64m", "shm_size", "", { fix: "scratch" }),
  web(
    "Compose: sysctls",
    "sysctls: { net.core.somaxconn: 1024 }",
    "sysctls",
    'systemControls: { net.core.somaxconn: "1024" }',
    {
      fix: "systemControls",
    },
  ),
  service("Compose: build as text", "build: ./app", ".build", "image: { build: { context: app } }"),
  service(
    "Compose: build as a map",
    "build: { context: app }",
    ".build",
    "image: { build: { context: app } }",
  ),
];

const IMAGES: readonly Mistake[] = [
  service("an image as text", `image: ${ECR}`, ".image", `image: { reference: ${ECR} }`),
  service(
    "a public image as text, without NAT",
    "image: example/shop:1.0",
    ".image",
    "image: { reference: example/shop:1.0 }\nplacement: public",
    {
      fix: "image: { reference: example/shop:1.0 }",
      also: "placement to public",
    },
  ),
  service(
    "Helm: repository and tag",
    `image: { repository: ${ECR.slice(0, -4)}, tag: "1.0" }`,
    ".image",
    `image: { reference: ${ECR} }`,
    { fix: `reference: ${ECR}` },
  ),
  service(
    "name in place of reference",
    `image: { name: "${ECR}" }`,
    ".image.name",
    `image: { reference: "${ECR}" }`,
    {
      fix: "reference",
    },
  ),
  service(
    "a build as text",
    "image: { build: ./app }",
    ".image.build",
    "image: { build: { context: app } }",
    {
      fix: "build: { context: app }",
    },
  ),
  service(
    "a context without build",
    "image: { context: app }",
    ".image.context",
    "image: { build: { context: app } }",
    {
      fix: "build: { context: app }",
    },
  ),
  service(
    "no tag",
    `image: { reference: ${ECR.slice(0, -4)} }`,
    ".image.reference",
    `image: { reference: ${ECR} }`,
    {
      fix: `${ECR.slice(0, -4)}:`,
    },
  ),
  service(
    "an address of the web as a reference",
    `image: { reference: "https://${ECR}" }`,
    ".image.reference",
    `image: { reference: ${ECR} }`,
    { fix: ECR },
  ),
  service(
    "capital letters in a reference",
    `image: { reference: ${ECR.replace("shop", "Shop")} }`,
    ".image.reference",
    `image: { reference: ${ECR} }`,
    { fix: ECR },
  ),
  service(
    "dockerFile",
    "image: { build: { context: app, dockerFile: app/Dockerfile } }",
    ".image.build.dockerFile",
    "image: { build: { context: app, dockerfile: app/Dockerfile } }",
    { fix: "dockerfile" },
  ),
  service(
    "a folder that is not there",
    "image: { build: { context: ap } }",
    ".image.build.context",
    "image: { build: { context: app } }",
    { fix: "Correct the path" },
  ),
  service("no image", "cpu: 256", ".image", `image: { reference: ${ECR} }\ncpu: 256`, {
    fix: "image: { reference: registry/repository:tag }",
    line: -1,
  }),
  web(
    "environment files as text",
    "envFiles: env/test.env",
    "envFiles",
    "envFiles: [env/test.env]",
  ),
  web(
    "an environment file that is not there",
    "envFiles: [env/tes.env]",
    "envFiles[0]",
    "envFiles: [env/test.env]",
    {
      fix: "Add env/tes.env, or correct the path",
    },
  ),
  web(
    "an environment file with another ending",
    "envFiles: [env/test.txt]",
    "envFiles[0]",
    "envFiles: [env/test.env]",
    {
      fix: "env/test.env",
    },
  ),
  web("an absolute path", "envFiles: [/env/test.env]", "envFiles[0]", "envFiles: [env/test.env]", {
    fix: "env/test.env",
  }),
  web(
    "Compose: a file as a map",
    "envFiles: [{ path: env/test.env }]",
    "envFiles[0]",
    "envFiles: [env/test.env]",
    {
      fix: "env/test.env",
    },
  ),
];

const SIZES: readonly Mistake[] = [
  web("ECS: memory", "memory: 512", "memory", "memoryMiB: 512"),
  web("SST: memory with a unit", "memory: 0.5 GB", "memory", "memoryMiB: 512"),
  web("memory in MB", "memoryMiB: 512MB", "memoryMiB", "memoryMiB: 512"),
  web("memory in Gi", "memoryMiB: 1Gi", "memoryMiB", "memoryMiB: 1024"),
  web("memory in GB, with a space", "memoryMiB: 1 GB", "memoryMiB", "memoryMiB: 1024"),
  web("memory in quotes", 'memoryMiB: "512"', "memoryMiB", "memoryMiB: 512"),
  web("memory in GB, as a number", "memoryMiB: 0.5", "memoryMiB", "memoryMiB: 512"),
  web("memory in GB, as a whole number", "memoryMiB: 2", "memoryMiB", "memoryMiB: 2048"),
  web("memory of 1000", "memoryMiB: 1000", "memoryMiB", "memoryMiB: 1024"),
  web(
    "memory in g, with cpu",
    "cpu: 512\nmemoryMiB: 2g",
    "memoryMiB",
    "cpu: 512\nmemoryMiB: 2048",
    {
      fix: "memoryMiB: 2048",
      line: 1,
    },
  ),
  web("a quarter of a vCPU", "cpu: 0.25", "cpu", "cpu: 256"),
  web("Kubernetes: millicores", "cpu: 250m", "cpu", "cpu: 256"),
  web("SST: vCPU", "cpu: 1 vCPU", "cpu", "cpu: 1024\nmemoryMiB: 2048", {
    fix: "cpu: 1024",
    says: ["memoryMiB: 2048"],
  }),
  web("SST: a quarter of a vCPU in words", "cpu: 0.25 vCPU", "cpu", "cpu: 256"),
  web("one vCPU", "cpu: 1", "cpu", "cpu: 1024\nmemoryMiB: 2048", {
    fix: "cpu: 1024",
    says: ["memoryMiB: 2048"],
  }),
  web("a size that there is not", "cpu: 300", "cpu", "cpu: 256"),
  web(
    "a size that there is not, with memory",
    "cpu: 1000\nmemoryMiB: 4096",
    "cpu",
    "cpu: 1024\nmemoryMiB: 4096",
    {
      fix: "cpu: 1024",
    },
  ),
  web("cpu without memory", "cpu: 512", "cpu", "cpu: 512\nmemoryMiB: 1024", {
    fix: "memoryMiB: 1024",
  }),
  web(
    "too little memory",
    "cpu: 1024\nmemoryMiB: 1024",
    "memoryMiB",
    "cpu: 1024\nmemoryMiB: 2048",
    {
      fix: "memoryMiB: 2048",
      line: 1,
    },
  ),
  web("too much memory", "cpu: 256\nmemoryMiB: 4096", "memoryMiB", "cpu: 512\nmemoryMiB: 4096", {
    fix: "cpu: 512",
    line: 1,
  }),
  web("cores", "cpu: 2 cores", "cpu", "cpu: 2048\nmemoryMiB: 4096", {
    fix: "cpu: 2048",
    says: ["memoryMiB: 4096"],
  }),
  web("cpu_limit", "cpu_limit: 256", "cpu_limit", "cpu: 256"),
  web("cpu in quotes", 'cpu: "256"', "cpu", "cpu: 256"),
  web("CDK: memoryLimitMiB", "memoryLimitMiB: 1024", "memoryLimitMiB", "memoryMiB: 1024"),
  web(
    "disk with a unit",
    "ephemeralStorageGiB: 50GB",
    "ephemeralStorageGiB",
    "ephemeralStorageGiB: 50",
  ),
  web("disk below the least", "ephemeralStorageGiB: 20", "ephemeralStorageGiB", "", {
    fix: "Remove it",
  }),
  web(
    "ECS: ephemeralStorage",
    "ephemeralStorage: { sizeInGiB: 50 }",
    "ephemeralStorage",
    "ephemeralStorageGiB: 50",
  ),
  web(
    "minutes with a unit",
    "deployment: { timeoutMinutes: 15m }",
    "deployment.timeoutMinutes",
    "deployment: { timeoutMinutes: 15 }",
    { fix: "timeoutMinutes: 15" },
  ),
  web(
    "minutes for seconds",
    "stopTimeoutSeconds: 2m",
    "stopTimeoutSeconds",
    "stopTimeoutSeconds: 120",
  ),
  web(
    "more seconds than there may be",
    "stopTimeoutSeconds: 300",
    "stopTimeoutSeconds",
    "stopTimeoutSeconds: 120",
  ),
  web(
    "fewer seconds than there may be",
    "healthCheck: { command: [curl], timeoutSeconds: 1 }",
    "healthCheck.timeoutSeconds",
    "healthCheck: { command: [curl], timeoutSeconds: 2 }",
    { fix: "timeoutSeconds: 2" },
  ),
  web(
    "a percentage with its sign",
    "scaling: { min: 1, max: 4, cpuPercent: 60% }",
    "scaling.cpuPercent",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "cpuPercent: 60" },
  ),
  web(
    "a percentage in quotes",
    'scaling: { min: 1, max: 4, cpuPercent: "60" }',
    "scaling.cpuPercent",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "cpuPercent: 60" },
  ),
  config(
    "days with a unit",
    "drydock:logs: { retentionDays: 14d }",
    "drydock:logs.retentionDays",
    "drydock:logs: { retentionDays: 14 }",
    { fix: "retentionDays: 14" },
  ),
  config(
    "weeks for days",
    "drydock:logs: { retentionDays: 2 weeks }",
    "drydock:logs.retentionDays",
    "drydock:logs: { retentionDays: 14 }",
    { fix: "retentionDays: 14" },
  ),
  config(
    "days that AWS does not have",
    "drydock:logs: { retentionDays: 100 }",
    "drydock:logs.retentionDays",
    "drydock:logs: { retentionDays: 90 }",
    { fix: "retentionDays: 90" },
  ),
  config(
    "a minute for seconds",
    "drydock:ingress: { idleTimeoutSeconds: 1m }",
    "drydock:ingress.idleTimeoutSeconds",
    "drydock:ingress: { idleTimeoutSeconds: 60 }",
    { fix: "idleTimeoutSeconds: 60" },
  ),
];

const FORMS: readonly Mistake[] = [
  config(
    "an account as a number",
    "drydock:account: 111122223333",
    "drydock:account",
    'drydock:account: "111122223333"',
    {
      fix: '"111122223333"',
    },
  ),
  config(
    "an account with dashes",
    "drydock:account: 1111-2222-3333",
    "drydock:account",
    'drydock:account: "111122223333"',
    {
      fix: '"111122223333"',
    },
  ),
  config(
    "an account with a leading zero",
    "drydock:account: 012345678901",
    "drydock:account",
    'drydock:account: "012345678901"',
    { fix: '"012345678901"' },
  ),
  config(
    "an ARN for an account",
    "drydock:account: arn:aws:iam::111122223333:root",
    "drydock:account",
    'drydock:account: "111122223333"',
    { fix: '"111122223333"' },
  ),
  region("a zone for a region", "aws:region: us-east-2a", "aws:region", "aws:region: us-east-2"),
  region(
    "a region in capital letters",
    "aws:region: US-EAST-2",
    "aws:region",
    "aws:region: us-east-2",
  ),
  region(
    "a region with underscores",
    "aws:region: us_east_2",
    "aws:region",
    "aws:region: us-east-2",
  ),
  region("a region's place", "aws:region: Ohio", "aws:region", "aws:region: us-east-2"),
  region("a region without namespace", "region: us-east-2", "region", "aws:region: us-east-2"),
  region(
    "a region under drydock",
    "drydock:region: us-east-2",
    "drydock:region",
    "aws:region: us-east-2",
  ),
  region("no region", "drydock:cluster: {}", "aws:region", "aws:region: us-east-2", { line: -1 }),
  config(
    "an address inside a range",
    "drydock:network: { cidr: 10.0.0.1/16 }",
    "drydock:network.cidr",
    "drydock:network: { cidr: 10.0.0.0/16 }",
    { fix: "10.0.0.0/16" },
  ),
  config(
    "an address for a range",
    "drydock:network: { cidr: 10.0.0.0 }",
    "drydock:network.cidr",
    "drydock:network: { cidr: 10.0.0.0/16 }",
    { fix: "10.0.0.0/16" },
  ),
  config(
    "a range that is too large",
    "drydock:network: { cidr: 10.0.0.0/8 }",
    "drydock:network.cidr",
    "drydock:network: { cidr: 10.0.0.0/16 }",
    { fix: "10.0.0.0/16" },
  ),
  config(
    "a single address of a client",
    "drydock:ingress: { allowedCidrs: [203.0.113.7] }",
    "drydock:ingress.allowedCidrs[0]",
    "drydock:ingress: { allowedCidrs: [203.0.113.7/32] }",
    { fix: "203.0.113.7/32" },
  ),
  config(
    "a range that is no list",
    "drydock:ingress: { allowedCidrs: 203.0.113.0/24 }",
    "drydock:ingress.allowedCidrs",
    "drydock:ingress: { allowedCidrs: [203.0.113.0/24] }",
    { fix: "[203.0.113.0/24]" },
  ),
  config(
    "everyone as a star",
    'drydock:ingress: { allowedCidrs: ["*"] }',
    "drydock:ingress.allowedCidrs[0]",
    "drydock:ingress: { allowedCidrs: [0.0.0.0/0] }",
    { fix: "0.0.0.0/0" },
  ),
  web(
    "a cron line of five fields",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "0 8 * * 1-5", min: 2 } } }',
    "scaling.schedules.day.at",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 ? * MON-FRI *)", min: 2 } } }',
    { fix: "cron(0 8 ? * MON-FRI *)" },
  ),
  web(
    "a daily cron line",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "30 6 * * *", min: 2 } } }',
    "scaling.schedules.day.at",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(30 6 * * ? *)", min: 2 } } }',
    { fix: "cron(30 6 * * ? *)" },
  ),
  web(
    "five fields in cron()",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 * * *)", min: 2 } } }',
    "scaling.schedules.day.at",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 * * ? *)", min: 2 } } }',
    { fix: "cron(0 8 * * ? *)" },
  ),
  web(
    "@daily",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "@daily", min: 2 } } }',
    "scaling.schedules.day.at",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 0 * * ? *)", min: 2 } } }',
    { fix: "cron(0 0 * * ? *)" },
  ),
  web(
    "a time of day",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "08:00", min: 2 } } }',
    "scaling.schedules.day.at",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 * * ? *)", min: 2 } } }',
    { fix: "cron(0 8 * * ? *)" },
  ),
  web(
    "a town for a time zone",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 * * ? *)", timezone: Berlin, min: 2 } } }',
    "scaling.schedules.day.timezone",
    'scaling: { min: 1, max: 4, schedules: { day: { at: "cron(0 8 * * ? *)", timezone: Europe/Berlin, min: 2 } } }',
    { fix: "Europe/Berlin" },
  ),
  web(
    "a path without slash",
    "containerPort: 8080\nroute: { paths: [api/*] }",
    "route.paths[0]",
    "containerPort: 8080\nroute: { paths: [/api/*] }",
    { fix: "/api/*", line: 1 },
  ),
  web(
    "paths as text",
    "containerPort: 8080\nroute: { paths: /api/* }",
    "route.paths",
    "containerPort: 8080\nroute: { paths: [/api/*] }",
    { fix: "[/api/*]", line: 1 },
  ),
  web(
    "path for paths",
    "containerPort: 8080\nroute: { path: /api }",
    "route.path",
    "containerPort: 8080\nroute: { paths: [/api] }",
    { fix: "paths: [/api]", line: 1 },
  ),
  web(
    "a route as text",
    "containerPort: 8080\nroute: /api/*",
    "route",
    "containerPort: 8080\nroute: { paths: [/api/*] }",
    {
      fix: "route: { paths: [/api/*] }",
      line: 1,
    },
  ),
  web(
    "a route as true",
    "containerPort: 8080\nroute: true",
    "route",
    "containerPort: 8080\nroute: {}",
    {
      fix: "route: {}",
      line: 1,
    },
  ),
  web(
    "healthCheck of a route",
    "containerPort: 8080\nroute: { healthCheck: /healthz }",
    "route.healthCheck",
    "containerPort: 8080\nroute: { healthCheckPath: /healthz }",
    { fix: "healthCheckPath: /healthz", line: 1 },
  ),
  web(
    "a path of health without slash",
    "containerPort: 8080\nroute: { healthCheckPath: healthz }",
    "route.healthCheckPath",
    "containerPort: 8080\nroute: { healthCheckPath: /healthz }",
    { fix: "/healthz", line: 1 },
  ),
  web(
    "an address for a path of health",
    'containerPort: 8080\nroute: { healthCheckPath: "http://localhost/healthz" }',
    "route.healthCheckPath",
    "containerPort: 8080\nroute: { healthCheckPath: /healthz }",
    {
      fix: "healthCheckPath: /healthz",
      line: 1,
    },
  ),
  web(
    "a code as a number",
    "containerPort: 8080\nroute: { healthCheckCodes: 200 }",
    "route.healthCheckCodes",
    'containerPort: 8080\nroute: { healthCheckCodes: "200" }',
    { fix: '"200"', line: 1 },
  ),
  web(
    "codes as 2xx",
    "containerPort: 8080\nroute: { healthCheckCodes: 2xx }",
    "route.healthCheckCodes",
    "containerPort: 8080\nroute: { healthCheckCodes: 200-299 }",
    { fix: "200-299", line: 1 },
  ),
  web(
    "an address for a host",
    'containerPort: 8080\nroute: { hosts: ["https://api.example.com"] }',
    "route.hosts[0]",
    "containerPort: 8080\nroute: { hosts: [api.example.com] }",
    { fix: "api.example.com", line: 1 },
  ),
  web(
    "a star without quotes",
    "containerPort: 8080\nroute: { hosts: [*.example.com] }",
    "",
    'containerPort: 8080\nroute: { hosts: ["*.example.com"] }',
    { fix: '"*.example.com"', line: 1 },
  ),
  web("a route without a port", "route: {}", "route", "containerPort: 8080\nroute: {}", {
    fix: "containerPort: 8080",
  }),
  config(
    "an address for a domain",
    'drydock:ingress: { domain: "https://shop.example.com/", hostedZoneId: Z0123456789ABC }',
    "drydock:ingress.domain",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: Z0123456789ABC }",
    { fix: "domain: shop.example.com" },
  ),
  config(
    "a domain in capital letters",
    "drydock:ingress: { domain: Shop.Example.com, hostedZoneId: Z0123456789ABC }",
    "drydock:ingress.domain",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: Z0123456789ABC }",
    { fix: "shop.example.com" },
  ),
  config(
    "a domain without zone",
    "drydock:ingress: { domain: shop.example.com }",
    "drydock:ingress.domain",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: Z0123456789ABC }",
    { fix: "hostedZoneId" },
  ),
  config(
    "a zone as Route 53's API writes it",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: /hostedzone/Z0123456789ABC }",
    "drydock:ingress.hostedZoneId",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: Z0123456789ABC }",
    { fix: "hostedZoneId: Z0123456789ABC" },
  ),
  web("a relative path in the container", "scratch: [tmp]", "scratch[0]", "scratch: [/tmp]", {
    fix: "/tmp",
  }),
  web("scratch as text", "scratch: /tmp", "scratch", "scratch: [/tmp]"),
  web(
    "a relative working directory",
    "workingDirectory: app",
    "workingDirectory",
    "workingDirectory: /app",
  ),
  web("a port in quotes", 'containerPort: "8080"', "containerPort", "containerPort: 8080"),
  web("a mapping for a port", 'containerPort: "80:8080"', "containerPort", "containerPort: 8080"),
  web("a list of ports", "containerPort: [8080]", "containerPort", "containerPort: 8080"),
  web("a port that there is not", "containerPort: 80800", "containerPort", "containerPort: 8080", {
    fix: "1 to 65535",
  }),
  web(
    "architecture in small letters",
    "architecture: arm64",
    "architecture",
    "architecture: ARM64",
  ),
  web("architecture: amd64", "architecture: amd64", "architecture", "architecture: X86_64"),
  web("architecture: aarch64", "architecture: aarch64", "architecture", "architecture: ARM64"),
  web(
    "discovery: true",
    "containerPort: 8080\ndiscovery: true",
    "discovery",
    "containerPort: 8080\ndiscovery: dnsA",
    {
      fix: "discovery: dnsA",
      line: 1,
    },
  ),
  web(
    "discovery: cloudmap",
    "containerPort: 8080\ndiscovery: cloudmap",
    "discovery",
    "containerPort: 8080\ndiscovery: dnsA",
    { fix: "dnsA", line: 1 },
  ),
  web("placement in capitals", "placement: Public", "placement", "placement: public"),
  web("CDK: isolated subnets", "placement: isolated", "placement", "placement: private"),
  config(
    "NAT as true",
    "drydock:network: { natGateways: true }",
    "drydock:network.natGateways",
    "drydock:network: { natGateways: single }",
    { fix: "natGateways: single" },
  ),
  config(
    "NAT as a number",
    "drydock:network: { natGateways: 1 }",
    "drydock:network.natGateways",
    "drydock:network: { natGateways: single }",
    { fix: "natGateways: single" },
  ),
  config(
    "awsx: OnePerAz",
    "drydock:network: { natGateways: OnePerAz }",
    "drydock:network.natGateways",
    "drydock:network: { natGateways: perZone }",
    { fix: "natGateways: perZone" },
  ),
  config(
    "Terraform: enable_nat_gateway",
    "drydock:network: { enable_nat_gateway: true }",
    "drydock:network.enable_nat_gateway",
    "drydock:network: { natGateways: single }",
    { fix: "natGateways: single" },
  ),
  config(
    "lifecycle: retain",
    "drydock:lifecycle: retain",
    "drydock:lifecycle",
    "drydock:lifecycle: protected",
    {
      fix: "protected",
    },
  ),
  config(
    "Container Insights as true",
    "drydock:cluster: { containerInsights: true }",
    "drydock:cluster.containerInsights",
    "drydock:cluster: { containerInsights: enhanced }",
    { fix: "containerInsights: enhanced" },
  ),
  web(
    "true in quotes",
    'readonlyRootFilesystem: "true"',
    "readonlyRootFilesystem",
    "readonlyRootFilesystem: true",
    {
      fix: "true",
    },
  ),
  web("the yes of YAML 1.1", "tracing: yes", "tracing", "tracing: true", { fix: "true" }),
  web("a user as a number", "user: 1000", "user", 'user: "1000"', { fix: '"1000"' }),
  web("root as a number", "user: 0", "user", 'user: "0"', {
    fix: '"0"',
    says: ["container-user-not-root", "policy-exemptions.yaml", "expires: "],
  }),
  web("exec", "exec: true", "exec", "exec: true\nreadonlyRootFilesystem: false", {
    fix: "readonlyRootFilesystem: false",
    says: ["- rule: container-root-filesystem-read-only", "policy-exemptions.yaml", "expires: "],
  }),
  web(
    "CDK: enableExecuteCommand",
    "enableExecuteCommand: true",
    "enableExecuteCommand",
    "exec: true\nreadonlyRootFilesystem: false",
    {
      fix: "exec: true",
      says: ["readonlyRootFilesystem: false", "- rule: container-root-filesystem-read-only"],
    },
  ),
];

const REFERENCES: readonly Mistake[] = [
  web(
    "a secret's name alone",
    "secrets: { DB: ecs-demo }",
    "secrets.DB",
    "secrets: { DB: { secret: ecs-demo } }",
    {
      fix: "{ secret: ecs-demo }",
    },
  ),
  web(
    "a secret in its reference's place",
    "secrets: { DB: hunter2 }",
    "secrets.DB",
    "secrets: { DB: { secret: ecs-demo } }",
    { fix: "secret: ", says: ["ecs-demo"], hides: "hunter2" },
  ),
  web(
    "a secret misspelt",
    "secrets: { DB: { secret: ecs_demo } }",
    "secrets.DB.secret",
    "secrets: { DB: { secret: ecs-demo } }",
    { fix: "ecs-demo" },
  ),
  web(
    "a secret that is not there",
    "secrets: { DB: { secret: database } }",
    "secrets.DB.secret",
    "secrets: { DB: { secret: ecs-demo } }",
    { fix: "drydock:secrets", says: ["ecs-demo"] },
  ),
  web(
    "name for secret",
    "secrets: { DB: { name: ecs-demo } }",
    "secrets.DB.name",
    "secrets: { DB: { secret: ecs-demo } }",
    { fix: "secret: ecs-demo" },
  ),
  web(
    "a key misspelt",
    "secrets: { DB: { secret: ecs-demo, key: PASSWRD } }",
    "secrets.DB.key",
    "secrets: { DB: { secret: ecs-demo, key: PASSWORD } }",
    { fix: "PASSWORD" },
  ),
  web(
    "a key that is not there",
    "secrets: { DB: { secret: ecs-demo, key: HOST } }",
    "secrets.DB.key",
    "secrets: { DB: { secret: ecs-demo, key: PASSWORD } }",
    { fix: "key", says: ["PASSWORD"] },
  ),
  web(
    "ECS: valueFrom",
    'secrets: { DB: { valueFrom: "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf" } }',
    "secrets.DB.valueFrom",
    "secrets: { DB: { secret: ecs-demo } }",
    {
      fix: "drydock:secrets",
      says: ["{ secret: ", "arn"],
    },
  ),
  web(
    "a parameter's name for its ARN",
    "secrets: { DB: { parameterArn: /shop/db } }",
    "secrets.DB.parameterArn",
    'secrets: { DB: { parameterArn: "arn:aws:ssm:us-east-2:111122223333:parameter/shop/db" } }',
    { fix: "arn:aws:ssm:us-east-2:" },
  ),
  web(
    "stage in small letters",
    "secrets: { DB: { secret: ecs-demo, stage: current } }",
    "secrets.DB.stage",
    "secrets: { DB: { secret: ecs-demo, stage: AWSCURRENT } }",
    { fix: "AWSCURRENT" },
  ),
  web("a connection as text", "connectsTo: api", "connectsTo", "connectsTo: [api]"),
  web("a connection misspelt", "connectsTo: [apii]", "connectsTo[0]", "connectsTo: [api]", {
    fix: "api",
  }),
  web("a connection to nothing", "connectsTo: [database]", "connectsTo[0]", "connectsTo: [api]", {
    fix: "drydock:services",
    says: ["api"],
  }),
  web(
    "a volume as text",
    "volumes: { data: /data }",
    "volumes.data",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "{ fileSystem: shared, mountPath: /data }" },
  ),
  web(
    "a file system misspelt",
    "volumes: { data: { fileSystem: share, mountPath: /data } }",
    "volumes.data.fileSystem",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "shared" },
  ),
  web(
    "a file system that is not there",
    "volumes: { data: { fileSystem: uploads, mountPath: /data } }",
    "volumes.data.fileSystem",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    {
      fix: "drydock:fileSystems",
      says: ["shared"],
    },
  ),
  web(
    "path for mountPath",
    "volumes: { data: { fileSystem: shared, path: /data } }",
    "volumes.data.path",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "mountPath" },
  ),
  web(
    "path for mountPath, and a mount at the root",
    "volumes: { data: { fileSystem: shared, path: / } }",
    "volumes.data.path",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "Write mountPath: /data" },
  ),
  web(
    "Compose: a mount at the root",
    'volumes: ["shared:/"]',
    "volumes",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "mountPath: /data }" },
  ),
  web(
    "ECS: containerPath",
    "volumes: { data: { fileSystem: shared, containerPath: /data } }",
    "volumes.data.containerPath",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "mountPath" },
  ),
  web(
    "no mountPath",
    "volumes: { data: { fileSystem: shared } }",
    "volumes.data.mountPath",
    "volumes: { data: { fileSystem: shared, mountPath: /data } }",
    { fix: "mountPath: /data" },
  ),
  web(
    "waiting for a service",
    "dependsOn: { api: HEALTHY }",
    "dependsOn.api",
    "connectsTo: [api]",
    {
      fix: "connectsTo: [api]",
    },
  ),
  web(
    "dependsOn as a list",
    "dependsOn: [log]\nsidecars: { log: { image: { reference: " + ECR + " } } }",
    "dependsOn",
    "dependsOn: { log: START }\nsidecars: { log: { image: { reference: " + ECR + " } } }",
    { fix: "{ log: START }" },
  ),
  web("a service of AWS as text", "awsServices: sqs", "awsServices", "awsServices: [sqs]"),
  web(
    "a service of AWS in capitals",
    "awsServices: [SQS]",
    "awsServices[0]",
    "awsServices: [sqs]",
    { fix: "sqs" },
  ),
  web(
    "the whole name of an endpoint",
    "awsServices: [com.amazonaws.us-east-2.sqs]",
    "awsServices[0]",
    "awsServices: [sqs]",
    { fix: "sqs" },
  ),
];

const SECRETS: readonly Mistake[] = [
  config(
    "a secret in plain text",
    "drydock:secrets: { db: { versions: [{ PASSWORD: hunter2 }] } }",
    "drydock:secrets.db.versions[0].PASSWORD",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } }",
    { fix: "pulumi config set --secret", says: ["{ generate: 32 }"], hides: "hunter2" },
  ),
  config(
    "a secret without versions",
    "drydock:secrets: { db: { PASSWORD: hunter2 } }",
    "drydock:secrets.db.PASSWORD",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } }",
    { fix: "versions: [{ PASSWORD: { generate: 32 } }]", hides: "hunter2" },
  ),
  config(
    "a secret as text",
    "drydock:secrets: { db: hunter2 }",
    "drydock:secrets.db",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } }",
    { fix: "versions: [{ PASSWORD: { generate: 32 } }]", hides: "hunter2" },
  ),
  config(
    "versions as a map",
    "drydock:secrets: { db: { versions: { PASSWORD: { generate: 32 } } } }",
    "drydock:secrets.db.versions",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } }",
    { fix: "versions: [{ " },
  ),
  config(
    "generate: true",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: true } }] } }",
    "drydock:secrets.db.versions[0].PASSWORD.generate",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } }",
    { fix: "generate: 32" },
  ),
  config(
    "too short a secret",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 8 } }] } }",
    "drydock:secrets.db.versions[0].PASSWORD.generate",
    "drydock:secrets: { db: { versions: [{ PASSWORD: { generate: 16 } }] } }",
    { fix: "generate: 16" },
  ),
  config(
    "a name in capitals",
    "drydock:fileSystems: { Shared_Files: {} }",
    "drydock:fileSystems.Shared_Files",
    "drydock:fileSystems: { shared-files: {} }",
    { fix: "shared-files" },
  ),
  web(
    "a number as a variable",
    "environment: { LIMIT: 80 }",
    "environment.LIMIT",
    'environment: { LIMIT: "80" }',
    {
      fix: "in quotes",
    },
  ),
  web(
    "true as a variable",
    "environment: { DEBUG: true }",
    "environment.DEBUG",
    'environment: { DEBUG: "true" }',
    {
      fix: "in quotes",
    },
  ),
  web(
    "a password as a variable",
    "environment: { DB_PASSWORD: hunter2 }",
    "environment.DB_PASSWORD",
    "secrets: { DB_PASSWORD: { secret: ecs-demo, key: PASSWORD } }",
    {
      fix: "secrets: { DB_PASSWORD: { secret: ",
      hides: "hunter2",
    },
  ),
  web(
    "a hyphen in a variable's name",
    "environment: { LOG-LEVEL: abc }",
    "environment.LOG-LEVEL",
    "environment: { LOG_LEVEL: abc }",
    { fix: "LOG_LEVEL", hides: "abc" },
  ),
  web(
    "Kubernetes: variables as a list of maps",
    "environment:\n  - name: LOG\n    value: abc",
    "environment",
    "environment: { LOG: abc }",
    { fix: "NAME: value", hides: "abc" },
  ),
  web(
    "a variable from a secret",
    "environment: { DB: { secret: ecs-demo } }",
    "environment.DB",
    "secrets: { DB: { secret: ecs-demo } }",
    { fix: "secrets" },
  ),
  config(
    "a tag that is a number",
    "drydock:tags: { cost-centre: 7 }",
    "drydock:tags.cost-centre",
    'drydock:tags: { cost-centre: "7" }',
    { fix: "in quotes" },
  ),
];

const SCALING: readonly Mistake[] = [
  web("count", "count: 2", "count", "desiredCount: 2"),
  web(
    "scaling without a reason",
    "scaling: { min: 1, max: 4 }",
    "scaling",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    {
      fix: "cpuPercent: 60",
    },
  ),
  web(
    "cpu under scaling",
    "scaling: { min: 1, max: 4, cpu: 60 }",
    "scaling.cpu",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "cpuPercent: 60" },
  ),
  web(
    "SST: cpuUtilization",
    "scaling: { min: 1, max: 4, cpuUtilization: 60 }",
    "scaling.cpuUtilization",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "cpuPercent: 60" },
  ),
  web(
    "CDK: minCapacity",
    "scaling: { minCapacity: 1, max: 4, cpuPercent: 60 }",
    "scaling.minCapacity",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "min: 1" },
  ),
  web("scaling as a number", "scaling: 2", "scaling", "desiredCount: 2"),
  web(
    "limits the wrong way round",
    "scaling: { min: 4, max: 1, cpuPercent: 60 }",
    "scaling.min",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "min: 1, max: 4" },
  ),
  web(
    "SST: autoscaling",
    "autoscaling: { min: 1, max: 4, cpuPercent: 60 }",
    "autoscaling",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "scaling" },
  ),
  web("Copilot: range", "range: 1-10", "range", "scaling: { min: 1, max: 10, cpuPercent: 60 }", {
    fix: "scaling: { min: 1, max: 10, cpuPercent: 60 }",
  }),
  web(
    "a fixed number beside scaling",
    "desiredCount: 2\nscaling: { min: 1, max: 4, cpuPercent: 60 }",
    "desiredCount",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    { fix: "Remove desiredCount" },
  ),
  web(
    "only max",
    "scaling: { max: 4, cpuPercent: 60 }",
    "scaling.min",
    "scaling: { min: 1, max: 4, cpuPercent: 60 }",
    {
      fix: "min: 1",
    },
  ),
  web("a schedule of a job", "schedule: rate(1 day)", "schedule", "", { fix: "EventBridge" }),
  web("desiredCount in words", "desiredCount: two", "desiredCount", "desiredCount: 2", {
    fix: "desiredCount: 2",
  }),
  web("Spot as true", "spot: true", "spot", "capacity: { onDemandWeight: 0, spotWeight: 1 }"),
  web(
    "ECS: capacity providers",
    "capacityProviderStrategy: [{ capacityProvider: FARGATE_SPOT }]",
    "capacityProviderStrategy",
    "capacity: { onDemandWeight: 0, spotWeight: 1 }",
  ),
];

const AWS: readonly Mistake[] = [
  web("a service in an existing VPC", "vpcId: vpc-0123456789abcdef0", "vpcId", "", {
    fix: "drydock:network",
  }),
  web("subnets", "subnets: [subnet-1]", "subnets", "placement: private", { fix: "placement" }),
  web("ports to a database", "egressPorts: [5432]", "egressPorts", "", { fix: "reaches" }),
  config(
    "RDS: the endpoint of a database",
    "drydock:databases: { orders: { engine: postgres, endpoint: db.example.com, cidr: 10.9.0.0/24 } }",
    "drydock:databases.orders.endpoint",
    "drydock:databases: { orders: { engine: postgres, host: db.example.com, cidr: 10.9.0.0/24 } }",
    { fix: "host" },
  ),
  web("security groups", "securityGroups: [sg-1]", "securityGroups", "", { fix: "connectsTo" }),
  web("a public address", "assignPublicIp: true", "assignPublicIp", "placement: public"),
  web("launchType", "launchType: FARGATE", "launchType", "", { fix: "Remove it" }),
  web(
    "loadBalancer",
    "loadBalancer: { port: 80 }",
    "loadBalancer",
    "containerPort: 8080\nroute: {}",
    {
      fix: "route: {}",
      says: ["containerPort"],
    },
  ),
  web("taskRoleArn", "taskRoleArn: arn:aws:iam::111122223333:role/x", "taskRoleArn", "", {
    fix: "permissions",
  }),
  web(
    "executionRoleArn",
    "executionRoleArn: arn:aws:iam::111122223333:role/x",
    "executionRoleArn",
    "",
    {
      fix: "Remove it",
    },
  ),
  web("logRetention", "logRetention: 14", "logRetention", "logRetentionDays: 14"),
  web("logGroup", "logGroup: /ecs/web", "logGroup", "", { fix: "Remove it" }),
  web("Kubernetes: containers", "containers: [{ name: log }]", "containers", "", {
    fix: "sidecars",
  }),
  web("Kubernetes: initContainers", "initContainers: [{ name: log }]", "initContainers", "", {
    fix: "sidecars",
    says: ["essential: false", "SUCCESS"],
  }),
  web("Kubernetes: livenessProbe", "livenessProbe: { httpGet: { path: / } }", "livenessProbe", "", {
    fix: "healthCheck",
  }),
  web(
    "Kubernetes: resources",
    "resources: { limits: { cpu: 500m, memory: 1Gi } }",
    "resources",
    "cpu: 512\nmemoryMiB: 1024",
    { fix: "cpu: 512", says: ["memoryMiB: 1024"] },
  ),
  web("Kubernetes: imagePullPolicy", "imagePullPolicy: Always", "imagePullPolicy", "", {
    fix: "Remove it",
  }),
  web("Kubernetes: serviceAccountName", "serviceAccountName: shop", "serviceAccountName", "", {
    fix: "permissions",
  }),
  web(
    "Copilot: http",
    "containerPort: 8080\nhttp: { path: / }",
    "http",
    "containerPort: 8080\nroute: {}",
    {
      fix: "route",
      line: 1,
    },
  ),
  web("Copilot: variables", "variables: { LOG: abc }", "variables", "environment: { LOG: abc }", {
    fix: "environment",
    hides: "abc",
  }),
  web("Copilot: type", "type: Load Balanced Web Service", "type", "", { fix: "Remove it" }),
  web("CDK: circuitBreaker", "circuitBreaker: { rollback: true }", "circuitBreaker", "", {
    fix: "Remove it",
  }),
  web(
    "CDK: minHealthyPercent",
    "minHealthyPercent: 50",
    "minHealthyPercent",
    "deployment: { minimumHealthyPercent: 50 }",
  ),
  web("Terraform: desired_count", "desired_count: 2", "desired_count", "desiredCount: 2", {
    fix: "desiredCount",
  }),
  web(
    "Terraform: runtime_platform",
    "runtime_platform: { cpu_architecture: ARM64 }",
    "runtime_platform",
    "architecture: ARM64",
  ),
  web("alarms that nobody hears", "alarms: { cpu: { percent: 80 } }", "alarms", "", {
    fix: "drydock:alerts",
  }),
  web(
    "ECS: linuxParameters",
    "linuxParameters: { initProcessEnabled: true }",
    "linuxParameters",
    "",
    {
      fix: "initProcess",
    },
  ),
  web("a database", "database: postgres", "database", "", { fix: "index.ts" }),
  web(
    "permissions as actions",
    'permissions: ["s3:GetObject"]',
    "permissions[0]",
    'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }]',
    { fix: '{ actions: ["s3:GetObject"], resources: [' },
  ),
  web(
    "IAM: Effect",
    'permissions: [{ Effect: Allow, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }]',
    "permissions[0].Effect",
    'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }]',
    { fix: "Remove it" },
  ),
  web(
    "IAM: one action as text",
    'permissions: [{ actions: "s3:GetObject", resources: ["arn:aws:s3:::shop/*"] }]',
    "permissions[0].actions",
    'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }]',
    { fix: '["s3:GetObject"]' },
  ),
  web(
    "a bucket's name for its ARN",
    'permissions: [{ actions: ["s3:GetObject"], resources: [shop] }]',
    "permissions[0].resources[0]",
    'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop"] }]',
    { fix: "arn:aws:s3:::shop" },
  ),
  web(
    "an action with a full stop",
    'permissions: [{ actions: [s3.GetObject], resources: ["arn:aws:s3:::shop/*"] }]',
    "permissions[0].actions[0]",
    'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }]',
    { fix: "s3:GetObject" },
  ),
  web("a name of IAM for permissions", "policies: [AmazonS3ReadOnlyAccess]", "policies", "", {
    fix: "permissions",
  }),
];

const NESTING: readonly Mistake[] = [
  web(
    "a port under route",
    "route: { containerPort: 8080 }",
    "route.containerPort",
    "containerPort: 8080\nroute: {}",
    {
      fix: "drydock:services.web",
      says: ["containerPort"],
    },
  ),
  web(
    "a path of health at the service",
    "containerPort: 8080\nroute: {}\nhealthCheckPath: /healthz",
    "healthCheckPath",
    "containerPort: 8080\nroute: { healthCheckPath: /healthz }",
    { fix: "route", line: 2 },
  ),
  web(
    "paths at the service",
    "containerPort: 8080\npaths: [/api/*]",
    "paths",
    "containerPort: 8080\nroute: { paths: [/api/*] }",
    { fix: "route", line: 1 },
  ),
  web("min at the service", "min: 2", "min", "desiredCount: 2", { fix: "scaling" }),
  web("spotWeight at the service", "spotWeight: 1", "spotWeight", "capacity: { spotWeight: 1 }", {
    fix: "capacity",
  }),
  config(
    "natGateways at the top",
    "drydock:natGateways: single",
    "drydock:natGateways",
    "drydock:network: { natGateways: single }",
    { fix: "drydock:network" },
  ),
  config(
    "domain at the top",
    "drydock:domain: shop.example.com",
    "drydock:domain",
    "drydock:ingress: { domain: shop.example.com, hostedZoneId: Z0123456789ABC }",
    { fix: "drydock:ingress" },
  ),
  config(
    "retentionDays at the top",
    "drydock:retentionDays: 14",
    "drydock:retentionDays",
    "drydock:logs: { retentionDays: 14 }",
    { fix: "drydock:logs" },
  ),
  config(
    "a service at the top",
    `drydock:job: { image: { reference: ${ECR} } }`,
    "drydock:job",
    "",
    {
      fix: "drydock:services",
    },
  ),
  config("a secret misspelt at the top", "drydock:secret: {}", "drydock:secret", "", {
    fix: "drydock:secrets",
  }),
  config(
    "a full stop for the colon",
    "drydock.network: {}",
    "drydock.network",
    "drydock:network: {}",
    {
      fix: "drydock:network",
    },
  ),
  config(
    "capitals in the namespace",
    "Drydock:network: {}",
    "Drydock:network",
    "drydock:network: {}",
    {
      fix: "drydock:network",
    },
  ),
  config("no namespace", "network: {}", "network", "drydock:network: {}", {
    fix: "drydock:network",
  }),
  config("credentials", "aws:accessKey: AKIAIOSFODNN7EXAMPLE", "aws:accessKey", "", {
    fix: "Remove it",
    hides: "AKIAIOSFODNN7EXAMPLE",
  }),
  config(
    "tags of the provider",
    "aws:defaultTags: { tags: { team: shop } }",
    "aws:defaultTags",
    "drydock:tags: { team: shop }",
    { fix: "drydock:tags" },
  ),
  config(
    "a cluster's name",
    "drydock:cluster: { name: shop }",
    "drydock:cluster.name",
    "drydock:cluster: {}",
    {
      fix: "Remove it",
    },
  ),
  config(
    "certificate for certificateArn",
    "drydock:ingress: { certificate: x }",
    "drydock:ingress.certificate",
    "drydock:ingress: {}",
    { fix: "certificateArn" },
  ),
  config(
    "https: true",
    "drydock:ingress: { https: true }",
    "drydock:ingress.https",
    "drydock:ingress: {}",
    {
      fix: "domain",
      says: ["hostedZoneId"],
    },
  ),
  config(
    "a network in an existing VPC",
    "drydock:network: { vpcId: vpc-0123456789abcdef0 }",
    "drydock:network.vpcId",
    "drydock:network: {}",
    { fix: "Remove it" },
  ),
  config(
    "azs",
    "drydock:network: { azs: 2 }",
    "drydock:network.azs",
    "drydock:network: { availabilityZones: 2 }",
    {
      fix: "availabilityZones: 2",
    },
  ),
  config(
    "zones by name",
    "drydock:network: { availabilityZones: [us-east-2a, us-east-2b] }",
    "drydock:network.availabilityZones",
    "drydock:network: { availabilityZones: 2 }",
    { fix: "availabilityZones: 2" },
  ),
  config(
    "one zone",
    "drydock:network: { availabilityZones: 1 }",
    "drydock:network.availabilityZones",
    "drydock:network: { availabilityZones: 2 }",
    { fix: "availabilityZones: 2" },
  ),
  config(
    "file systems as a list",
    "drydock:fileSystems: [shared]",
    "drydock:fileSystems",
    "drydock:fileSystems: { shared: {} }",
    { fix: "{ shared: {} }" },
  ),
  config(
    "encryption as true",
    "drydock:encryption: true",
    "drydock:encryption",
    "drydock:encryption: { customerKey: true }",
    { fix: "customerKey: true" },
  ),
  config("ingress as true", "drydock:ingress: true", "drydock:ingress", "drydock:ingress: {}", {
    fix: "{}",
  }),
  config("an empty key", "drydock:ingress:", "drydock:ingress", "drydock:ingress: {}", {
    fix: "{}",
  }),
];

const OK = `config:
  aws:region: us-east-2
  drydock:services:
    web:
      image: { reference: ${ECR} }
`;

const YAML: readonly Mistake[] = [
  file("a tab", OK.replace("    web:", "\tweb:"), "", OK, { fix: "spaces", line: 3 }),
  file("a tab in a deeper line", OK.replace("      image", "\t\timage"), "", OK, {
    fix: "spaces",
    line: 4,
  }),
  file("a key twice", `${OK}      cpu: 256\n      cpu: 256\n`, "", `${OK}      cpu: 256\n`, {
    fix: "Keep one",
    line: 6,
  }),
  file("no space after a colon", `${OK}      cpu:256\n`, "", `${OK}      cpu: 256\n`, {
    fix: "space",
    line: 5,
  }),
  file("a quote that is not closed", OK.replace("us-east-2", '"us-east-2'), "", OK, {
    fix: "quote",
    line: 1,
  }),
  file("a brace that is not closed", OK.replace(" }", ""), "", OK, { fix: "brace", line: 4 }),
  file(
    "a line that is indented too far",
    OK.replace("    web:", "    web:\n        cpu: 256"),
    "",
    OK.replace("    web:", "    web:\n      cpu: 256"),
    { fix: "same number of spaces", line: 5 },
  ),
  file(
    "an anchor and an alias",
    `${OK}      environment: &e { A: b }\n    job:\n      image: { reference: ${ECR} }\n      environment: *e\n`,
    "",
    `${OK}      environment: { A: b }\n    job:\n      image: { reference: ${ECR} }\n      environment: { A: b }\n`,
    { fix: "Write the value out", line: 8 },
  ),
  file(
    "a merge key",
    `${OK}    job:\n      <<: { cpu: 256 }\n      image: { reference: ${ECR} }\n`,
    "",
    `${OK}    job:\n      cpu: 256\n      image: { reference: ${ECR} }\n`,
    { fix: "Write the keys out", line: 6 },
  ),
  file("two documents", `${OK}---\nconfig: {}\n`, "", OK, { fix: "---", line: 5 }),
  file("an empty file", "", "", OK, { fix: "aws:region: us-east-2" }),
  file("keys without config", OK.replace("config:\n", "").replaceAll(/^ {2}/gm, ""), "", OK, {
    fix: "config:",
    says: ["indented"],
  }),
  file(
    "a key beside config",
    `${OK}drydock:ingress: {}\n`,
    "drydock:ingress",
    `${OK}  drydock:ingress: {}\n`,
    {
      fix: "below config:, indented",
      line: 5,
    },
  ),
  file("a template", OK.replace("us-east-2", "{{ region }}"), "", OK, { fix: "quotes", line: 1 }),
  file(
    "a curly quote",
    `${OK}      cpu: “256”\n`,
    "drydock:services.web.cpu",
    `${OK}      cpu: 256\n`,
    {
      fix: "cpu: 256",
      line: 5,
    },
  ),
  file(
    "a backslash in double quotes",
    `${OK}      workingDirectory: "C:\\app"\n`,
    "",
    `${OK}      workingDirectory: /app\n`,
    {
      fix: "single quotes",
      line: 5,
    },
  ),
  file("a value that starts with @", OK.replace("us-east-2", "@region"), "", OK, {
    fix: "quotes",
    line: 1,
  }),
  file(
    "a colon in a value",
    `${OK}      environment:\n        URL: http: //x\n`,
    "",
    `${OK}      environment:\n        URL: "http: //x"\n`,
    { fix: "quotes", line: 6 },
  ),
  file(
    "a service's lines at the wrong level",
    OK.replace("      image", "    image"),
    "drydock:services.image",
    OK,
    {
      fix: "indent",
      line: 4,
    },
  ),
  file(
    "services as a list",
    `config:\n  aws:region: us-east-2\n  drydock:services:\n    - web:\n        image: { reference: ${ECR} }\n`,
    "drydock:services",
    OK,
    { fix: "without - ", line: 3 },
  ),
  file(
    "a tag of YAML",
    `${OK}      cpu: !!str 256\n`,
    "drydock:services.web.cpu",
    `${OK}      cpu: 256\n`,
    {
      fix: "cpu: 256",
      line: 5,
    },
  ),
];

const FOREIGN: readonly Mistake[] = [
  file(
    "a Compose file",
    'services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n',
    "",
    "",
    {
      fix: "npx drydock import compose",
      says: ["Docker Compose"],
    },
  ),
  file(
    "a Compose file with a version",
    'version: "3.8"\nservices:\n  web: { build: . }\nvolumes: {}\n',
    "",
    "",
    {
      fix: "npx drydock import compose",
      says: ["Docker Compose"],
    },
  ),
  file(
    "a Copilot manifest",
    "name: web\ntype: Load Balanced Web Service\nimage: { port: 80 }\ncpu: 256\n",
    "",
    "",
    {
      fix: "npx drydock init",
      says: ["Copilot"],
    },
  ),
  file(
    "a Kubernetes deployment",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: {}\n",
    "",
    "",
    {
      fix: "npx drydock init",
      says: ["Kubernetes"],
    },
  ),
  file(
    "two Kubernetes documents",
    "apiVersion: apps/v1\nkind: Deployment\n---\napiVersion: v1\nkind: Service\n",
    "",
    "",
    {
      fix: "npx drydock init",
      says: ["Kubernetes"],
    },
  ),
  file(
    "an ECS task definition",
    '{ "family": "web", "containerDefinitions": [{ "name": "web" }] }',
    "",
    "",
    {
      fix: "npx drydock init",
      says: ["task definition"],
    },
  ),
  file(
    "a CloudFormation template",
    "AWSTemplateFormatVersion: 2010-09-09\nResources: { A: { Type: 'AWS::ECS::Service' } }\n",
    "",
    "",
    { fix: "npx drydock init", says: ["CloudFormation"] },
  ),
  file(
    "a CloudFormation template with short tags",
    "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Name: !Sub x\n",
    "",
    "",
    {
      fix: "npx drydock init",
      says: ["CloudFormation"],
    },
  ),
  file("Terraform", 'resource "aws_ecs_service" "web" {\n  desired_count = 2\n}\n', "", "", {
    fix: "npx drydock init",
    says: ["Terraform"],
  }),
  file("the project's own Pulumi.yaml", "name: shop\nruntime: nodejs\ndescription: x\n", "", "", {
    fix: "Pulumi.<stack>.yaml",
    says: ["Pulumi.yaml"],
  }),
  file("a package.json", '{ "name": "shop", "dependencies": { "drydock": "0.1.0" } }', "", "", {
    fix: "Pulumi.<stack>.yaml",
    says: ["package.json"],
  }),
  file("an environment file", "LOG=abc\nB=c\n", "", "", {
    fix: "envFiles",
    says: ["environment file"],
    hides: "abc",
  }),
  file("a Dockerfile", "FROM node:22\nWORKDIR /app\nCOPY . .\n", "", "", {
    fix: "image: { build: { context: ",
    says: ["Dockerfile"],
  }),
  file("an SST configuration", "export default $config({\n  app() { return {}; },\n});\n", "", "", {
    fix: "npx drydock init",
    says: ["program"],
  }),
  file("a policy configuration", "exemptions:\n  - rule: x\n", "", "", {
    fix: "Pulumi.<stack>.yaml",
    says: ["exemptions"],
  }),
];

/** In the order in which they are divided into the odd and the even half. */
export const MISTAKES: readonly Mistake[] = [
  ...FROM_COMPOSE,
  ...IMAGES,
  ...SIZES,
  ...FORMS,
  ...REFERENCES,
  ...SECRETS,
  ...SCALING,
  ...AWS,
  ...NESTING,
  ...YAML,
  ...FOREIGN,
];
