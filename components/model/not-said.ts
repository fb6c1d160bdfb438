/** Something that no key of a stack file says. */
export interface NotSaid {
  /** What people want, as a heading. */
  readonly what: string;
  /** Keys that they try, without regard to case, hyphens and underscores. */
  readonly names: readonly string[];
  /** A key of the map in which they try it. */
  readonly beside: string;
  /** Why there is no key, and what to do, in one or two sentences. */
  readonly instead: string;
  /** There is a key, in another place. */
  readonly elsewhere?: true;
}

const existingPart =
  "The environment creates its VPC, which drydock:network describes; one that exists is drydock:existing: { network: { vpcId, cidr, privateSubnetIds } }, for all services.";

const beside = (key: string, rows: readonly Omit<NotSaid, "beside">[]): NotSaid[] =>
  rows.map((row) => ({ ...row, beside: key }));

/** `docs/cannot-say.md` is generated from it, and messages about these keys are. */
export const notSaid: readonly NotSaid[] = [
  ...beside("route", [
    {
      what: "A job that runs by the clock",
      names: ["schedule", "cron", "job", "rate"],
      elsewhere: true,
      instead:
        "A service runs all the time. A task that does its work and ends is drydock:jobs: { report: { from: web, runs: { at: cron(0 3 * * ? *) } } }; scaling.schedules changes the number of tasks of a service.",
    },
    {
      what: "An existing VPC",
      names: ["vpcId", "vpc"],
      elsewhere: true,
      instead: existingPart,
    },
    {
      what: "Security groups by id",
      names: ["securityGroups", "securityGroupIds", "securityGroup"],
      instead:
        "Each service has its own group. connectsTo opens it to another service, route to the load balancer, and drydock:network.egressPorts to the internet.",
    },
    {
      what: "Another launch type, or EC2",
      names: ["launchType", "requiresCompatibilities", "platformVersion", "compatibilities"],
      instead: "Everything runs on Fargate, on the newest platform version.",
    },
    {
      what: "The kind of a workload",
      names: ["type", "kind", "apiVersion", "schedulingStrategy"],
      instead:
        "An entry of drydock:services is a service that runs all the time; with route it has a load balancer before it.",
    },
    {
      what: "Deployment circuit breaker and rollback",
      names: ["circuitBreaker", "deploymentCircuitBreaker", "rollback"],
      instead:
        "A failed deployment is always rolled back, and the update fails; deployment.rollbackOn adds alarms that do it.",
    },
    {
      what: "Blue/green and canary deployments",
      names: ["blueGreen", "canary", "linear", "codeDeploy", "deploymentController"],
      elsewhere: true,
      instead:
        "Write deployment: { strategy: blueGreen }, linear or canary; ECS itself moves the requests.",
    },
    {
      what: "Dashboards and alarms of your own",
      names: ["monitoring", "dashboard", "observability"],
      instead:
        "Set drydock:alerts, which gives every service alarms and the environment a dashboard; create others beside the environment in index.ts.",
    },
    {
      what: "A database, a queue or a bucket",
      names: [
        "database",
        "db",
        "rds",
        "postgres",
        "mysql",
        "redis",
        "queue",
        "bucket",
        "dynamodb",
        "cache",
      ],
      instead:
        "Create it beside the environment in index.ts with @pulumi/aws, and give the service permissions, awsServices and its address in environment.",
    },
    {
      what: "A task definition's family, a cluster or a target group by name",
      names: ["family", "cluster", "clusterArn", "targetGroup", "targetGroupArn", "taskDefinition"],
      instead: "The environment creates one for each service, with the service's name.",
    },
  ]),
  ...beside("image", [
    {
      what: "A restart policy in Docker's words",
      names: ["restart", "restart_policy"],
      instead:
        "ECS always replaces a task that ends. restartPolicy: {} also restarts this container within its task.",
    },
    {
      what: "Docker networks",
      names: ["networks", "network", "networkMode", "ipv4Address"],
      instead:
        "Every task has its own address in the VPC; connectsTo: [name] lets a service reach another one, by discovery.",
    },
    {
      what: "A container's or host's name",
      names: ["containerName", "hostname", "domainname", "name", "serviceName"],
      instead:
        "The entry's key is the name. With discovery: dnsA other services find it by that name.",
    },
    {
      what: "Privileged containers and devices",
      names: [
        "privileged",
        "devices",
        "deviceCgroupRules",
        "securityOpt",
        "usernsMode",
        "cgroupParent",
        "ipc",
        "ipcMode",
      ],
      instead: "Fargate allows none of it.",
    },
    {
      what: "Dropped capabilities",
      names: ["capDrop"],
      instead: "Every capability is dropped that capabilities does not name.",
    },
    {
      what: "GPUs",
      names: ["gpus", "gpu", "accelerator"],
      instead: "Fargate has no GPU. Run such a task on EC2, beside the environment in index.ts.",
    },
    {
      what: "Name servers and entries of the hosts file",
      names: ["dns", "dnsSearch", "dnsOpt", "extraHosts"],
      instead:
        "Fargate allows neither. Use a private hosted zone of Route 53, beside the environment in index.ts.",
    },
    {
      what: "Other settings of Linux, and shared memory",
      names: ["linuxParameters", "sharedMemorySize"],
      instead:
        "There are initProcess, tracing, ulimits and systemControls; for files in memory use scratch.",
    },
    {
      what: "Another log driver or log group",
      names: [
        "logging",
        "logs",
        "logDriver",
        "logConfiguration",
        "logGroup",
        "awslogs",
        "firelens",
      ],
      instead:
        "Logs go to CloudWatch, into the service's own group; logRetentionDays says how long they are kept.",
    },
    {
      what: "Labels of a container",
      names: ["labels", "annotations", "dockerLabels", "metadata"],
      instead: "Tags for everything that the environment creates are drydock:tags.",
    },
    {
      what: "The execution role",
      names: ["executionRoleArn", "executionRole", "imagePullSecrets", "imagePullPolicy"],
      instead:
        "It is computed from the references of the task. image.credentialsSecret names the credentials of a private registry.",
    },
    {
      what: "Profiles, and services that only some environments have",
      names: ["profiles", "environments", "enabled", "when"],
      instead: "Each stack file lists the services of its environment.",
    },
    {
      what: "Configuration files",
      names: ["configs", "config", "configMap", "envFrom", "secretRef", "files"],
      instead:
        "Put a file into the image, its values into environment or envFiles, and secrets under secrets.",
    },
    {
      what: "Where a task is placed on hosts",
      names: [
        "nodeSelector",
        "affinity",
        "tolerations",
        "placementConstraints",
        "placementStrategy",
        "topologySpreadConstraints",
      ],
      instead: "Fargate has no hosts to choose from; tasks are spread over all zones.",
    },
    {
      what: "Hooks, and a terminal",
      names: [
        "lifecycle",
        "postStart",
        "preStop",
        "tty",
        "stdinOpen",
        "interactive",
        "develop",
        "watch",
      ],
      instead:
        "Fargate has none. A program gets SIGTERM and stopTimeoutSeconds to end; exec: true opens a shell in a task.",
    },
  ]),
  ...beside("natGateways", [
    {
      what: "A network of existing parts",
      names: [
        "vpcId",
        "subnets",
        "subnetIds",
        "privateSubnets",
        "publicSubnets",
        "routeTables",
        "vpn",
      ],
      elsewhere: true,
      instead: existingPart,
    },
    {
      what: "IPv6",
      names: ["ipv6", "ipv6Cidr", "dualStack", "enableIpv6"],
      instead: "The network has IPv4 only.",
    },
  ]),
  ...beside("containerInsights", [
    {
      what: "The cluster's name and capacity",
      names: ["name", "clusterName", "capacityProviders", "instanceType", "instances"],
      instead:
        "It is named after project and stack, and runs on Fargate. A cluster that exists is drydock:existing: { cluster: { arn: ... } }.",
    },
  ]),
  ...beside("allowedCidrs", [
    {
      what: "Listeners and ports of the load balancer",
      names: [
        "port",
        "ports",
        "listeners",
        "listenerPort",
        "sslPolicy",
        "securityGroups",
        "subnets",
      ],
      instead:
        "It listens on port 80, with domain on port 443 and a redirect. One with type: network listens on the port of each route. Create another one beside the environment in index.ts.",
    },
  ]),
  ...beside("actions", [
    {
      what: "IAM's own form of a statement",
      names: ["effect", "sid", "principal", "version", "notAction", "notResource"],
      instead: "A permission only allows: actions, resources and conditions.",
    },
  ]),
];
