// Not proved here: that AWS answers as recorded. Each answer has a shape that the SDK reads.
import assert from "node:assert/strict";
import { z } from "zod";
import type { Service, ServiceDeployment, Task } from "@aws-sdk/client-ecs";
import { table } from "../../drydock/operate/table";
import { arn, definitionArn, scaledWeb } from "./deployed";
import { AwsError, type Script } from "./emulator";
import { stage, withJobs } from "./stage";

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000 - 60_000);

interface World {
  readonly web?: Service;
  readonly deployment?: ServiceDeployment;
  readonly tasks?: readonly Task[];
  readonly worker?: Service;
}

/** An account in which `web` runs two tasks and `worker` one, all in order but for what is said. */
function world({ web, deployment, tasks, worker }: World = {}): Script {
  const services: Service[] = [
    {
      serviceName: "web",
      status: "ACTIVE",
      taskDefinition: definitionArn(12),
      desiredCount: 2,
      runningCount: 2,
      pendingCount: 0,
      ...web,
    },
    {
      serviceName: "worker",
      status: "ACTIVE",
      taskDefinition: arn("task-definition/shop-live-worker:3"),
      desiredCount: 1,
      runningCount: 1,
      ...worker,
    },
  ];
  return {
    DescribeServices: { services },
    ListServiceDeployments: ({ service }) => ({
      serviceDeployments:
        service === "web" ? [{ serviceDeploymentArn: arn("service-deployment/web/1") }] : [],
    }),
    DescribeServiceDeployments: {
      serviceDeployments: [
        {
          serviceDeploymentArn: arn("service-deployment/web/1"),
          status: "SUCCESSFUL",
          startedAt: hoursAgo(3),
          ...deployment,
        },
      ],
    },
    ListTasks: ({ serviceName, nextToken }) =>
      serviceName !== "web"
        ? { taskArns: [] }
        : nextToken === undefined
          ? { taskArns: [arn("task/shop-live/0123456789abcdef0123456789abcdef")], nextToken: "2" }
          : { taskArns: [arn("task/shop-live/fedcba9876543210fedcba9876543210")] },
    DescribeTasks: ({ tasks: asked }) => ({
      tasks: [
        ...(tasks ??
          z
            .array(z.string())
            .parse(asked)
            .map((taskArn): Task => ({
              taskArn,
              lastStatus: "RUNNING",
              healthStatus: "HEALTHY",
              taskDefinitionArn: definitionArn(12),
              availabilityZone: "us-east-2a",
              startedAt: hoursAgo(50),
            }))),
      ],
    }),
    DescribeScalableTargets: {
      ScalableTargets: [scaledWeb],
    },
    DescribeScalingActivities: {
      ScalingActivities: [
        {
          ActivityId: "1",
          ServiceNamespace: "ecs",
          ResourceId: "service/shop-live/web",
          ScalableDimension: "ecs:service:DesiredCount",
          Description: "Setting desired count to 2.",
          Cause: "",
          StartTime: hoursAgo(1),
          StatusCode: "Successful",
        },
      ],
    },
    DescribeAlarms: {
      MetricAlarms: [
        { AlarmName: "shop-live-web-cpu", StateValue: "OK" },
        { AlarmName: "shop-live-web-errors", StateValue: "OK" },
      ],
    },
  };
}

describe("drydock status", () => {
  const on = stage();
  const clock = (text: string): string => text.replace(/\d\d:\d\d:\d\d UTC/, "<now> UTC");

  const whole = (columns: number) => on.run(["status"], { columns });

  it("shows everything on one screen of 100 columns, and asks for every page", async () => {
    on.emulator.answers = world();
    const { code, out, err } = await on.run(["status"]);
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(
      clock(out),
      `live: cluster shop-live in us-east-2, <now> UTC

service  state     tasks   revision  deployment           scaling
web      in order  2 of 2  12        SUCCESSFUL, 3 h ago  2 to 6, changed 1 h ago
worker   in order  1 of 1  3                              fixed

task      service  status   health   revision  zone        started
01234567  web      RUNNING  HEALTHY  12        us-east-2a  2 d ago
fedcba98  web      RUNNING  HEALTHY  12        us-east-2a  2 d ago

2 of 2 alarms are OK
`,
    );
    assert.deepEqual(on.asked("DescribeAlarms"), [{ AlarmNamePrefix: "shop-live-" }]);
  });

  for (const columns of [80, 120]) {
    it(`fits into ${columns} columns, with long reasons wrapped`, async () => {
      const reason =
        "Threshold Crossed: 3 out of the last 3 datapoints [12.0, 9.0, 14.0] were greater than the threshold (5.0).";
      on.emulator.answers = {
        ...world({ web: { runningCount: 1, pendingCount: 1 } }),
        DescribeAlarms: {
          MetricAlarms: [
            {
              AlarmName: "shop-live-web-errors",
              StateValue: "ALARM",
              StateReason: reason,
              StateUpdatedTimestamp: hoursAgo(0),
            },
            { AlarmName: "shop-live-web-cpu", StateValue: "OK" },
          ],
        },
      };
      const { code, out } = await whole(columns);
      assert.equal(code, 1);
      const widest = Math.max(...out.split("\n").map(({ length }) => length));
      assert.ok(widest <= columns, `${widest}\n${out}`);
      assert.match(out, /^web +lacks tasks +1 of 2, 1/m);
      assert.match(out, /^shop-live-web-errors +ALARM +1 min ago +Threshold/m);
      assert.match(out, /^1 of 2 alarms are OK$/m);
      const words = out.split(/\s+/);
      assert.deepEqual(
        reason.split(" ").filter((word) => !words.includes(word)),
        [],
        out,
      );
    });
  }

  const states: readonly (readonly [name: string, changes: World, words: string, code: number])[] =
    [
      ["a service that lacks tasks", { web: { runningCount: 0 } }, "lacks tasks", 1],
      ["a service of no task", { web: { runningCount: 0, desiredCount: 0 } }, "wants no task", 0],
      ["a deployment under way", { deployment: { status: "IN_PROGRESS" } }, "is being deployed", 0],
      ["a rollback", { deployment: { status: "ROLLBACK_SUCCESSFUL" } }, "was rolled back", 1],
      ["a stopped deployment", { deployment: { status: "STOPPED" } }, "deployment stopped", 1],
      [
        "a hook that waits",
        {
          deployment: {
            status: "IN_PROGRESS",
            lifecycleStage: "PRE_SCALE_UP",
            lifecycleHookDetails: [{ hookId: "h", targetType: "PAUSE", status: "AWAITING_ACTION" }],
          },
        },
        "waits for approval",
        0,
      ],
      [
        "an unhealthy task",
        { tasks: [{ taskArn: arn("task/a/b"), lastStatus: "RUNNING", healthStatus: "UNHEALTHY" }] },
        "has unhealthy tasks",
        1,
      ],
      ["a service that was never created", { web: { status: "INACTIVE" } }, "was never created", 1],
    ];
  for (const [name, changes, words, expected] of states) {
    it(`tells ${name}`, async () => {
      on.emulator.answers = world(changes);
      const { code, out, err } = await on.run(["status"]);
      assert.equal(code, expected, err);
      assert.match(out, new RegExp(`^web +${words}`, "m"));
    });
  }

  it("shows one service with its own alarms, in JSON too", async () => {
    on.emulator.answers = world();
    const { out } = await on.run(["status", "web", "--json"]);
    const { services, alarms } = z
      .object({
        services: z.array(
          z.object({ service: z.string(), scaling: z.object({ max: z.number() }) }),
        ),
        alarms: z.array(z.object({ state: z.string() })),
      })
      .parse(JSON.parse(out));
    assert.deepEqual([services.length, services[0]?.scaling.max, alarms.length], [1, 6, 2]);
    assert.deepEqual(on.asked("DescribeAlarms"), [{ AlarmNamePrefix: "shop-live-web-" }]);
  });

  /** Runs of the job `migrate`, by how they are wanted. */
  const runs = (stopped: readonly Task[], running: readonly Task[] = []): Script => {
    const listed = (tasks: readonly Task[]) => tasks.map(({ taskArn = "" }) => taskArn);
    const { ListTasks, DescribeTasks } = world();
    return {
      ...world(),
      ListTasks: (request) =>
        request["family"] === undefined
          ? typeof ListTasks === "function"
            ? ListTasks(request)
            : { taskArns: [] }
          : { taskArns: listed(request["desiredStatus"] === "STOPPED" ? stopped : running) },
      DescribeTasks: (request) => {
        const own = [...stopped, ...running].filter(({ taskArn }) =>
          JSON.stringify(request).includes(taskArn ?? ""),
        );
        if (own.length > 0) return { tasks: own };
        return typeof DescribeTasks === "function" ? DescribeTasks(request) : { tasks: [] };
      },
    };
  };
  const run = (number: number, minutes: number, more: Task): Task => ({
    taskArn: arn(`task/shop-jobs/${number}123456789abcdef`),
    taskDefinitionArn: arn("task-definition/shop-jobs-migrate:4"),
    lastStatus: "STOPPED",
    createdAt: hoursAgo(minutes / 60),
    ...more,
  });
  const ended = (number: number, minutes: number, exitCode: number): Task =>
    run(number, minutes, {
      startedAt: hoursAgo(minutes / 60),
      stoppedAt: new Date(hoursAgo(minutes / 60).getTime() + 12_000),
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "migrate", exitCode }],
    });

  it("shows the last three runs of a job, newest first, and what runs", async () => {
    on.add("jobs", withJobs);
    on.emulator.answers = runs(
      [ended(1, 40, 1), ended(3, 20, 0), ended(2, 30, 137)],
      [run(4, 0, { lastStatus: "PENDING" })],
    );
    const { code, out } = await on.run(["status", "migrate", "--stack", "jobs"]);
    assert.equal(
      clock(out),
      `jobs: cluster shop-jobs in us-east-2, <now> UTC

job      task      run                  revision  started     took
migrate  41234567  pending              4
migrate  31234567  ended with code 0    4         21 min ago  12 s
migrate  21234567  ended with code 137  4         31 min ago  12 s

2 of 2 alarms are OK
`,
    );
    assert.equal(code, 0, "a run that succeeded follows those that failed");
    assert.deepEqual(on.asked("DescribeServices"), []);
    assert.deepEqual(on.asked("ListTasks"), [
      { cluster: "shop-jobs", family: "shop-jobs-migrate", desiredStatus: "RUNNING" },
      { cluster: "shop-jobs", family: "shop-jobs-migrate", desiredStatus: "STOPPED" },
    ]);
  });

  const lastRuns: readonly (readonly [
    name: string,
    stopped: Task[],
    words: RegExp,
    code: number,
  ])[] = [
    ["a job without a run", [], /^migrate +no run within the last hour$/m, 0],
    ["a job whose last run failed", [ended(1, 5, 3)], /^migrate .*ended with code 3/m, 1],
    [
      "a job that did not start",
      [run(1, 5, { stoppedReason: "CannotPullContainerError" })],
      /^migrate .*did not start: CannotPullContainerError/m,
      1,
    ],
  ];
  for (const [name, stopped, words, expected] of lastRuns) {
    it(`tells ${name}, below the services`, async () => {
      on.add("jobs", withJobs);
      on.emulator.answers = runs(stopped);
      const { code, out } = await on.run(["status", "--stack", "jobs"]);
      assert.equal(code, expected, out);
      assert.match(out, words);
      assert.match(out, /^worker +in order/m);
    });
  }

  it("refuses a name that is neither a service nor a job", async () => {
    on.add("jobs", withJobs);
    const { code, err } = await on.run(["status", "wbe", "--stack", "jobs"]);
    assert.equal(code, 2);
    assert.match(err, /^Pulumi\.jobs\.yaml has no service or job wbe\. Did you mean web\?/);
    const job = await on.run(["deployments", "migrate", "--stack", "jobs"]);
    assert.equal(
      job.err,
      "migrate is a job of Pulumi.jobs.yaml, not a service. It has the services web, worker.\n",
    );
  });

  it("reads again until it is interrupted, and its exit code tells the last state", async () => {
    on.emulator.answers = world();
    let rounds = 0;
    const { code, out } = await on.run(["status", "--watch", "--json"], {
      pause: () => {
        rounds += 1;
        on.emulator.answers = world({ web: { runningCount: 1 } });
        return Promise.resolve(rounds < 3 ? "over" : "interrupted");
      },
    });
    assert.equal(code, 1);
    assert.equal(out.trimEnd().split("\n").length, 3);
  });

  it("names the right that is missing", async () => {
    on.emulator.answers = {
      ...world(),
      DescribeAlarms: new AwsError(
        "AccessDeniedException",
        "User: arn:aws:iam::1:user/dev is not authorized to perform: cloudwatch:DescribeAlarms",
      ),
    };
    const { code, err } = await on.run(["status"]);
    assert.equal(code, 2);
    assert.match(err, /lack the right cloudwatch:DescribeAlarms/);
  });
});

describe("a table", () => {
  it("takes from its widest columns until it fits, and breaks words that no line holds", () => {
    const rows = [["web", "a sentence of several words", "0123456789abcdef"]];
    assert.equal(
      table(["name", "what", "id"], rows, 30),
      `name  what         id
web   a sentence   0123456789a
      of several   bcdef
      words`,
    );
  });
});
