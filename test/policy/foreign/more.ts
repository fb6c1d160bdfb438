import { type Graph, graphOf } from "../mutation/graph";
import {
  account,
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
  policy,
  role,
  roleArn,
  secretArn,
  service,
  task,
} from "./parts";

const key = one(
  "aws:kms/key:Key",
  { id: "key-1", arn: keyArn, keyId: "key-1", enableKeyRotation: true, deletionWindowInDays: 30 },
  true,
);
const table = one(
  "aws:dynamodb/table:Table",
  {
    name: "orders",
    arn: arnOf("dynamodb", "table/orders"),
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
  },
  true,
);

/** As terraform-aws-modules/ecs writes it: separate rule resources, Service Connect, capacity providers. */
const fromModule = graphOf({
  ...network,
  ...balancer,
  "tasks-group": one("aws:ec2/securityGroup:SecurityGroup", {
    id: "sg-tasks",
    vpcId: "vpc-1",
    name: "shop-20260301",
    description: "Security group for ECS service shop",
  }),
  "tasks-in": one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: "sg-tasks",
    referencedSecurityGroupId: "sg-balancer",
    ipProtocol: "tcp",
    fromPort: 8080,
    toPort: 8080,
    description: "Service port",
  }),
  "tasks-out": one("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
    securityGroupId: "sg-tasks",
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "-1",
    description: "All",
  }),
  ...task(
    [
      careful("web", {
        portMappings: [{ name: "web", containerPort: 8080, protocol: "tcp" }],
        secrets: [{ name: "DB_PASSWORD", valueFrom: `${secretArn}:password::` }],
        environment: [
          { name: "DB_USERNAME", value: "shop" },
          { name: "DB_SECRET_ARN", value: secretArn },
        ],
        dependsOn: [{ containerName: "fluent-bit", condition: "START" }],
      }),
      {
        name: "fluent-bit",
        image: "906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:stable",
        essential: true,
        user: "0",
        firelensConfiguration: { type: "fluentbit" },
        memoryReservation: 50,
        logConfiguration: logs("fluent-bit"),
      },
    ],
    [
      {
        Sid: "ECSExec",
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ],
  ),
  "capacity-providers": one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", {
    clusterName: "shop",
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
  }),
  ...service("web"),
  scaling: one("aws:appautoscaling/target:Target", {
    resourceId: "service/shop/web",
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
    minCapacity: 2,
    maxCapacity: 10,
  }),
  "scaling-cpu": one("aws:appautoscaling/policy:Policy", {
    policyType: "TargetTrackingScaling",
    resourceId: "service/shop/web",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 75,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  }),
  namespace: one("aws:servicediscovery/httpNamespace:HttpNamespace", { name: "shop" }),
});

/** As a conversion of a CDK program: default policies, an import of an image, a worker of a queue. */
const converted = graphOf({
  ...network,
  key,
  "worker-group": group("tasks", []),
  ...task(
    [
      careful("QueueProcessingContainer", {
        image: `${account}.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets:${"ab12".repeat(16)}`,
        environment: [
          { name: "QUEUE_NAME", value: "shop-jobs" },
          { name: "AWS_NODEJS_CONNECTION_REUSE_ENABLED", value: "1" },
        ],
      }),
    ],
    [
      {
        Effect: "Allow",
        Action: [
          "sqs:ReceiveMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
        ],
        Resource: arnOf("sqs", "shop-jobs"),
      },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: keyArn },
      {
        Effect: "Allow",
        Action: ["s3:GetObject*", "s3:GetBucket*", "s3:List*"],
        Resource: ["arn:aws:s3:::shop-uploads", "arn:aws:s3:::shop-uploads/*"],
      },
    ],
  ),
  service: one("aws:ecs/service:Service", {
    name: "worker",
    cluster: arnOf("ecs", "cluster/shop"),
    taskDefinition: arnOf("ecs", "task-definition/shop:1"),
    launchType: "FARGATE",
    desiredCount: 2,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: { subnets: ["private-a", "private-b"], securityGroups: ["sg-tasks"] },
  }),
  queue: one("aws:sqs/queue:Queue", {
    name: "shop-jobs",
    arn: arnOf("sqs", "shop-jobs"),
    kmsMasterKeyId: keyArn,
    redrivePolicy: json({ deadLetterTargetArn: arnOf("sqs", "shop-dead"), maxReceiveCount: 3 }),
  }),
  dead: one("aws:sqs/queue:Queue", {
    name: "shop-dead",
    arn: arnOf("sqs", "shop-dead"),
    kmsMasterKeyId: keyArn,
  }),
  "queue-policy": one("aws:sqs/queuePolicy:QueuePolicy", {
    policy: policy({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sqs:*",
      Resource: arnOf("sqs", "shop-jobs"),
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  }),
  ...bucket("uploads", "shop-uploads"),
  notification: one("aws:s3/bucketNotification:BucketNotification", {
    bucket: "shop-uploads",
    queues: [{ queueArn: arnOf("sqs", "shop-jobs"), events: ["s3:ObjectCreated:*"] }],
  }),
});

/** As awsx components make it, by somebody who read on: an internal service with a cache and alarms. */
const components = graphOf({
  ...network,
  ...balancer,
  "tasks-group": group("tasks", [{ port: 8080, from: "sg-balancer" }]),
  "cache-group": group("cache", [{ port: 6379, from: "sg-tasks" }]),
  ...task(
    [
      careful("api", {
        portMappings: [{ containerPort: 8080, hostPort: 8080 }],
        environment: [
          { name: "REDIS_HOST", value: "master.shop.abc.euw1.cache.amazonaws.com" },
          { name: "SENTRY_ENVIRONMENT", value: "production" },
          { name: "OAUTH_CLIENT_ID", value: "1234567890-abcdef.apps.example.com" },
        ],
        secrets: [{ name: "SENTRY_DSN", valueFrom: arnOf("ssm", "parameter/shop/sentry-dsn") }],
        healthCheck: { command: ["CMD-SHELL", "wget -qO- http://localhost:8080/health || exit 1"] },
      }),
    ],
    [{ Effect: "Allow", Action: "ses:SendEmail", Resource: arnOf("ses", "identity/example.com") }],
  ),
  ...service("api"),
  cache: one("aws:elasticache/replicationGroup:ReplicationGroup", {
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    automaticFailoverEnabled: true,
    securityGroupIds: ["sg-cache"],
  }),
  key,
  alerts: one("aws:sns/topic:Topic", {
    name: "alerts",
    arn: arnOf("sns", "alerts"),
    kmsMasterKeyId: keyArn,
  }),
  "alerts-policy": one("aws:sns/topicPolicy:TopicPolicy", {
    arn: arnOf("sns", "alerts"),
    policy: policy({
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: arnOf("sns", "alerts"),
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    }),
  }),
  "errors-alarm": one("aws:cloudwatch/metricAlarm:MetricAlarm", {
    name: "errors",
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    alarmActions: [arnOf("sns", "alerts")],
  }),
  dashboard: one("aws:cloudwatch/dashboard:Dashboard", {
    dashboardName: "shop",
    dashboardBody: json({ widgets: [] }),
  }),
});

/** A shop with CloudFront in front, a database, a queue and a function. Written last, and not tuned on. */
const storefront = graphOf({
  ...network,
  ...balancer,
  "tasks-group": group("tasks", [{ port: 8080, from: "sg-balancer" }]),
  "database-group": group("database", [{ port: 5432, from: "sg-tasks" }]),
  ...task(
    [
      careful("web", {
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: "QUEUE_URL", value: `https://sqs.eu-west-1.amazonaws.com/${account}/orders` },
          { name: "ASSETS_URL", value: "https://d111111abcdef8.cloudfront.net" },
          { name: "PASSWORD_HASH_ROUNDS", value: "12" },
        ],
        secrets: [{ name: "DATABASE_URL", valueFrom: `${secretArn}:url::` }],
      }),
    ],
    [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: arnOf("sqs", "orders") }],
  ),
  ...service("web"),
  database: one(
    "aws:rds/instance:Instance",
    {
      id: "shop",
      arn: arnOf("rds", "db:shop"),
      engine: "postgres",
      storageEncrypted: true,
      multiAz: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      manageMasterUserPassword: true,
      vpcSecurityGroupIds: ["sg-database"],
      performanceInsightsEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
    },
    true,
  ),
  "database-parameters": one("aws:rds/parameterGroup:ParameterGroup", {
    family: "postgres16",
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_min_duration_statement", value: "500" },
    ],
  }),
  orders: one("aws:sqs/queue:Queue", { name: "orders", arn: arnOf("sqs", "orders") }),
  ...role("mailer", "lambda.amazonaws.com", [
    {
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: arnOf("sqs", "orders"),
    },
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: arnOf("logs", "log-group:/aws/lambda/mailer:*"),
    },
  ]),
  "mailer-logs": one("aws:cloudwatch/logGroup:LogGroup", {
    name: "/aws/lambda/mailer",
    retentionInDays: 30,
  }),
  "mailer-function": one("aws:lambda/function:Function", {
    name: "mailer",
    arn: arnOf("lambda", "function:mailer"),
    runtime: "python3.13",
    role: roleArn("mailer"),
    environment: { variables: { SENDER: "shop@example.com" } },
  }),
  "mailer-source": one("aws:lambda/eventSourceMapping:EventSourceMapping", {
    eventSourceArn: arnOf("sqs", "orders"),
    functionName: "mailer",
  }),
  ...bucket("assets", "shop-assets"),
  access: one("aws:cloudfront/originAccessControl:OriginAccessControl", {
    id: "E1",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  }),
  distribution: one("aws:cloudfront/distribution:Distribution", {
    enabled: true,
    origins: [
      {
        originId: "assets",
        domainName: "shop-assets.s3.eu-west-1.amazonaws.com",
        originAccessControlId: "E1",
      },
      {
        originId: "web",
        domainName: "origin.example.com",
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
        },
      },
    ],
    defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${account}:certificate/1`,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    loggingConfig: { bucket: "shop-balancer-logs.s3.amazonaws.com" },
    webAclId: `arn:aws:wafv2:us-east-1:${account}:global/webacl/web/1`,
  }),
  dns: one("aws:route53/record:Record", { name: "www.example.com", type: "A" }),
});

/** A pipeline of events: a bus, a state machine, a stream, no service. Written last, and not tuned on. */
const events = graphOf({
  key,
  bus: one("aws:cloudwatch/eventBus:EventBus", { name: "shop", kmsKeyIdentifier: keyArn }),
  "bus-policy": one("aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
    eventBusName: "shop",
    policy: policy({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "events:PutEvents",
      Resource: arnOf("events", "event-bus/shop"),
    }),
  }),
  rule: one("aws:cloudwatch/eventRule:EventRule", {
    name: "ordered",
    eventBusName: "shop",
    eventPattern: json({ "detail-type": ["OrderPlaced"] }),
  }),
  target: one("aws:cloudwatch/eventTarget:EventTarget", {
    rule: "ordered",
    eventBusName: "shop",
    arn: arnOf("states", "stateMachine:fulfil"),
    roleArn: roleArn("starter"),
    deadLetterConfig: { arn: arnOf("sqs", "undelivered") },
    inputTransformer: {
      inputPaths: { order: "$.detail.order" },
      inputTemplate: '{"order": <order>, "source": "events"}',
    },
  }),
  undelivered: one("aws:sqs/queue:Queue", {
    name: "undelivered",
    arn: arnOf("sqs", "undelivered"),
    messageRetentionSeconds: 1209600,
  }),
  "undelivered-policy": one("aws:sqs/queuePolicy:QueuePolicy", {
    policy: policy({
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: arnOf("sqs", "undelivered"),
      Condition: { ArnEquals: { "aws:SourceArn": arnOf("events", "rule/shop/ordered") } },
    }),
  }),
  ...role("starter", "events.amazonaws.com", [
    {
      Effect: "Allow",
      Action: "states:StartExecution",
      Resource: arnOf("states", "stateMachine:fulfil"),
    },
  ]),
  ...role("fulfil", "states.amazonaws.com", [
    {
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: [arnOf("lambda", "function:pay"), arnOf("lambda", "function:pay:*")],
    },
    { Effect: "Allow", Action: "dynamodb:UpdateItem", Resource: arnOf("dynamodb", "table/orders") },
    {
      Effect: "Allow",
      Action: [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules"],
      Resource: "*",
    },
  ]),
  "fulfil-logs": one("aws:cloudwatch/logGroup:LogGroup", {
    name: "/aws/vendedlogs/states/fulfil",
    retentionInDays: 90,
  }),
  machine: one("aws:sfn/stateMachine:StateMachine", {
    name: "fulfil",
    arn: arnOf("states", "stateMachine:fulfil"),
    roleArn: roleArn("fulfil"),
    loggingConfiguration: {
      level: "ALL",
      logDestination: arnOf("logs", "log-group:/aws/vendedlogs/states/fulfil:*"),
    },
    tracingConfiguration: { enabled: true },
    definition: json({
      StartAt: "Pay",
      States: {
        Pay: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Parameters: { FunctionName: arnOf("lambda", "function:pay"), "Payload.$": "$" },
          Next: "Record",
        },
        Record: {
          Type: "Task",
          Resource: "arn:aws:states:::dynamodb:updateItem",
          Parameters: { TableName: "orders" },
          End: true,
        },
      },
    }),
  }),
  table,
  stream: one("aws:kinesis/stream:Stream", {
    name: "clicks",
    arn: arnOf("kinesis", "stream/clicks"),
    encryptionType: "KMS",
    kmsKeyId: "alias/aws/kinesis",
  }),
});

export const furtherPrograms: Readonly<Record<string, Graph>> = {
  "from-module": fromModule,
  converted,
  components,
  storefront,
  events,
};
