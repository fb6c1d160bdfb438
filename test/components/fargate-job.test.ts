// What a job is made of. Not proved here: that Scheduler and Step Functions do with it what their documentation says.
import * as assert from "node:assert/strict";
import { z } from "zod";
import { FargateJob, type FargateJobArgs } from "drydock-components";
import { stateMachineDefinition } from "../../components/fargate-job/state-machine-definition";
import { registerInBothModes, type Registered, textOf } from "../support";
import { jobArgs, refusals } from "./fargate-samples";

const made = async (args: Partial<FargateJobArgs>): Promise<Registered> => {
  const { update } = await registerInBothModes(
    () => new FargateJob("report", { ...jobArgs, family: "shop-report", ...args }),
  );
  return update;
};
const inputs = (registered: Registered, type: string, name: string) =>
  registered.one(type, name).inputs;
const schedule = "aws:scheduler/schedule:Schedule";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const document = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });
const statements = (registered: Registered, name: string) =>
  document
    .parse(registered.json(registered.one("aws:iam/rolePolicy:RolePolicy", name), "policy"))
    .Statement.map(({ Effect, ...statement }) => statement);

/** The permissions that start the one task. */
const runTask = (registered: Registered) => {
  const roles = registered
    .all("aws:ecs/taskDefinition:TaskDefinition")
    .flatMap(({ inputs: { executionRoleArn, taskRoleArn } }) => [executionRoleArn, taskRoleArn]);
  return [
    {
      Sid: "RunTask",
      Action: ["ecs:RunTask"],
      Resource: ["arn:aws:ecs:us-east-2:111122223333:task-definition/shop-report:*"],
      Condition: { ArnEquals: { "ecs:cluster": [jobArgs.clusterArn] } },
    },
    {
      Sid: "TagTask",
      Action: ["ecs:TagResource"],
      Resource: ["arn:aws:ecs:us-east-2:111122223333:task/drydock-test/*"],
      Condition: { StringEquals: { "ecs:CreateAction": ["RunTask"] } },
    },
    {
      Sid: "PassRoles",
      Action: ["iam:PassRole"],
      Resource: roles.sort(),
      Condition: { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } },
    },
  ];
};

describe("FargateJob", () => {
  it("is a task and a security group, and the command that runs it", async () => {
    const job = await made({});
    assert.deepEqual(
      job.resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map(({ type, name }) => `${type.split(":")[2] ?? ""} ${name}`)
        .sort(),
      [
        "LogGroup report",
        "Role report-execution",
        "Role report-task",
        "RolePolicy report-execution",
        "SecurityGroup report",
        "TaskDefinition report",
      ],
    );
    assert.match(
      textOf(job.one("drydock:index:FargateJob").outputs, "runCommand"),
      /^aws ecs run-task --region us-east-2 --cluster arn:\S+ --task-definition arn:\S+task-definition\/shop-report:1 --launch-type FARGATE --network-configuration '\{"awsvpcConfiguration":\{"subnets":\["subnet-a","subnet-b"\],"securityGroups":\["sg-workload","sg-\w+"\],"assignPublicIp":"DISABLED"\}\}' --propagate-tags TASK_DEFINITION --enable-ecs-managed-tags$/,
    );
  });

  it("is started by Scheduler alone, with a rule and alarms, where nothing is to be done about a failure", async () => {
    const job = await made({
      schedule: { at: "rate(1 day)", timezone: "Europe/Berlin" },
      alarmActions: ["arn:topic"],
    });
    const { scheduleExpression, scheduleExpressionTimezone, target } = inputs(
      job,
      schedule,
      "report",
    );
    assert.deepEqual(
      { scheduleExpression, scheduleExpressionTimezone },
      { scheduleExpression: "rate(1 day)", scheduleExpressionTimezone: "Europe/Berlin" },
    );
    const { arn, retryPolicy, ecsParameters } = z
      .object({ arn: z.string(), retryPolicy: z.unknown(), ecsParameters: z.looseObject({}) })
      .parse(target);
    assert.equal(arn, jobArgs.clusterArn);
    assert.deepEqual(retryPolicy, { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 });
    assert.equal(ecsParameters["launchType"], "FARGATE");
    assert.deepEqual(statements(job, "report-schedule"), runTask(job));
    const rule = job.one("aws:cloudwatch/eventRule:EventRule", "report-failed");
    assert.deepEqual(job.json(rule, "eventPattern"), {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [jobArgs.clusterArn],
        group: ["family:shop-report"],
        lastStatus: ["STOPPED"],
        $or: [
          { containers: { exitCode: [{ "anything-but": [0] }] } },
          { stopCode: ["TaskFailedToStart"] },
        ],
      },
    });
    const { metricName, namespace, treatMissingData, alarmActions } = inputs(
      job,
      alarm,
      "report-failed",
    );
    assert.deepEqual(
      [namespace, metricName, treatMissingData, alarmActions],
      ["AWS/Events", "TriggeredRules", "notBreaching", ["arn:topic"]],
    );
    assert.equal(inputs(job, alarm, "report-not-started")["metricName"], "InvocationDroppedCount");
    assert.deepEqual(job.all("aws:sfn/stateMachine:StateMachine"), []);
  });

  it("is started by a state machine where a failed run is tried again", async () => {
    const job = await made({
      schedule: { at: "rate(1 day)", retries: 2, timeoutMinutes: 60, overlap: "skip" },
    });
    const [start] = statements(job, "report-schedule");
    assert.deepEqual(start?.["Action"], ["states:StartExecution"]);
    assert.match(String(start["Resource"]), /:stateMachine:report-/);
    assert.deepEqual(statements(job, "report-runs").slice(0, 3), runTask(job));
    assert.deepEqual(statements(job, "report-runs").slice(3), [
      {
        Sid: "FollowTask",
        Action: ["ecs:DescribeTasks", "ecs:StopTask"],
        Resource: ["arn:aws:ecs:us-east-2:111122223333:task/drydock-test/*"],
      },
      {
        Sid: "HearOfTaskEnd",
        Action: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
        Resource: [
          "arn:aws:events:us-east-2:111122223333:rule/StepFunctionsGetEventsForECSTaskRule",
        ],
      },
    ]);
    assert.deepEqual(
      statements(job, "report-others").map(({ Action }) => Action),
      [["states:ListExecutions"]],
    );
    assert.equal(inputs(job, alarm, "report-failed")["metricName"], "ExecutionsFailed");
  });

  it("lets each role be taken by one service, for one source of this account", async () => {
    const job = await made({ schedule: { at: "rate(1 day)", retries: 1 } });
    const trust = (name: string) => {
      const role = job.one("aws:iam/role:Role", name);
      const [statement] = document.parse(job.json(role, "assumeRolePolicy")).Statement;
      return [statement?.["Principal"], statement?.["Condition"]];
    };
    const account = { "aws:SourceAccount": ["111122223333"] };
    const [principal, condition] = trust("report-schedule");
    assert.deepEqual(principal, { Service: ["scheduler.amazonaws.com"] });
    assert.match(JSON.stringify(condition), /:schedule-group\/report-\w+"\]/);
    assert.deepEqual(trust("report-runs"), [
      { Service: ["states.amazonaws.com"] },
      {
        ArnLike: {
          "aws:SourceArn": ["arn:aws:states:us-east-2:111122223333:stateMachine:report-*"],
        },
        StringEquals: account,
      },
    ]);
  });

  it("refuses what a job has no use for, and a schedule that AWS would refuse", () => {
    const refused = (args: object) =>
      refusals(() => new FargateJob("report", { ...jobArgs, ...args }));
    assert.match(refused({ containerPort: 80 }).join(), /^containerPort: /);
    assert.match(
      refused({ schedule: { at: "rate(1 day)", overlap: "skip" } }).join(),
      /^schedule\.overlap: A run that hangs/,
    );
  });
});

describe("the state machine of a job", () => {
  const run = {
    name: "report",
    partition: "aws",
    clusterArn: "arn:cluster",
    taskDefinitionArn: "arn:task:1",
    subnetIds: ["subnet-a"],
    securityGroupIds: ["sg-1"],
    assignPublicIp: false,
    exec: false,
    retries: 0,
    overlap: "allow",
  } as const;
  const states = (settings: object) =>
    z
      .object({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({})) })
      .parse(JSON.parse(stateMachineDefinition({ ...run, ...settings })));

  it("is one state, which waits for the end of the task", () => {
    const { StartAt, States } = states({ timeoutMinutes: 5 });
    assert.deepEqual([StartAt, Object.keys(States)], ["Run", ["Run"]]);
    const { Resource, TimeoutSeconds, Retry } = States["Run"] ?? {};
    assert.deepEqual(
      [Resource, TimeoutSeconds, Retry],
      ["arn:aws:states:::ecs:runTask.sync", 300, undefined],
    );
  });

  it("tries again after one, two, four minutes", () => {
    assert.deepEqual(states({ retries: 3 }).States["Run"]?.["Retry"], [
      { ErrorEquals: ["States.ALL"], IntervalSeconds: 60, MaxAttempts: 3, BackoffRate: 2 },
    ]);
  });

  it("looks for another run first where runs may not overlap, and every state leads on", () => {
    const { StartAt, States } = states({ overlap: "skip" });
    assert.equal(StartAt, "Look for others");
    const next = JSON.stringify(States).matchAll(/"(?:Next|Default)":"([^"]+)"/g);
    for (const [, name = ""] of next) assert.ok(name in States, name);
  });
});
