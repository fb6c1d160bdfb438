import { type Graph, graphOf } from "../mutation/graph";
import {
  arnOf,
  balancer,
  bucket,
  careful,
  group,
  json,
  keyArn,
  logs,
  network,
  one,
  role,
  roleArn,
  secretArn,
  service,
  task,
} from "./parts";

const readsSecret = {
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: secretArn,
};
const key = one(
  "aws:kms/key:Key",
  { id: "key-1", arn: keyArn, keyId: "key-1", enableKeyRotation: true },
  true,
);

/** A shop with an agent and a log router of vendors beside it, and a database. */
const shopWithAgents = graphOf({
  ...network,
  ...balancer,
  "tasks-group": group("tasks", [{ port: 8080, from: "sg-balancer" }]),
  ...task(
    [
      careful("web", {
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: "DB_HOST", value: "db.cluster-abc.eu-west-1.rds.amazonaws.com" },
          { name: "DD_TRACE_AGENT_URL", value: "http://localhost:8126" },
          { name: "SESSION_TOKEN_TTL", value: "3600" },
          { name: "FEATURES", value: "password-reset,token-refresh" },
        ],
        secrets: [{ name: "DB_PASSWORD", valueFrom: secretArn }],
        logConfiguration: {
          logDriver: "awsfirelens",
          options: { Name: "datadog", Host: "http-intake.logs.datadoghq.eu", TLS: "on" },
          secretOptions: [{ name: "apikey", valueFrom: secretArn }],
        },
      }),
      {
        name: "datadog-agent",
        image: "public.ecr.aws/datadog/agent:7.60.0",
        essential: false,
        environment: [
          { name: "ECS_FARGATE", value: "true" },
          { name: "DD_SITE", value: "datadoghq.eu" },
        ],
        secrets: [{ name: "DD_API_KEY", valueFrom: secretArn }],
        logConfiguration: logs("agent"),
      },
      {
        name: "log_router",
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0",
        essential: true,
        user: "0",
        firelensConfiguration: {
          type: "fluentbit",
          options: { "enable-ecs-log-metadata": "true" },
        },
        logConfiguration: logs("router"),
      },
    ],
    [
      {
        Effect: "Allow",
        Action: ["ecs:ListClusters", "ecs:DescribeContainerInstances"],
        Resource: "*",
      },
      { Effect: "Allow", Action: "cloudwatch:PutMetricData", Resource: "*" },
    ],
  ),
  ...service("web"),
  database: one(
    "aws:rds/cluster:Cluster",
    {
      id: "shop",
      arn: arnOf("rds", "cluster:shop"),
      storageEncrypted: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      manageMasterUserPassword: true,
      vpcSecurityGroupIds: ["sg-database"],
    },
    true,
  ),
  "database-member": one("aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier: "shop" }),
  "database-group": group("database", [{ port: 5432, from: "sg-tasks" }]),
});

/** A service of a mesh: proxy, tracing and metrics by AWS's images. */
const meshed = graphOf({
  ...network,
  "tasks-group": group("tasks", [{ port: 8080, from: "10.8.0.0/16" }]),
  ...task(
    [
      careful("web", {
        portMappings: [{ containerPort: 8080, name: "web" }],
        dependsOn: [{ containerName: "envoy", condition: "HEALTHY" }],
      }),
      {
        name: "envoy",
        image: "public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod",
        essential: true,
        user: "1337",
        healthCheck: {
          command: ["CMD-SHELL", "curl -s http://localhost:9901/server_info | grep LIVE"],
        },
        logConfiguration: logs("envoy"),
      },
      {
        name: "xray",
        image: "public.ecr.aws/xray/aws-xray-daemon:3.3.14",
        essential: false,
        logConfiguration: logs("xray"),
      },
      {
        name: "otel",
        image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1",
        essential: false,
        command: ["--config=/etc/ecs/ecs-default-config.yaml"],
        logConfiguration: logs("otel"),
      },
    ],
    [
      {
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:GetSamplingRules"],
        Resource: "*",
      },
      { Effect: "Allow", Action: "servicediscovery:DiscoverInstances", Resource: "*" },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop" } },
      },
    ],
  ),
  service: one("aws:ecs/service:Service", {
    name: "web",
    cluster: arnOf("ecs", "cluster/shop"),
    taskDefinition: arnOf("ecs", "task-definition/shop:1"),
    launchType: "FARGATE",
    desiredCount: 2,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: { subnets: ["private-a", "private-b"], securityGroups: ["sg-tasks"] },
  }),
});

/** Jobs without a service: a schedule, an event and a state machine start tasks. */
const jobs = graphOf({
  ...network,
  ...bucket("uploads", "shop-uploads"),
  "tasks-group": group("tasks", []),
  ...task(
    [careful("job", { command: ["node", "job.js", "--since=24h"] })],
    [
      {
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
        Resource: arnOf("sqs", "jobs"),
      },
      {
        Effect: "Allow",
        Action: ["dynamodb:PutItem", "dynamodb:Query"],
        Resource: arnOf("dynamodb", "table/orders"),
      },
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-uploads/*" },
    ],
  ),
  ...role("scheduler", "scheduler.amazonaws.com", [
    { Effect: "Allow", Action: "ecs:RunTask", Resource: arnOf("ecs", "task-definition/shop:*") },
    { Effect: "Allow", Action: "iam:PassRole", Resource: [roleArn("task"), roleArn("execution")] },
  ]),
  nightly: one("aws:scheduler/schedule:Schedule", {
    scheduleExpression: "cron(0 3 * * ? *)",
    target: {
      arn: arnOf("ecs", "cluster/shop"),
      roleArn: roleArn("scheduler"),
      ecsParameters: {
        taskDefinitionArn: arnOf("ecs", "task-definition/shop:1"),
        launchType: "FARGATE",
        networkConfiguration: { subnets: ["private-a", "private-b"], securityGroups: ["sg-tasks"] },
      },
      input: json({ containerOverrides: [{ name: "job", command: ["node", "job.js", "--all"] }] }),
    },
  }),
  machine: one("aws:sfn/stateMachine:StateMachine", {
    roleArn: roleArn("scheduler"),
    loggingConfiguration: { level: "ERROR" },
    definition: json({
      StartAt: "Run",
      States: {
        Run: {
          Type: "Task",
          Resource: "arn:aws:states:::ecs:runTask.sync",
          Parameters: {
            Cluster: arnOf("ecs", "cluster/shop"),
            TaskDefinition: arnOf("ecs", "task-definition/shop"),
            NetworkConfiguration: {
              AwsvpcConfiguration: { Subnets: ["private-a"], AssignPublicIp: "DISABLED" },
            },
          },
          End: true,
        },
      },
    }),
  }),
  queue: one("aws:sqs/queue:Queue", {
    name: "jobs",
    arn: arnOf("sqs", "jobs"),
    redrivePolicy: json({ deadLetterTargetArn: arnOf("sqs", "jobs-dead"), maxReceiveCount: 5 }),
  }),
  "queue-policy": one("aws:sqs/queuePolicy:QueuePolicy", {
    policy: json({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arnOf("sqs", "jobs"),
          Condition: {
            ArnEquals: { "aws:SourceArn": "arn:aws:s3:::shop-uploads" },
            StringEquals: { "aws:SourceAccount": "222233334444" },
          },
        },
      ],
    }),
  }),
  orders: one(
    "aws:dynamodb/table:Table",
    {
      name: "orders",
      arn: arnOf("dynamodb", "table/orders"),
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    },
    true,
  ),
});

/** Functions behind an HTTP API, without a container. Written last, and not tuned on. */
const functions = graphOf({
  ...bucket("uploads", "shop-uploads"),
  key,
  ...role("function", "lambda.amazonaws.com", [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: arnOf("logs", "log-group:/aws/lambda/orders:*"),
    },
    {
      Effect: "Allow",
      Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
      Resource: arnOf("dynamodb", "table/orders"),
    },
    readsSecret,
  ]),
  "function-logs": one("aws:cloudwatch/logGroup:LogGroup", {
    name: "/aws/lambda/orders",
    retentionInDays: 30,
    kmsKeyId: keyArn,
  }),
  orders: one("aws:lambda/function:Function", {
    name: "orders",
    arn: arnOf("lambda", "function:orders"),
    runtime: "nodejs22.x",
    role: roleArn("function"),
    environment: {
      variables: { TABLE: "orders", SECRET_ARN: secretArn, POWERTOOLS_SERVICE_NAME: "orders" },
    },
    layers: ["arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsTypeScriptV2:20"],
  }),
  "api-may-call": one("aws:lambda/permission:Permission", {
    action: "lambda:InvokeFunction",
    function: "orders",
    principal: "apigateway.amazonaws.com",
    sourceArn: arnOf("execute-api", "abc123/*/*"),
  }),
  api: one("aws:apigatewayv2/api:Api", { protocolType: "HTTP", name: "shop" }),
  route: one("aws:apigatewayv2/route:Route", { routeKey: "GET /orders", authorizationType: "JWT" }),
  table: one(
    "aws:dynamodb/table:Table",
    {
      name: "orders",
      arn: arnOf("dynamodb", "table/orders"),
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    },
    true,
  ),
  secret: one(
    "aws:secretsmanager/secret:Secret",
    { name: "shop/db", arn: secretArn, kmsKeyId: keyArn },
    true,
  ),
  alerts: one("aws:sns/topic:Topic", {
    name: "alerts",
    arn: arnOf("sns", "alerts"),
    kmsMasterKeyId: keyArn,
  }),
  mail: one("aws:sns/topicSubscription:TopicSubscription", {
    topic: arnOf("sns", "alerts"),
    protocol: "email",
    endpoint: "ops@example.com",
  }),
  errors: one("aws:cloudwatch/metricAlarm:MetricAlarm", {
    name: "errors",
    alarmActions: [arnOf("sns", "alerts")],
  }),
});

/** gRPC behind a network load balancer with a cache. Written last, and not tuned on. */
const grpc = graphOf({
  ...network,
  "balancer-group": group("balancer", [{ port: 443, from: "0.0.0.0/0" }], "sg-tasks"),
  "tasks-group": group("tasks", [{ port: 8080, from: "sg-balancer" }]),
  "cache-group": group("cache", [{ port: 6379, from: "sg-tasks" }]),
  ...bucket("balancer-logs", "shop-balancer-logs"),
  balancer: one("aws:lb/loadBalancer:LoadBalancer", {
    id: arnOf("elasticloadbalancing", "loadbalancer/net/grpc/1"),
    arn: arnOf("elasticloadbalancing", "loadbalancer/net/grpc/1"),
    loadBalancerType: "network",
    securityGroups: ["sg-balancer"],
    subnets: ["public-a", "public-b"],
    enableDeletionProtection: true,
    accessLogs: { enabled: true, bucket: "shop-balancer-logs" },
  }),
  listener: one("aws:lb/listener:Listener", {
    loadBalancerArn: arnOf("elasticloadbalancing", "loadbalancer/net/grpc/1"),
    port: 443,
    protocol: "TLS",
    alpnPolicy: "HTTP2Only",
    certificateArn: arnOf("acm", "certificate/1"),
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [
      { type: "forward", targetGroupArn: arnOf("elasticloadbalancing", "targetgroup/grpc/1") },
    ],
  }),
  targets: one("aws:lb/targetGroup:TargetGroup", {
    arn: arnOf("elasticloadbalancing", "targetgroup/grpc/1"),
    vpcId: "vpc-1",
    targetType: "ip",
    port: 8080,
    protocol: "TCP",
    healthCheck: { protocol: "TCP" },
  }),
  ...task(
    [
      careful("grpc", {
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: "REDIS_URL", value: "rediss://cache.abc.euw1.cache.amazonaws.com:6379" },
          { name: "TOKEN_ISSUER", value: "https://login.example.com/" },
          { name: "JWT_PUBLIC_KEY_URL", value: "https://login.example.com/.well-known/jwks.json" },
        ],
        healthCheck: { command: ["CMD", "/bin/grpc_health_probe", "-addr=:8080"] },
      }),
      {
        name: "collector",
        image: "otel/opentelemetry-collector-contrib:0.114.0",
        essential: false,
        readonlyRootFilesystem: true,
        user: "10001",
        logConfiguration: logs("collector"),
      },
    ],
    [readsSecret],
  ),
  ...service("grpc", arnOf("elasticloadbalancing", "targetgroup/grpc/1")),
  cache: one("aws:elasticache/replicationGroup:ReplicationGroup", {
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    automaticFailoverEnabled: true,
    snapshotRetentionLimit: 7,
    securityGroupIds: ["sg-cache"],
  }),
});

export const carefulPrograms: Readonly<Record<string, Graph>> = {
  "shop-with-agents": shopWithAgents,
  meshed,
  jobs,
  functions,
  grpc,
};
