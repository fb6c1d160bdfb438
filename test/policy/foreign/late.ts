import { type Graph, graphOf } from "../mutation/graph";
import {
  account,
  arnOf,
  balancer,
  bucket,
  careful,
  group,
  json,
  network,
  one,
  policy,
  role,
  roleArn,
  secretArn,
  service,
  targetGroup,
  targetsArn,
  task,
} from "./parts";

/** As a team writes that computes at night: a schedule, a state machine with a map, tasks, a catalogue, results by mail. */
const nightly = graphOf({
  ...network,
  "tasks-group": group("tasks", []),
  ...bucket("raw", "shop-raw"),
  ...bucket("reports", "shop-reports"),
  ...task(
    [
      careful("report", {
        command: ["python", "-m", "report", "--date", "yesterday"],
        environment: [
          { name: "PYTHONUNBUFFERED", value: "1" },
          { name: "WAREHOUSE_URL", value: "https://warehouse.shop.internal" },
        ],
        secrets: [{ name: "DB_PASSWORD", valueFrom: `${secretArn}:password::` }],
      }),
    ],
    [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-raw/*" },
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::shop-reports/daily/*" },
      {
        Effect: "Allow",
        Action: ["glue:GetTable", "glue:GetPartitions"],
        Resource: [
          arnOf("glue", "catalog"),
          arnOf("glue", "database/shop"),
          arnOf("glue", "table/shop/orders"),
        ],
      },
      {
        Effect: "Allow",
        Action: ["states:SendTaskSuccess", "states:SendTaskFailure"],
        Resource: arnOf("states", "stateMachine:nightly"),
      },
    ],
  ),
  ...role("starter", "scheduler.amazonaws.com", [
    {
      Effect: "Allow",
      Action: "states:StartExecution",
      Resource: arnOf("states", "stateMachine:nightly"),
    },
  ]),
  ...role("machine", "states.amazonaws.com", [
    { Effect: "Allow", Action: "ecs:RunTask", Resource: arnOf("ecs", "task-definition/shop:*") },
    {
      Effect: "Allow",
      Action: ["ecs:StopTask", "ecs:DescribeTasks"],
      Resource: arnOf("ecs", "task/shop/*"),
    },
    {
      Effect: "Allow",
      Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      Resource: arnOf("events", "rule/StepFunctionsGetEventsForECSTaskRule"),
    },
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [roleArn("execution"), roleArn("task")],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    { Effect: "Allow", Action: "sns:Publish", Resource: arnOf("sns", "reports") },
  ]),
  nightly: one("aws:scheduler/schedule:Schedule", {
    groupName: "default",
    scheduleExpression: "cron(15 2 * * ? *)",
    scheduleExpressionTimezone: "Europe/Dublin",
    flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
    target: {
      arn: arnOf("states", "stateMachine:nightly"),
      roleArn: roleArn("starter"),
      input: json({ regions: ["ie", "de"] }),
    },
  }),
  machine: one("aws:sfn/stateMachine:StateMachine", {
    name: "nightly",
    roleArn: roleArn("machine"),
    loggingConfiguration: {
      level: "ERROR",
      includeExecutionData: false,
      logDestination: `${arnOf("logs", "log-group:/shop")}:*`,
    },
    definition: json({
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemsPath: "$.regions",
          MaxConcurrency: 2,
          Next: "Tell",
          ItemProcessor: {
            StartAt: "Report",
            States: {
              Report: {
                Type: "Task",
                Resource: "arn:aws:states:::ecs:runTask.sync",
                Parameters: {
                  LaunchType: "FARGATE",
                  Cluster: arnOf("ecs", "cluster/shop"),
                  TaskDefinition: arnOf("ecs", "task-definition/shop:1"),
                  NetworkConfiguration: {
                    AwsvpcConfiguration: {
                      Subnets: ["private-a", "private-b"],
                      SecurityGroups: ["sg-tasks"],
                      AssignPublicIp: "DISABLED",
                    },
                  },
                  Overrides: {
                    ContainerOverrides: [
                      { Name: "report", Environment: [{ Name: "REGION", "Value.$": "$" }] },
                    ],
                  },
                },
                End: true,
              },
            },
          },
        },
        Tell: {
          Type: "Task",
          Resource: "arn:aws:states:::sns:publish",
          Parameters: { TopicArn: arnOf("sns", "reports"), "Message.$": "$$.Execution.Id" },
          End: true,
        },
      },
    }),
  }),
  reports: one("aws:sns/topic:Topic", {
    name: "reports",
    arn: arnOf("sns", "reports"),
    kmsMasterKeyId: "alias/aws/sns",
  }),
  mail: one("aws:sns/topicSubscription:TopicSubscription", {
    topic: arnOf("sns", "reports"),
    protocol: "email",
    endpoint: "numbers@shop.example.com",
  }),
  database: one("aws:glue/catalogDatabase:CatalogDatabase", { name: "shop" }),
  workgroup: one("aws:athena/workgroup:Workgroup", {
    name: "shop",
    configuration: {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      resultConfiguration: {
        outputLocation: "s3://shop-reports/athena/",
        encryptionConfiguration: { encryptionOption: "SSE_S3" },
      },
    },
  }),
});

const green = arnOf("elasticloadbalancing", "targetgroup/green/1");
const rule = arnOf("elasticloadbalancing", "listener-rule/app/shop/1/2/3");

/** As a site with people who sign in: Cognito before the load balancer, blue/green, hooks from outside through an API. */
const signedIn = graphOf({
  ...network,
  ...balancer,
  "tasks-group": group("tasks", [{ port: 8080, from: "sg-balancer" }]),
  ...task(
    [
      careful("site", {
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: "SESSION_COOKIE_SECURE", value: "true" },
          { name: "PUBLIC_URL", value: "https://shop.example.com" },
          { name: "NODE_OPTIONS", value: "--max-old-space-size=768" },
        ],
        healthCheck: {
          command: ["CMD-SHELL", "wget -qO- http://127.0.0.1:8080/health || exit 1"],
        },
      }),
    ],
    [
      {
        Effect: "Allow",
        Action: ["cognito-idp:AdminGetUser", "cognito-idp:ListUsersInGroup"],
        Resource: arnOf("cognito-idp", "userpool/eu-west-1_shop"),
      },
    ],
  ),
  ...service("site"),
  green: targetGroup(green),
  rule: one("aws:lb/listenerRule:ListenerRule", {
    arn: rule,
    priority: 10,
    conditions: [{ pathPattern: { values: ["/*"] } }],
    actions: [
      {
        type: "authenticate-cognito",
        order: 1,
        authenticateCognito: {
          userPoolArn: arnOf("cognito-idp", "userpool/eu-west-1_shop"),
          userPoolClientId: "client",
          userPoolDomain: "shop",
          onUnauthenticatedRequest: "authenticate",
        },
      },
      {
        type: "forward",
        order: 2,
        forward: {
          targetGroups: [
            { arn: targetsArn, weight: 100 },
            { arn: green, weight: 0 },
          ],
        },
      },
    ],
  }),
  pool: one(
    "aws:cognito/userPool:UserPool",
    {
      name: "shop",
      deletionProtection: "ACTIVE",
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: { minimumLength: 12, temporaryPasswordValidityDays: 7 },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
    },
    true,
  ),
  client: one("aws:cognito/userPoolClient:UserPoolClient", {
    userPoolId: "eu-west-1_shop",
    generateSecret: true,
    allowedOauthFlows: ["code"],
    allowedOauthFlowsUserPoolClient: true,
    callbackUrls: ["https://shop.example.com/oauth2/idpresponse", "http://localhost:3000/callback"],
    preventUserExistenceErrors: "ENABLED",
  }),
  infrastructure: one("aws:iam/role:Role", {
    name: "infrastructure",
    arn: roleArn("infrastructure"),
    assumeRolePolicy: policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs.amazonaws.com" },
    }),
    managedPolicyArns: [
      "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
    ],
  }),
  hooks: one("aws:apigatewayv2/api:Api", {
    name: "hooks",
    protocolType: "HTTP",
    corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowMethods: ["POST"] },
  }),
  "hooks-stage": one("aws:apigatewayv2/stage:Stage", {
    apiId: "hooks",
    name: "$default",
    autoDeploy: true,
    accessLogSettings: {
      destinationArn: arnOf("logs", "log-group:/shop"),
      format: json({ requestId: "$context.requestId", status: "$context.status" }),
    },
  }),
  "hooks-link": one("aws:apigatewayv2/vpcLink:VpcLink", {
    name: "hooks",
    subnetIds: ["private-a", "private-b"],
    securityGroupIds: ["sg-tasks"],
  }),
  "hooks-integration": one("aws:apigatewayv2/integration:Integration", {
    apiId: "hooks",
    integrationType: "HTTP_PROXY",
    integrationMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: "link",
    integrationUri: arnOf("servicediscovery", "service/srv-1"),
  }),
  "hooks-route": one("aws:apigatewayv2/route:Route", {
    apiId: "hooks",
    routeKey: "POST /hooks",
    authorizationType: "AWS_IAM",
  }),
  name: one("aws:route53/record:Record", {
    name: "shop.example.com",
    type: "A",
    zoneId: "Z1",
    aliases: [
      { name: "balancer.eu-west-1.elb.amazonaws.com", zoneId: "Z2", evaluateTargetHealth: true },
    ],
  }),
  verification: one("aws:route53/record:Record", {
    name: "shop.example.com",
    type: "TXT",
    ttl: 300,
    zoneId: "Z1",
    records: ["google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"],
  }),
  parameter: one("aws:ssm/parameter:Parameter", {
    name: `/shop/${account}/site/version`,
    type: "String",
    value: "1.4.2",
  }),
});

/** Programs of shapes that the others do not have, written before the pack ran on them. */
export const latePrograms: Readonly<Record<string, Graph>> = { nightly, "signed-in": signedIn };
