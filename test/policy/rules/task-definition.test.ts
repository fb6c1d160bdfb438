import { piped, scheduled, shifting } from "../mutation/good-additions";
import { describeRules } from "../support/cases";
import {
  add,
  all,
  computedFrom,
  dependsOn,
  set,
  unknown,
  unknownValue,
  unset,
  without,
} from "../mutation/graph";

const d = "definition";
const issuedToken = ["ghp", "_", "Zk3vQ8mT1xW7yR5nB2cD4fG6hJ9kL0pSaUeI"].join("");
const container = "containerDefinitions.json.0";
const containersUnknown = { "unknown containers": unknown(d, "containerDefinitions") };

const sidecar = { name: "proxy", image: "registry/proxy:1", user: "5", essential: false };

const second = "containerDefinitions.json.1";
const beside = {
  essential: false,
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "/shop/web",
      "awslogs-region": "us-east-2",
      "awslogs-stream-prefix": "beside",
    },
  },
};

describeRules({
  "fargate-task-definition-complete": {
    bad: {
      "no compatibilities": {
        change: unset(d, "requiresCompatibilities"),
        at: d,
      },
      "empty compatibilities": set(d, "requiresCompatibilities", []),
      "no network mode": unset(d, "networkMode"),
      "bridge mode": {
        change: set(d, "networkMode", "bridge"),
        also: ["service-task-definition-compatible"],
      },
      "no CPU": unset(d, "cpu"),
      "no memory": unset(d, "memory"),
    },
    fine: {
      "EC2 in bridge mode": all(
        set(d, "requiresCompatibilities", ["EC2"]),
        set(d, "networkMode", "bridge"),
        unset(d, "cpu"),
      ),
      "both compatibilities": set(d, "requiresCompatibilities", ["EC2", "FARGATE"]),
    },
    unknown: { "an unknown size": unknown(d, "cpu") },
  },
  "fargate-cpu-memory-pair": {
    bad: {
      "a pair that is not sold": set(d, "memory", "5120"),
      "a CPU size that is not sold": set(d, "cpu", "300"),
      "memory that is no number": set(d, "memory", "much"),
      "a step that 8 vCPU does not have": all(set(d, "cpu", "8192"), set(d, "memory", "17408")),
    },
    fine: {
      numbers: all(set(d, "cpu", 1024), set(d, "memory", 2048)),
      "vCPU and GB": all(set(d, "cpu", "1 vCPU"), set(d, "memory", "3 GB")),
      "half a vCPU": all(set(d, "cpu", ".5 vcpu"), set(d, "memory", "1GB")),
      "the largest size": all(set(d, "cpu", "32768"), set(d, "memory", "249856")),
      "no size at all": all(unset(d, "cpu"), unset(d, "memory")),
      EC2: all(set(d, "requiresCompatibilities", ["EC2"]), set(d, "memory", "77")),
    },
    unknown: { "an unknown size": unknown(d, "memory") },
  },
  "container-definitions-valid": {
    bad: {
      "text that is no JSON": {
        change: set(d, "containerDefinitions", "[{"),
        also: [],
      },
      "no definitions": unset(d, "containerDefinitions"),
      "an object instead of a list": set(d, "containerDefinitions", "{}"),
      "no essential container": set(d, `${container}.essential`, false),
      "a misspelt key": set(d, `${container}.readonlyRootFilesystems`, true),
      "a misspelt key further in": set(d, `${container}.linuxParameters.initProcess`, true),
      "a container without image": unset(d, `${container}.image`),
      "a host port that differs": set(d, `${container}.portMappings.0.hostPort`, 80),
      "a port out of range": {
        change: all(
          set(d, `${container}.portMappings.0.containerPort`, 70000),
          unset(d, `${container}.portMappings.0.hostPort`),
        ),
        also: ["service-ingress-from-load-balancer", "service-load-balancer-matches-container"],
      },
      "a mapping without port": {
        change: set(d, `${container}.portMappings.1`, { protocol: "tcp" }),
      },
      "two containers of one name": {
        change: set(d, "containerDefinitions.json.1", { name: "web", image: "x:1", user: "5" }),
        also: [
          "container-capabilities-dropped",
          "container-logging-configured",
          "container-root-filesystem-read-only",
          "task-image-from-managed-repository",
        ],
      },
    },
    fine: {
      "essential left out": unset(d, `${container}.essential`),
      "a range of ports": set(d, `${container}.portMappings.1`, {
        containerPortRange: "9000-9010",
      }),
      "host ports under bridge": all(
        set(d, "networkMode", "bridge"),
        set(d, `${container}.portMappings.0.hostPort`, 80),
      ),
    },
    unknown: containersUnknown,
  },
  "container-image-pinned": {
    bad: {
      "the tag latest": {
        change: set(d, `${container}.image`, "nginx:latest"),
        also: ["task-image-from-managed-repository"],
      },
      "no tag": {
        change: set(d, `${container}.image`, "registry:5000/team/web"),
        also: ["task-image-from-managed-repository"],
      },
      "a tag where a digest is asked for": {
        change: set(d, `${container}.image`, "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1"),
        options: { requireDigest: true },
      },
      "a registry that is not allowed": {
        change: (graph) => graph,
        options: { allowedRegistries: ["public.ecr.aws/"] },
      },
    },
    fine: {
      "a tag": set(d, `${container}.image`, "nginx:1.27"),
      "a digest without tag": set(d, `${container}.image`, `nginx@sha256:${"b".repeat(64)}`),
      "a registry with a port": set(d, `${container}.image`, "registry:5000/web:1"),
      "an allowed registry": {
        change: (graph) => graph,
        options: { allowedRegistries: ["111122223333.dkr.ecr."], requireDigest: true },
      },
    },
    unknown: containersUnknown,
  },
  "container-not-privileged": {
    bad: { "a privileged container": set(d, `${container}.privileged`, true) },
    fine: { "privileged off": set(d, `${container}.privileged`, false) },
    unknown: containersUnknown,
  },
  "container-root-filesystem-read-only": {
    bad: {
      "a writable root": set(d, `${container}.readonlyRootFilesystem`, false),
      "the default": unset(d, `${container}.readonlyRootFilesystem`),
    },
    fine: {
      "true as a word": set(d, `${container}.readonlyRootFilesystem`, "true"),
      "Windows, which has no such setting": all(
        unset(d, `${container}.readonlyRootFilesystem`),
        set(d, "runtimePlatform.operatingSystemFamily", "WINDOWS_SERVER_2022_CORE"),
      ),
    },
    unknown: containersUnknown,
  },
  "container-user-not-root": {
    bad: {
      "no user": unset(d, `${container}.user`),
      root: set(d, `${container}.user`, "root"),
      "uid 0": set(d, `${container}.user`, "0:1000"),
      "an empty user": set(d, `${container}.user`, ""),
      "uid 0 in two digits": set(d, `${container}.user`, "00"),
      "root under a key in capitals": all(
        unset(d, `${container}.user`),
        set(d, `${container}.User`, "root"),
      ),
    },
    fine: {
      "a name": set(d, `${container}.user`, "node"),
      "a key in capitals": all(unset(d, `${container}.user`), set(d, `${container}.USER`, "1000")),
      "a number": set(d, `${container}.user`, 1000),
      "Windows without user": all(
        unset(d, `${container}.user`),
        set(d, "runtimePlatform.operatingSystemFamily", "WINDOWS_SERVER_2022_CORE"),
      ),
    },
    unknown: containersUnknown,
  },
  "task-no-host-namespaces": {
    bad: {
      "host processes": set(d, "pidMode", "host"),
      "host memory": set(d, "ipcMode", "host"),
      "host network": {
        change: set(d, "networkMode", "host"),
        also: ["fargate-task-definition-complete", "service-task-definition-compatible"],
      },
    },
    fine: { "shared in the task": set(d, "pidMode", "task") },
    unknown: { "an unknown mode": unknown(d, "pidMode") },
  },
  "container-environment-no-secrets": {
    bad: {
      "the template of an event's input": add("event", "aws:cloudwatch/eventTarget:EventTarget", {
        inputTransformer: {
          inputTemplate: JSON.stringify({
            containerOverrides: [
              { name: "web", environment: [{ name: "API_TOKEN", value: issuedToken }] },
            ],
          }),
        },
      }),
      "a password": set(d, `${container}.environment.1`, { name: "DB_PASSWORD", value: "x1!y" }),
      "an API key": set(d, `${container}.environment.1`, { name: "stripe_api_key", value: "abc" }),
      "a value that is a key": set(d, `${container}.environment.1`, {
        name: "GREETING",
        value: ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
      }),
      "a URL with a password": set(d, `${container}.environment.1`, {
        name: "DATABASE",
        value: "postgres://app:hunter2@db/app",
      }),
      "a password in an environment that is spelled otherwise": set(d, `${container}.Environment`, [
        { Name: "DB_PASSWORD", Value: "hunter22" },
      ]),
      "a name that is the secret": set(d, `${container}.environment.1`, {
        name: ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
        value: "x",
      }),
      "a password in a command": set(d, `${container}.command`, ["app", "--password", "hunter22"]),
      "a password in an entry point": set(d, `${container}.entryPoint`, ["app", "--token=abc1"]),
      "a password in a health check": set(d, `${container}.healthCheck.command`, [
        "CMD-SHELL",
        "mysqladmin ping -phunter22",
      ]),
      "a password in a label": set(d, `${container}.dockerLabels`, { "app.password": "hunter22" }),
      "a token in a log option": set(
        d,
        `${container}.logConfiguration.options.splunk-token`,
        "1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f",
      ),
      "a password in a log router": set(d, `${container}.firelensConfiguration`, {
        type: "fluentbit",
        options: { HTTP_Passwd: "hunter22" },
      }),
      "an override of a schedule": {
        change: add("nightly", "aws:scheduler/schedule:Schedule", {
          target: { input: { containerOverrides: [{ command: ["app", "--password=hunter22"] }] } },
        }),
        at: "nightly",
      },
      "an override of an event": {
        change: add("on-upload", "aws:cloudwatch/eventTarget:EventTarget", {
          input: JSON.stringify({
            containerOverrides: [{ environment: [{ name: "API_KEY", value: "abc1" }] }],
          }),
        }),
        at: "on-upload",
      },
      "an argument of a build": {
        change: add("image", "docker-build:index:Image", { buildArgs: { NPM_TOKEN: "abc1" } }),
        at: "image",
      },
      "an argument of a build by the older provider": {
        change: add("image", "docker:index/image:Image", {
          build: { args: { NPM_TOKEN: "abc1" } },
        }),
        at: "image",
      },
    },
    fine: {
      "a command that refers to a variable": set(d, `${container}.command`, [
        "sh",
        "-c",
        'exec app --password "$DB_PASSWORD" --secret-name db',
      ]),
      "an override and a build without secrets": all(
        add("on-upload", "aws:cloudwatch/eventTarget:EventTarget", {
          input: JSON.stringify({ containerOverrides: [{ command: ["app", "--once"] }] }),
        }),
        add("image", "docker-build:index:Image", { buildArgs: { NODE_ENV: "production" } }),
      ),
      "a password that is not known yet": set(d, `${container}.environment.1`, {
        name: "DB_PASSWORD",
        value: unknownValue,
      }),
      "the name of a secret": set(d, `${container}.environment.1`, {
        name: "SECRET_NAME",
        value: "db",
      }),
      "a token's lifetime": set(d, `${container}.environment.1`, {
        name: "TOKEN_TTL",
        value: "abc",
      }),
      "a switch": set(d, `${container}.environment.1`, { name: "PASSWORD", value: "false" }),
      "an ARN": set(d, `${container}.environment.1`, {
        name: "DB_SECRET",
        value: "arn:aws:secretsmanager:us-east-2:111122223333:secret:x",
      }),
      "no environment": unset(d, `${container}.environment`),
    },
    unknown: containersUnknown,
  },
  "container-secret-references-valid": {
    bad: {
      "a plain value": {
        change: set(d, `${container}.secrets.0.valueFrom`, "hunter2 !"),
        also: ["execution-role-reads-referenced-secrets", "private-service-has-endpoints"],
      },
      "one colon too few": {
        change: set(
          d,
          `${container}.secrets.0.valueFrom`,
          "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf:password:",
        ),
      },
      "a variable that is plain as well": {
        change: set(d, `${container}.secrets.0.name`, "MODE"),
      },
      "a variable that is a secret twice": {
        change: set(d, `${container}.secrets.1`, {
          name: "PASSWORD",
          valueFrom: "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf",
        }),
      },
    },
    fine: {
      "a parameter by ARN": set(
        d,
        `${container}.secrets.0.valueFrom`,
        "arn:aws:ssm:us-east-2:111122223333:parameter/web/password",
      ),
      "a parameter by name": set(d, `${container}.secrets.0.valueFrom`, "/web/password"),
      "no secrets": unset(d, `${container}.secrets`),
    },
    unknown: containersUnknown,
  },
  "container-logging-configured": {
    bad: {
      "no log configuration": unset(d, `${container}.logConfiguration`),
      "no group": unset(d, `${container}.logConfiguration.options.awslogs-group`),
      "no region": unset(d, `${container}.logConfiguration.options.awslogs-region`),
      "no prefix": unset(d, `${container}.logConfiguration.options.awslogs-stream-prefix`),
    },
    fine: {
      FireLens: set(d, `${container}.logConfiguration`, { logDriver: "awsfirelens" }),
    },
    unknown: containersUnknown,
  },
  "container-logging-non-blocking": {
    bad: {
      "the blocking mode": set(d, `${container}.logConfiguration.options.mode`, "blocking"),
    },
    fine: {
      "the default mode": unset(d, `${container}.logConfiguration.options.mode`),
      "another driver": set(d, `${container}.logConfiguration`, { logDriver: "awsfirelens" }),
    },
    unknown: containersUnknown,
  },
  "task-efs-volume-encrypted-in-transit": {
    bad: {
      "encryption off": set(d, "volumes.0.efsVolumeConfiguration.transitEncryption", "DISABLED"),
      "the default": unset(d, "volumes.0.efsVolumeConfiguration.transitEncryption"),
    },
    fine: { "another kind of volume": set(d, "volumes.1", { name: "scratch" }) },
    unknown: {
      "unknown volumes": unknown(d, "volumes"),
      "an unknown setting": unknown(d, "volumes.0.efsVolumeConfiguration.transitEncryption"),
    },
  },
  "task-efs-volume-uses-access-point": {
    bad: {
      "no access point": unset(
        d,
        "volumes.0.efsVolumeConfiguration.authorizationConfig.accessPointId",
      ),
      "IAM off": set(d, "volumes.0.efsVolumeConfiguration.authorizationConfig.iam", "DISABLED"),
      "IAM left out": unset(d, "volumes.0.efsVolumeConfiguration.authorizationConfig.iam"),
      "a root directory": set(d, "volumes.0.efsVolumeConfiguration.rootDirectory", "/web"),
    },
    fine: {
      "the root directory that AWS asks for": set(
        d,
        "volumes.0.efsVolumeConfiguration.rootDirectory",
        "/",
      ),
      "an access point that is computed": unknown(
        d,
        "volumes.0.efsVolumeConfiguration.authorizationConfig.accessPointId",
      ),
    },
    unknown: { "unknown volumes": unknown(d, "volumes") },
  },
  "task-roles-separate": {
    bad: {
      "a schedule that starts the task as the task": {
        change: all(
          scheduled,
          set("nightly", "target.roleArn", "arn:aws:iam::111122223333:role/task"),
        ),
        at: "nightly",
      },
      "a deployment that moves requests as the task": {
        change: all(
          shifting,
          set(
            "service",
            "loadBalancers.0.advancedConfiguration.roleArn",
            "arn:aws:iam::111122223333:role/execution",
          ),
        ),
        at: "service",
      },
      "a pipe that acts as the task": { change: piped({}, "task"), at: "orders" },
      "one role for both": {
        change: set(d, "taskRoleArn", "arn:aws:iam::111122223333:role/execution"),
        also: [],
      },
      "no task role": unset(d, "taskRoleArn"),
      "no execution role": {
        change: unset(d, "executionRoleArn"),
        at: d,
        also: ["env-file-objects-read-narrowly"],
      },
      "one unknown role for both": {
        change: all(unknown(d, "executionRoleArn"), (graph) => {
          const own = graph.get(d);
          if (own === undefined) return graph;
          const urns = own.propertyDependencies?.executionRoleArn ?? [];
          return all(unknown(d, "taskRoleArn"))(
            new Map([
              ...graph,
              [
                d,
                {
                  ...own,
                  propertyDependencies: { ...own.propertyDependencies, taskRoleArn: urns },
                },
              ],
            ]),
          );
        }),
      },
    },
    fine: {
      "two unknown roles": all(unknown(d, "executionRoleArn"), unknown(d, "taskRoleArn")),
    },
    unknown: {
      "a role nobody knows": (graph) => {
        const own = graph.get(d);
        if (own === undefined) return graph;
        return unknown(
          d,
          "taskRoleArn",
        )(new Map([...graph, [d, { ...own, propertyDependencies: {} }]]));
      },
    },
  },
  "container-capabilities-dropped": {
    bad: {
      "the default capabilities": unset(d, `${container}.linuxParameters.capabilities`),
      "a list of dropped capabilities without the others": set(
        d,
        `${container}.linuxParameters.capabilities.drop`,
        ["NET_RAW"],
      ),
      "an added capability": set(d, `${container}.linuxParameters.capabilities.add`, [
        "SYS_PTRACE",
      ]),
      "no init process": unset(d, `${container}.linuxParameters.initProcessEnabled`),
    },
    fine: {
      "an empty list of additions": set(d, `${container}.linuxParameters.capabilities.add`, []),
    },
    unknown: containersUnknown,
  },
  "vendor-sidecars-hardened": {
    bad: {
      "an agent and a log router, once": {
        change: all(
          set(d, second, {
            ...beside,
            name: "agent",
            image: "public.ecr.aws/datadog/agent:7",
          }),
          set(d, "containerDefinitions.json.2", {
            ...beside,
            name: "router",
            image: "906394416424.dkr.ecr.us-east-2.amazonaws.com/aws-for-fluent-bit:stable",
            user: "0",
          }),
        ),
        at: d,
        also: ["task-image-from-managed-repository", "task-log-group-managed"],
      },
    },
    fine: {
      "an agent that may do nothing": set(d, second, {
        ...beside,
        name: "agent",
        image: "public.ecr.aws/datadog/agent:7",
        readonlyRootFilesystem: true,
        linuxParameters: { capabilities: { drop: ["ALL"] } },
      }),
      "an image of a like name, which has the rules of every container": set(d, second, {
        ...beside,
        name: "agent",
        image: "public.ecr.aws/shop/agent:7",
      }),
    },
    unknown: "containers that are not known yet are deferred by other rules",
  },
  "container-health-and-dependencies": {
    bad: {
      "a long stop": set(d, `${container}.stopTimeout`, 121),
      "a volume that is not there": set(d, `${container}.mountPoints.0.sourceVolume`, "other"),
      "a container that is not there": set(d, `${container}.dependsOn`, [
        { containerName: "proxy", condition: "START" },
      ]),
      "the end of an essential container": {
        change: set(d, `${container}.dependsOn`, [{ containerName: "web", condition: "SUCCESS" }]),
      },
      "the health of a container without check": {
        change: set(d, `${container}.dependsOn`, [{ containerName: "web", condition: "HEALTHY" }]),
      },
    },
    fine: {
      "the longest stop": set(d, `${container}.stopTimeout`, 120),
      "unknown volumes": unknown(d, "volumes"),
      "an init container": all(
        set(d, "containerDefinitions.json.1", sidecar),
        set(d, `${container}.dependsOn`, [{ containerName: "proxy", condition: "SUCCESS" }]),
      ),
    },
    unknown: containersUnknown,
  },
  "container-env-files-valid": {
    bad: {
      "another type": set(d, `${container}.environmentFiles.0.type`, "http"),
      "another ending": {
        change: set(d, `${container}.environmentFiles.0.value`, "arn:aws:s3:::files/web.txt"),
        also: ["env-file-content-clean", "env-file-objects-read-narrowly"],
      },
      "eleven files": {
        change: set(
          d,
          `${container}.environmentFiles`,
          Array.from({ length: 11 }, () => ({ type: "s3", value: "arn:aws:s3:::files/web.env" })),
        ),
      },
    },
    fine: { "no files": unset(d, `${container}.environmentFiles`) },
    unknown: containersUnknown,
  },
  "task-runtime-platform-set": {
    bad: {
      "no architecture": unset(d, "runtimePlatform"),
      "too little storage": set(d, "ephemeralStorage", { sizeInGib: 20 }),
      "too much storage": set(d, "ephemeralStorage", { sizeInGib: 201 }),
    },
    fine: {
      "the least storage": set(d, "ephemeralStorage", { sizeInGib: 21 }),
      "the most storage": set(d, "ephemeralStorage", { sizeInGib: 200 }),
      EC2: all(set(d, "requiresCompatibilities", ["EC2"]), unset(d, "runtimePlatform")),
    },
    unknown: { "an unknown platform": unknown(d, "runtimePlatform") },
  },
  "task-log-group-managed": {
    bad: {
      "a group of somebody else": {
        change: set(d, `${container}.logConfiguration.options.awslogs-group`, "/ecs/other"),
        at: d,
      },
    },
    fine: {
      "in a preview, a group by dependency": unknown(d, "containerDefinitions"),
      "a group that keeps logs forever, which another rule reports": unset(
        "logs",
        "retentionInDays",
      ),
      "another driver": set(d, `${container}.logConfiguration`, { logDriver: "awsfirelens" }),
    },
    unknown: {
      "a preview without a group": all(unknown(d, "containerDefinitions"), without("logs")),
    },
  },
  "task-image-from-managed-repository": {
    bad: {
      "a public image": set(d, `${container}.image`, `nginx:1@sha256:${"a".repeat(64)}`),
      "a repository that does not scan": {
        change: set("repository", "imageScanningConfiguration.scanOnPush", false),
        also: ["ecr-scanned-and-immutable"],
      },
      "a repository whose tags move": {
        change: set("repository", "imageTagMutability", "MUTABLE"),
        also: ["ecr-scanned-and-immutable"],
      },
    },
    fine: {
      "in a preview, an image built from the repository": all(
        add("built", "docker-build:index:Image", {}),
        dependsOn("built", ["repository"]),
        computedFrom(d, "containerDefinitions", ["built"]),
      ),
    },
    unknown: {
      "a preview without a repository": all(
        unknown(d, "containerDefinitions"),
        without("repository"),
      ),
    },
  },
});
