// How a program runs a job that services wait for. Not proved here: how long AWS takes, and that a task does its work.
import * as assert from "node:assert/strict";
import { z } from "zod";
import { environmentOf } from "../../drydock/operate/environment";
import { runToEnd } from "../../drydock/operate/run/run-to-end";
import { loggingTo } from "./deployed";
import { AwsError, type Script } from "./emulator";
import { stage } from "./stage";

const taskArn = "arn:aws:ecs:us-east-2:111122223333:task/shop-live/0af1";
const run = {
  name: "migrate",
  clusterArn: "arn:aws:ecs:us-east-2:111122223333:cluster/shop-live",
  taskDefinitionArn: "arn:aws:ecs:us-east-2:111122223333:task-definition/shop-live-migrate:7",
  containerName: "migrate",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1", "sg-2"],
  assignPublicIp: false,
  timeoutMinutes: 15,
};

describe("a job that services wait for", () => {
  const on = stage();
  const ends = async (answers: Script, settings: Partial<typeof run> = {}): Promise<string> => {
    on.emulator.answers = { RunTask: { tasks: [{ taskArn }] }, ...logged, ...answers };
    const environment = environmentOf({ stack: "live" }, on);
    return runToEnd(environment, { ...run, ...settings }, () => Promise.resolve()).then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  };
  const logged: Script = {
    DescribeTaskDefinition: {
      taskDefinition: {
        containerDefinitions: [
          {
            name: "migrate",
            logConfiguration: loggingTo("/shop/live/migrate", "ecs"),
          },
        ],
      },
    },
    GetLogEvents: { events: [{ message: "table orders\n" }, { message: "no such column\n" }] },
  };
  const stopped = (container: object, stoppedReason: string): Script => ({
    DescribeTasks: {
      tasks: [
        { lastStatus: "STOPPED", stoppedReason, containers: [{ name: "migrate", ...container }] },
      ],
    },
  });

  it("is run with the very revision, network and roles of this update, and looked at until it has ended", async () => {
    let looks = 0;
    const after = stopped({ exitCode: 0 }, "Essential container in task exited").DescribeTasks;
    const told = await ends({
      DescribeTasks: () =>
        ++looks < 3 || typeof after === "function" || after === undefined
          ? { tasks: [{ lastStatus: "RUNNING" }] }
          : after,
    });
    assert.equal(told, "");
    assert.equal(looks, 3);
    // The SDK adds a token of its own, so that a call that is repeated starts no second task.
    assert.deepEqual(
      z
        .array(z.looseObject({ clientToken: z.string() }))
        .parse(on.asked("RunTask"))
        .map(({ clientToken, ...asked }) => asked),
      [
        {
          cluster: run.clusterArn,
          taskDefinition: run.taskDefinitionArn,
          launchType: "FARGATE",
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: ["subnet-1"],
              securityGroups: ["sg-1", "sg-2"],
              assignPublicIp: "DISABLED",
            },
          },
          propagateTags: "TASK_DEFINITION",
          enableECSManagedTags: true,
          startedBy: "drydock",
        },
      ],
    );
    assert.deepEqual(on.asked("GetLogEvents"), []);
  });

  it("fails with its exit code, AWS's reason and the last log lines", async () => {
    assert.equal(
      await ends(stopped({ exitCode: 3 }, "Essential container in task exited")),
      `The job migrate exited with 3: Essential container in task exited.
  task  0af1
  log   table orders
        no such column
What waits for it is not changed and keeps running. Fix the cause and run \`pulumi up\` again, which runs the job again.`,
    );
    assert.deepEqual(on.asked("GetLogEvents"), [
      { logGroupName: "/shop/live/migrate", logStreamName: "ecs/migrate/0af1", limit: 20 },
    ]);
  });

  it("fails where its container never ran", async () => {
    const told = await ends(
      stopped({ reason: "CannotPullContainerError: not found" }, "Task failed to start"),
    );
    assert.match(
      told,
      /^The job migrate never ran: CannotPullContainerError: not found: Task failed to start\.\n/,
    );
  });

  it("fails where AWS starts no task", async () => {
    const told = await ends({
      RunTask: { tasks: [], failures: [{ reason: "Capacity is unavailable at this time" }] },
    });
    assert.match(
      told,
      /^The job migrate was not started: Capacity is unavailable at this time\.\n/,
    );
  });

  it("is stopped when its time is over", async () => {
    const told = await ends(
      { DescribeTasks: { tasks: [{ lastStatus: "RUNNING" }] }, StopTask: {} },
      { timeoutMinutes: 0 },
    );
    assert.match(told, /^The job migrate took longer than 0 minutes and was stopped\.\n/);
    assert.deepEqual(on.asked("StopTask"), [
      { cluster: run.clusterArn, task: taskArn, reason: "It took too long." },
    ]);
  });

  it("names the right that the deployer lacks", async () => {
    const message =
      "User: arn:aws:iam::111122223333:user/ci is not authorized to perform: ecs:RunTask on resource: *";
    const told = await ends({ RunTask: new AwsError("AccessDeniedException", message) });
    assert.match(told, /these credentials lack the right ecs:RunTask/);
  });
});
