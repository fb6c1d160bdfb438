import * as assert from "node:assert/strict";
import { queueShape } from "drydock-components/model/queues";
import { runs, stackJob } from "drydock-components/model/job";
import { Engine, succeed } from "./support/engine";
import { set, services } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";
import { type Change, moves, shown, thereAndBack } from "./support/there-and-back";

const jobs = "drydock:jobs";
const queues = "drydock:queues";
const databases = "drydock:databases";

/** The keys that changes set at a depth of the stack file. */
const keysOf = (changes: readonly Change[], depth: number): Set<string> =>
  new Set(
    changes
      .filter(({ path }) => path.length === depth)
      .flatMap(({ settings }) => Object.keys(settings)),
  );

/** Opens an example, with what its settings may refer to. */
async function opened(example: string, more: Readonly<Record<string, unknown>>): Promise<Engine> {
  const engine = await Engine.open(
    new Scratch(`examples/${example}/Pulumi.example.yaml`, "example"),
    { tasks: () => Promise.resolve() },
  );
  set([], { "drydock:lifecycle": "disposable", ...more })(engine.scratch);
  await succeed(engine.up());
  return engine;
}

const endsWithNothing = async (engine: Engine): Promise<void> => {
  await succeed(engine.destroy());
  assert.deepEqual(engine.cloud(), []);
};

describe("every setting of a job, there and back", () => {
  let engine: Engine;
  before(async () => {
    engine = await opened("jobs", {
      "drydock:fileSystems": { shared: {} },
      "drydock:queues": { orders: {}, mails: { visibilitySeconds: 300 } },
      "drydock:databases": {
        ledger: { engine: "postgres", host: "ledger.internal", cidr: "10.9.1.0/24" },
      },
    });
    set([services, "web"], { discovery: "dnsA" })(engine.scratch);
    await succeed(engine.up());
  });
  after(() => engine.close());

  const task = "TaskDefinition backfill";
  const inTask = (to: unknown, text: string) => shown(to, task, text);
  const ofContainer: Change = {
    path: [jobs, "backfill"],
    settings: {
      image: inTask(
        { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/backfill:2.0.0" },
        "backfill:2.0.0",
      ),
      command: inTask(["backfill", "--all"], '"--all"'),
      entryPoint: inTask(["/sbin/tini"], '"/sbin/tini"'),
      workingDirectory: inTask("/data", '"workingDirectory":"/data"'),
      user: inTask("1000", '"user":"1000"'),
      readonlyRootFilesystem: inTask(false, '"readonlyRootFilesystem":false'),
      startTimeoutSeconds: inTask(60, '"startTimeout":60'),
      stopTimeoutSeconds: inTask(90, '"stopTimeout":90'),
      ulimits: inTask({ nofile: { soft: 1024, hard: 4096 } }, '"hardLimit":4096'),
      initProcess: inTask(false, '"initProcessEnabled":false'),
      capabilities: inTask(["NET_BIND_SERVICE"], '"MKNOD","NET_RAW"'),
      systemControls: inTask({ "net.core.somaxconn": "1024" }, '"net.core.somaxconn"'),
      environment: inTask({ LEVEL: "debug" }, '"LEVEL"'),
      envFiles: inTask(["../../env/test.env"], '"environmentFiles":[{'),
      secrets: inTask({ TOKEN: { secret: "database", key: "URL" } }, '"TOKEN"'),
      volumes: inTask(
        { data: { fileSystem: "shared", mountPath: "/data" } },
        '"efsVolumeConfiguration"',
      ),
      architecture: inTask("ARM64", '"ARM64"'),
      cpu: inTask(2048, '"cpu":"2048"'),
      memoryMiB: inTask(8192, '"memory":"8192"'),
      ephemeralStorageGiB: inTask(50, '"sizeInGib":50'),
      exec: shown(true, "RolePolicy backfill-task", "ssmmessages:"),
      connectsTo: moves(["web"], "SecurityGroupEgressRule backfill-to-web-out"),
      awsServices: moves(["sts"], "VpcEndpoint endpoints-sts"),
      sends: shown(["orders"], "RolePolicy backfill-task", "sqs:SendMessage"),
      consumes: shown(
        { mails: { secondsPerMessage: 5 } },
        "RolePolicy backfill-task",
        "sqs:ReceiveMessage",
      ),
      databases: inTask({ ledger: { poolSize: 4 } }, '"LEDGER_POOL_SIZE"'),
      reaches: moves(
        [{ cidr: "10.9.0.0/24", port: 389 }],
        "SecurityGroupEgressRule backfill-reaches-10.9.0.0-24-389",
      ),
      permissions: shown(
        [{ actions: ["sns:Publish"], resources: ["arn:aws:sns:us-east-2:111122223333:orders"] }],
        "RolePolicy backfill-task",
        "sns:Publish",
      ),
      logRetentionDays: shown(7, "LogGroup backfill", '"retentionInDays":7'),
      envFileUpdates: shown(
        "live",
        "BucketObjectv2 env-files-../../env/test.env",
        '"key":"up/up/env/test.env"',
      ),
    },
  };
  const ofOthers: readonly Change[] = [
    {
      path: [jobs, "sweep"],
      settings: {
        tracing: shown(true, "TaskDefinition sweep", "SYS_PTRACE"),
        scratch: shown(["/work"], "TaskDefinition sweep", '"/work"'),
        placement: moves("public", "SecurityGroupEgressRule sweep-internet-443"),
      },
    },
    {
      path: [jobs, "sweep", "runs"],
      settings: { at: shown("rate(1 day)", "Schedule sweep", "rate(1 day)") },
    },
    {
      path: [jobs, "report", "runs"],
      settings: {
        at: shown("cron(0 4 * * ? *)", "Schedule report", "cron(0 4"),
        timezone: shown("Europe/London", "Schedule report", "Europe/London"),
        retries: shown(3, "StateMachine report", '"MaxAttempts":3'),
        timeoutMinutes: shown(45, "StateMachine report", '"TimeoutSeconds":2700'),
        overlap: moves("allow", "RolePolicy report-others"),
      },
    },
    {
      path: [jobs, "report"],
      settings: {
        from: shown("api", "TaskDefinition report", '"API"'),
      },
    },
    {
      path: [jobs, "migrate", "runs"],
      settings: { before: shown(["web", "api"], "Service api", "drydock:job:migrate") },
    },
  ];

  it("is all of them", () => {
    const changes = [ofContainer, ...ofOthers];
    const missing = (all: readonly string[], depth: number) =>
      all.filter((key) => !keysOf(changes, depth).has(key));
    assert.deepEqual(missing(Object.keys(stackJob.shape), 2), ["runs"]);
    assert.deepEqual(missing(Object.keys(runs.shape), 3), []);
  });

  it("of its container and of what it reaches", () => thereAndBack(engine, [ofContainer]));

  it("of when it runs, and of whom it shares a container with", async () => {
    set([services, "api"], {
      image: { build: { context: "../../app" } },
      containerPort: 8080,
      environment: { API: "yes" },
    })(engine.scratch);
    await succeed(engine.up());
    await thereAndBack(engine, ofOthers);
  });

  it("leaves nothing", () => endsWithNothing(engine));
});

describe("every setting of a queue and of its users, there and back", () => {
  let engine: Engine;
  before(async () => {
    engine = await opened("worker-fleet", {});
  });
  after(() => engine.close());

  const inPlace: readonly Change[] = [
    {
      path: [queues, "orders"],
      settings: {
        visibilitySeconds: shown(240, "Queue orders", '"visibilityTimeoutSeconds":240'),
        maxReceives: shown(3, "Queue orders", '"maxReceiveCount":3'),
        retentionDays: shown(7, "Queue orders", '"messageRetentionSeconds":604800'),
        oldestMinutes: shown(10, "MetricAlarm orders-oldest", '"threshold":600'),
      },
    },
    {
      path: [services, "worker", "consumes"],
      settings: {
        orders: shown(
          { secondsPerMessage: 4, maxLatencySeconds: 60, protectsTasks: true },
          "RolePolicy worker-task",
          "ecs:UpdateTaskProtection",
        ),
      },
    },
    {
      path: [services, "worker"],
      settings: { sends: shown(["orders"], "RolePolicy worker-task", "sqs:SendMessage") },
    },
  ];
  const replacing: Change = {
    path: [queues, "orders"],
    settings: { fifo: shown(true, "Queue orders", '"fifoQueue":true') },
  };

  it("is all of them", () => {
    const keys = keysOf(
      [...inPlace, replacing].filter(({ path }) => path[0] === queues),
      2,
    );
    assert.deepEqual(
      Object.keys(queueShape).filter((key) => !keys.has(key)),
      [],
    );
  });
  it("in place", () => thereAndBack(engine, inPlace));
  it("with another queue", () => thereAndBack(engine, [replacing]));
  it("leaves nothing", () => endsWithNothing(engine));
});

/** Of maxConnections, which nothing is made of, databases.engine.ts has the rule. */
describe("every setting of a database and of its users, there and back", () => {
  let engine: Engine;
  before(async () => {
    engine = await opened("existing-platform", {});
  });
  after(() => engine.close());

  const task = "TaskDefinition web";
  const group = "sg-0a1b2c3d4e5f60718"; // the load balancer's: the stand-in cloud knows what the stack file named at first
  const own: Change = {
    path: [databases, "orders"],
    settings: {
      engine: shown("mysql", task, '"value":"3306"'),
      host: shown("orders.example.com", task, '"orders.example.com"'),
      databaseName: shown("store", task, '"value":"store"'),
      securityGroupId: moves(group, `SecurityGroupIngressRule web-reaches-${group}-3306-in`),
      secretKeys: shown(["pin"], task, '"ORDERS_PIN"'),
      iamUserArn: shown(
        "arn:aws:rds-db:us-east-2:111122223333:dbuser:db-ABC/app",
        "RolePolicy web-task",
        "rds-db:connect",
      ),
    },
  };
  const other: readonly Change[] = [
    {
      path: [databases, "orders"],
      settings: {
        port: moves(5433, "SecurityGroupEgressRule web-reaches-10.9.0.0-24-5433"),
        securityGroupId: moves(
          undefined,
          "SecurityGroupIngressRule web-reaches-sg-2a1b2c3d4e5f60718-5432-in",
        ),
        cidr: moves("10.9.0.0/24", "SecurityGroupEgressRule web-reaches-10.9.0.0-24-5433"),
        secret: shown(undefined, task, '"value":"5433"'),
      },
    },
    {
      path: [services, "web"],
      settings: {
        databases: shown(
          { orders: { poolSize: 4 } },
          task,
          '"name":"ORDERS_POOL_SIZE","value":"4"',
        ),
        reaches: moves(
          [{ cidr: "10.8.0.0/24", port: 389 }],
          "SecurityGroupEgressRule web-reaches-10.8.0.0-24-389",
        ),
      },
    },
  ];

  it("of itself", () => thereAndBack(engine, [own]));
  it("of where it is and who reaches it", () => thereAndBack(engine, other));
  it("leaves nothing", () => endsWithNothing(engine));
});
