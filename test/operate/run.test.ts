// Not proved here: that a task runs. ECS's answers are recorded.
import assert from "node:assert/strict";
import type { Task } from "@aws-sdk/client-ecs";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { arn, definitionArn, loggingTo } from "./deployed";
import { AwsError, type Script } from "./emulator";
import { stage, withJobs } from "./stage";

const id = "0123456789abcdef0123456789abcdef";
const taskArn = arn(`task/shop-live/${id}`);

/** An account in which a task goes through these states, and writes a line in each. */
function world(states: readonly Task[], lines: readonly string[] = []): Script {
  let [state, read] = [-1, 0];
  return {
    DescribeServices: {
      services: [
        {
          serviceName: "web",
          status: "ACTIVE",
          taskDefinition: definitionArn(12),
          networkConfiguration: {
            awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
          },
          enableExecuteCommand: true,
        },
      ],
    },
    DescribeTaskDefinition: {
      taskDefinition: {
        containerDefinitions: [
          {
            name: "web",
            logConfiguration: loggingTo("/shop/live/web", "web"),
            environment: [{ name: "GREETING", value: "a value that nobody should see" }],
          },
        ],
      },
    },
    RunTask: { tasks: [{ taskArn, lastStatus: "PROVISIONING" }] },
    StopTask: { task: { taskArn } },
    DescribeTasks: () => {
      state = Math.min(state + 1, states.length - 1);
      return { tasks: [{ taskArn, ...states[state] }] };
    },
    GetLogEvents: () => {
      if (state === 0) return new AwsError("ResourceNotFoundException", "No stream yet.");
      const message = lines[read];
      if (message === undefined) return { events: [], nextForwardToken: String(read) };
      read += 1;
      return { events: [{ message, timestamp: 0 }], nextForwardToken: String(read) };
    },
  };
}

const ended = (exitCode: number, name = "web"): Task => ({
  lastStatus: "STOPPED",
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
  containers: [{ name, exitCode }],
});

/** The SDK adds a token, so that a request that is tried again starts one task. */
const withoutToken = (request: unknown): unknown => ({
  ...z.looseObject({ clientToken: z.uuid() }).parse(request),
  clientToken: undefined,
});

describe("drydock run", () => {
  const on = stage();
  const migrate = ["run", "web", "--", "node", "migrate.js", "--all"];

  it("runs a command as the service runs its tasks, prints its lines and ends with its exit code", async () => {
    on.emulator.answers = world(
      [{ lastStatus: "PENDING" }, { lastStatus: "RUNNING" }, ended(3)],
      ["one", "two", "three"],
    );
    const { code, out, err } = await on.run(migrate);
    assert.equal(code, 3);
    assert.equal(out, "one\ntwo\nthree\n");
    assert.equal(
      err,
      `task ${id} of shop-live-web:12 in shop-live\npending\nrunning\nstopped\nweb ended with code 3.\n`,
    );
    assert.deepEqual(on.asked("RunTask").map(withoutToken), [
      {
        clientToken: undefined,
        cluster: "shop-live",
        taskDefinition: definitionArn(12),
        launchType: "FARGATE",
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
        },
        enableExecuteCommand: true,
        enableECSManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        startedBy: "drydock-run",
        overrides: {
          containerOverrides: [{ name: "web", command: ["node", "migrate.js", "--all"] }],
        },
      },
    ]);
  });

  it("prints JSON, and the lines beside it", async () => {
    on.emulator.answers = world([{ lastStatus: "RUNNING" }, ended(0)], ["one"]);
    const { code, out, err } = await on.run(["run", "--json", ...migrate.slice(1)]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      task: id,
      exitCode: 0,
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
    });
    assert.match(err, /^one$/m);
  });

  it("stops the task where it is interrupted", async () => {
    on.emulator.answers = world([{ lastStatus: "RUNNING" }]);
    let pauses = 0;
    const { code, err } = await on.run(migrate, {
      pause: () => Promise.resolve((pauses += 1) < 3 ? "over" : "interrupted"),
    });
    assert.equal(code, 130);
    assert.match(err, /is being stopped\.\n$/);
    assert.deepEqual(on.asked("StopTask"), [
      { cluster: "shop-live", task: taskArn, reason: "drydock run was interrupted" },
    ]);
  });

  it("starts nothing where it is interrupted before", async () => {
    on.emulator.answers = world([ended(0)]);
    const { code } = await on.run(migrate, { pause: () => Promise.resolve("interrupted") });
    assert.deepEqual([code, on.asked("RunTask")], [130, []]);
  });

  it("does not wait where it is told so", async () => {
    on.emulator.answers = world([ended(0)]);
    const { code, out } = await on.run(["run", "--detach", ...migrate.slice(1)]);
    assert.deepEqual([code, out, on.asked("DescribeTasks")], [0, `${id}\n`, []]);
  });

  it("says why a task did not start, and where the stack file decides it", async () => {
    on.emulator.answers = world([
      {
        lastStatus: "STOPPED",
        stopCode: "TaskFailedToStart",
        stoppedReason:
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): shop:v2: not found",
        containers: [{ name: "web" }],
      },
    ]);
    const { code, out, err } = await on.run(migrate);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^web did not start: CannotPullContainerError/m);
    assert.match(err, /^ {2}cause {7}The image of web does not exist/m);
    assert.match(err, /Pulumi\.live\.yaml:10 {2}image:/);
  });

  it("finds a cause for a code above 128", async () => {
    on.emulator.answers = world([ended(137)]);
    const { code, err } = await on.run(migrate);
    assert.equal(code, 137);
    assert.match(err, /^web ended with code 137\.\n {2}cause/m);
  });

  it("prints no value of a variable", async () => {
    on.emulator.answers = world([ended(1)]);
    const { out, err } = await on.run(["run", "--json", ...migrate.slice(1)]);
    assert.doesNotMatch(out + err, /nobody should see/);
  });

  const refusals: readonly (readonly [args: string, answers: Script, message: RegExp])[] = [
    [
      "web",
      {},
      /^Give the command after --, such as: npx drydock run web --stack live -- node migrate\.js/,
    ],
    ["wbe -- ls", {}, /^Pulumi\.live\.yaml has no service wbe\. Did you mean web\?/],
    ["web --container proxy -- ls", {}, /has no container proxy/],
    [
      "web -- ls",
      {
        RunTask: new AwsError(
          "AccessDeniedException",
          "User: arn:aws:iam::1:user/dev is not authorized to perform: iam:PassRole on resource: x",
        ),
      },
      /lack the right iam:PassRole\./,
    ],
  ];
  for (const [args, answers, message] of refusals) {
    it(`refuses: run ${args}, ${message.source.slice(0, 30)}`, async () => {
      on.emulator.answers = { ...world([ended(0)]), ...answers };
      const { code, err } = await on.run(["run", ...args.split(" ")]);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});

describe("drydock run of a job", () => {
  const on = stage();
  const jobs = {
    migrate: {
      clusterArn: arn("cluster/shop-live"),
      taskDefinitionArn: arn("task-definition/shop-live-migrate:4"),
      containerName: "migrate",
      subnetIds: ["subnet-1"],
      securityGroupIds: ["sg-1"],
      assignPublicIp: false,
      logGroupName: "/shop/live/migrate",
    },
  };
  /** With a program in place of Pulumi that prints this, or fails. */
  const pulumi = (script: string) => {
    const folder = join(on.folder, "bin");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { shell: { PATH: folder } };
  };
  const outputs = (value: unknown) =>
    pulumi(
      `[ "$*" = "stack output jobs --json --stack live" ] && printf '%s' '${JSON.stringify(value)}'`,
    );
  before(() => {
    on.add("live", withJobs);
  });

  it("runs it as the outputs of the stack say, with its own command or another", async () => {
    for (const command of [[], ["--", "node", "other.js"]]) {
      on.emulator.answers = world([ended(0, "migrate")]);
      const { code, err } = await on.run(["run", "migrate", ...command], outputs(jobs));
      assert.equal(code, 0, err);
    }
    const request = {
      clientToken: undefined,
      cluster: "shop-live",
      taskDefinition: arn("task-definition/shop-live-migrate:4"),
      launchType: "FARGATE",
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-1"],
          securityGroups: ["sg-1"],
          assignPublicIp: "DISABLED",
        },
      },
      enableExecuteCommand: false,
      enableECSManagedTags: true,
      propagateTags: "TASK_DEFINITION",
      startedBy: "drydock-run",
    };
    const other = { name: "migrate", command: ["node", "other.js"] };
    assert.deepEqual(on.asked("RunTask").map(withoutToken), [
      { ...request, overrides: { containerOverrides: [] } },
      { ...request, overrides: { containerOverrides: [other] } },
    ]);
  });

  it("names the line of the job that failed", async () => {
    on.emulator.answers = world([ended(137, "migrate")]);
    const { err } = await on.run(["run", "migrate"], outputs(jobs));
    assert.match(err, /^ {14}Pulumi\.live\.yaml:24 {2}migrate:/m);
  });

  it("says that the job is not deployed, or that the outputs cannot be read", async () => {
    const not = await on.run(["run", "migrate"], outputs({}));
    assert.match(not.err, /^The stack live has no output for the job migrate: it is not deployed/);
    const refused = await on.run(
      ["run", "migrate"],
      pulumi('echo "error: no stack named live found" >&2; exit 1'),
    );
    assert.match(
      refused.err,
      /^A job's network is in the outputs of the stack, which cannot be read: no stack named live/,
    );
    const missing = await on.run(["run", "migrate"], { shell: { PATH: "/nowhere" } });
    assert.match(missing.err, /cannot be read: spawn pulumi ENOENT\nNeeded are the Pulumi CLI/);
    assert.deepEqual([not.code, refused.code, missing.code], [2, 2, 2]);
  });
});
