import type { WireProperties } from "../../../drydock/offline/pack";
import { add, all, type Change, set, unset } from "./graph";

/** What a program may have beside the good stack, and that keeps every rule as well. */

const account = "111122223333";
const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:us-east-2:${account}:${rest}`;
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const green = arn("elasticloadbalancing", "targetgroup/green/1");
const blue = arn("elasticloadbalancing", "targetgroup/web/1");
const rule = arn("elasticloadbalancing", "listener-rule/app/web/1/2/3");
const cluster = arn("ecs", "cluster/main");
const definition = arn("ecs", "task-definition/web:1");

/** A role of a service of AWS for one kind of caller, with its policy. */
const role = (
  name: string,
  of: { readonly service: string; readonly source: string },
  ...statements: readonly object[]
): Change =>
  all(
    add(name, "aws:iam/role:Role", {
      id: name,
      name,
      arn: roleArn(name),
      assumeRolePolicy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: of.service },
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": of.source },
        },
      }),
    }),
    add(`${name}-policy`, "aws:iam/rolePolicy:RolePolicy", {
      role: name,
      policy: policy(...statements),
    }),
  );

/** Statements of a role that runs the good stack's task. */
export const runsTheTask: readonly WireProperties[] = [
  {
    Effect: "Allow",
    Action: "ecs:RunTask",
    Resource: arn("ecs", "task-definition/web:*"),
    Condition: { ArnEquals: { "ecs:cluster": cluster } },
  },
  {
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: [roleArn("task"), roleArn("execution")],
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  },
];

/** A canary deployment: two target groups, the rule that leads to both, and the role that changes it. */
export const shifting: Change = all(
  role(
    "infrastructure",
    { service: "ecs.amazonaws.com", source: arn("ecs", "*") },
    {
      Effect: "Allow",
      Action: ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"].map(
        (action) => `elasticloadbalancing:${action}`,
      ),
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: [blue, green],
    },
    { Effect: "Allow", Action: "elasticloadbalancing:ModifyRule", Resource: rule },
  ),
  add("green", "aws:lb/targetGroup:TargetGroup", {
    id: green,
    arn: green,
    vpcId: "vpc-1",
    targetType: "ip",
    port: 8080,
    protocol: "HTTPS",
    deregistrationDelay: 30,
    healthCheck: { path: "/healthz", protocol: "HTTPS" },
  }),
  set("listener-rule", "arn", rule),
  set("listener-rule", "actions", [
    {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: blue, weight: 1 },
          { arn: green, weight: 0 },
        ],
      },
    },
  ]),
  unset("service", "deploymentCircuitBreaker"),
  set("service", "deploymentConfiguration", {
    strategy: "CANARY",
    bakeTimeInMinutes: "10",
    canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "5" },
  }),
  set("service", "alarms", { enable: true, rollback: true, alarmNames: ["web-cpu"] }),
  set("service", "loadBalancers.0.advancedConfiguration", {
    alternateTargetGroupArn: green,
    productionListenerRule: rule,
    roleArn: roleArn("infrastructure"),
  }),
);

/** A task by the clock. */
export const scheduled: Change = all(
  role(
    "starter",
    { service: "scheduler.amazonaws.com", source: arn("scheduler", "schedule-group/shop") },
    ...runsTheTask,
  ),
  add("nightly", "aws:scheduler/schedule:Schedule", {
    groupName: "shop",
    scheduleExpression: "cron(0 3 * * ? *)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: cluster,
      roleArn: roleArn("starter"),
      retryPolicy: { maximumRetryAttempts: 3 },
      ecsParameters: {
        taskDefinitionArn: definition,
        launchType: "FARGATE",
        networkConfiguration: {
          assignPublicIp: false,
          subnets: ["subnet-private-a"],
          securityGroups: ["sg-service"],
        },
      },
    },
  }),
);

const listing = {
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:sfn:listExecutions",
  Next: "Run",
};

/** The state of a state machine that runs a task and waits for its end. */
export const runState = (changes: WireProperties = {}): WireProperties => ({
  Type: "Task",
  End: true,
  TimeoutSeconds: 600,
  Resource: "arn:aws:states:::ecs:runTask.sync",
  Arguments: {
    Cluster: cluster,
    TaskDefinition: definition,
    LaunchType: "FARGATE",
    EnableExecuteCommand: true,
    NetworkConfiguration: {
      AwsvpcConfiguration: { Subnets: ["subnet-private-a"], AssignPublicIp: "DISABLED" },
    },
    ...changes,
  },
});

/** A state machine around the task. */
export const machine = (state: WireProperties = runState()): Change =>
  add("runs", "aws:sfn/stateMachine:StateMachine", {
    name: "nightly",
    roleArn: roleArn("runner"),
    loggingConfiguration: { level: "ERROR" },
    definition: JSON.stringify({ StartAt: "Look", States: { Look: listing, Run: state } }),
  });

/** A state machine that runs the task, looks for other runs, and has what it needs for both. */
export const running: Change = all(
  role(
    "runner",
    { service: "states.amazonaws.com", source: arn("states", "stateMachine:nightly") },
    ...runsTheTask,
    {
      Effect: "Allow",
      Action: ["ecs:StopTask", "ecs:DescribeTasks"],
      Resource: "*",
      Condition: { ArnEquals: { "ecs:cluster": cluster } },
    },
    {
      Effect: "Allow",
      Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      Resource: arn("events", "rule/StepFunctionsGetEventsForECSTaskRule"),
    },
    {
      Effect: "Allow",
      Action: "states:ListExecutions",
      Resource: arn("states", "stateMachine:nightly"),
    },
  ),
  machine(),
);

/** What moves messages from a queue into tasks. */
export const piped = (network: WireProperties = {}, roleName = "pipe"): Change =>
  add("orders", "aws:pipes/pipe:Pipe", {
    source: arn("sqs", "orders"),
    target: cluster,
    roleArn: roleArn(roleName),
    targetParameters: {
      ecsTaskParameters: {
        taskDefinitionArn: definition,
        launchType: "FARGATE",
        networkConfiguration: {
          awsVpcConfiguration: {
            assignPublicIp: "DISABLED",
            subnets: ["subnet-private-a"],
            ...network,
          },
        },
      },
    },
  });
