import assert from "node:assert/strict";
import { accepts, loadedOf, REACHABLE, refuses, reportOf, services } from "../support";

const web = services({ web: {}, api: { containerPort: 8080, discovery: "dnsA" } });
const jobs = (migrate: object) => ({ ...web, jobs: { migrate } });
const own = (runs: object) => jobs({ image: REACHABLE, runs });

describe("rule: jobs", () => {
  accepts("a job with an image, by hand", jobs({ image: REACHABLE }));
  accepts("a job of a service, before services", jobs({ from: "web", runs: { before: ["web"] } }));
  accepts("a job by the clock", own({ at: "cron(0 3 ? * MON-FRI *)", timezone: "Europe/Berlin" }));
  refuses(
    "a job without an image",
    `drydock:jobs.migrate: Nothing says which image the job runs.
allowed: image, or from with the name of a service
fix: Add from: web, or image: { build: { context: app } }.`,
    jobs({ command: ["migrate"] }),
  );
  refuses(
    "an image beside the service's own",
    `drydock:jobs.migrate.image: The job has the image of web.
allowed: from or image
fix: Remove image, or remove from and say here what the job needs.`,
    jobs({ from: "web", image: REACHABLE }),
  );
  refuses(
    "a service that is not there, in from and in before",
    `drydock:jobs.migrate.from = "wep": There is no service of this name.
allowed: services here: web, api
fix: Did you mean web?

drydock:jobs.migrate.runs.before[0] = "apo": There is no service of this name.
allowed: services here: web, api
fix: Did you mean api?`,
    jobs({ from: "wep", runs: { before: ["apo"] } }),
  );
  refuses(
    "the name of a service",
    `drydock:jobs.web: A service has this name, and both would have one log group and one task definition.
allowed: a name that no service has
fix: Rename the job.`,
    { ...web, jobs: { web: { image: REACHABLE } } },
  );
  refuses(
    "a service twice",
    `drydock:jobs.migrate.runs.before[1] = "web": This service is in the list twice.
fix: Remove one of the two.`,
    own({ before: ["web", "web"] }),
  );
  refuses(
    "a job that calls the service that waits for it",
    `drydock:jobs.migrate.runs.before[0] = "api": api waits for migrate, and migrate calls it: neither could be first.
fix: Remove api from before, or what leads to it from connectsTo.`,
    jobs({ image: REACHABLE, connectsTo: ["api"], runs: { before: ["api"] } }),
  );
  it("refuses a circle through another service", () => {
    const all = services({
      web: { connectsTo: ["api"], containerPort: 80, user: "0", discovery: "dnsA" },
      api: { containerPort: 8080, discovery: "dnsA" },
    });
    const migrate = { image: REACHABLE, connectsTo: ["web"], runs: { before: ["api"] } };
    assert.match(
      reportOf({ ...all, jobs: { migrate } }),
      /api waits for migrate, and migrate calls services that call it: neither could be first\./,
    );
  });
  refuses(
    "a service that only Service Connect finds",
    `drydock:jobs.migrate.connectsTo[0] = "mesh": mesh is found by Service Connect, whose names only ECS services know, and a job is none.
allowed: services with discovery dnsA or dnsSrv
fix: Write discovery: dnsA for mesh, or let the job reach it through its route.`,
    {
      ...services({ mesh: { containerPort: 8080, discovery: "serviceConnect" } }),
      jobs: { migrate: { image: REACHABLE, connectsTo: ["mesh"] } },
    },
  );
});

describe("rule: when a job runs", () => {
  refuses(
    "before services and by the clock",
    `drydock:jobs.migrate.runs.at: A job runs before services change, or by the clock.
allowed: before or at
fix: Keep one of them, and give the other to a second job.`,
    own({ before: ["web"], at: "rate(1 day)" }),
  );
  refuses(
    "neither of them",
    `drydock:jobs.migrate.runs: Nothing here says when the job runs.
allowed: before: [<service>], or at: cron(0 3 * * ? *); a job without runs is started by hand
fix: Add before or at, or remove runs.`,
    own({ timeoutMinutes: 5 }),
  );
  refuses(
    "retries of a job that services wait for",
    `drydock:jobs.migrate.runs.retries: retries is about runs by the clock; this job runs before services change.
fix: Remove it: a run that fails stops the update, and the next update runs the job again.`,
    own({ before: ["web"], retries: 2 }),
  );
  refuses(
    "left-out runs without a limit",
    `drydock:jobs.migrate.runs.overlap = "skip": A run that hangs would keep all later ones from starting.
allowed: skip with timeoutMinutes, or allow
fix: Add timeoutMinutes: 60, or as long as a run may take.`,
    own({ at: "rate(1 day)", overlap: "skip" }),
  );

  /** What people write, and the expression that they are told. */
  const readings: readonly (readonly [string, string])[] = [
    ["0 3 * * *", "cron(0 3 * * ? *)"],
    ["0 3 * * 1-5", "cron(0 3 ? * MON-FRI *)"],
    ["cron(0 3 * * *)", "cron(0 3 * * ? *)"],
    ["@daily", "cron(0 0 * * ? *)"],
    ["03:30", "cron(30 3 * * ? *)"],
    ["rate(1 hours)", "rate(1 hour)"],
    ["rate(5 minute)", "rate(5 minutes)"],
    ["every 6 hours", "rate(6 hours)"],
    ["cron(0 3 * * * *)", "cron(0 3 * * ? *)"],
    ["cron(0 3 ? * ? *)", "cron(0 3 * * ? *)"],
    ["cron(0 3 * * MON *)", "cron(0 3 ? * MON *)"],
  ];
  for (const [given, wanted] of readings) {
    it(`reads ${given}`, () => {
      const told = reportOf(own({ at: given }));
      assert.ok(told.includes(wanted), told);
      assert.equal(reportOf(own({ at: wanted })), "");
    });
  }

  const wrong = ["rate(90 seconds)", "rate(0 minutes)", "at(2026-12-01T03:00:00)", "nightly"];
  for (const at of wrong) {
    it(`refuses ${at}`, () => {
      assert.match(reportOf(own({ at })), /cron\(\.\.\.\) with six fields or rate\(\.\.\.\)/);
    });
  }
  for (const [at, field] of [
    ["cron(60 3 * * ? *)", "minutes"],
    ["cron(0 24 * * ? *)", "hours"],
    ["cron(0 3 32 * ? *)", "days of the month"],
    ["cron(0 3 * 13 ? *)", "months"],
    ["cron(0 3 ? * 0 *)", "days of the week"],
    ["cron(0 3 * * ? 26)", "years"],
  ] as const) {
    it(`refuses ${field} in ${at}`, () => {
      const told = reportOf(own({ at }));
      assert.ok(
        told.includes(`The ${field} of this cron expression are not what AWS reads.`),
        told,
      );
    });
  }
  for (const at of [
    "cron(0/15 8-18 ? * MON-FRI *)",
    "cron(0 3 L * ? *)",
    "cron(0 3 ? * 6L *)",
    "cron(0 3 ? JAN,JUL TUE#2 2026-2030)",
    "cron(0 3 15W * ? *)",
  ]) {
    accepts(at, own({ at }));
  }
  refuses(
    "a time zone that is misspelt",
    `drydock:jobs.migrate.runs.timezone = "Europe/Berlim": There is no time zone of this name.
allowed: an IANA time zone, such as Europe/Berlin or Etc/UTC
fix: Write timezone: Europe/Berlin.`,
    own({ at: "rate(1 day)", timezone: "Europe/Berlim" }),
  );
});

describe("a job made from a service", () => {
  const service = {
    user: "7000",
    cpu: 512,
    memoryMiB: 1024,
    environment: { MODE: "serve", SHOP: "one" },
    secrets: { URL: { secret: "db", key: "URL" } },
    scratch: ["/tmp"],
    awsServices: ["sqs"],
    connectsTo: ["api", "mesh"],
    permissions: [
      { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-2:111122223333:q"] },
    ],
    exec: true,
    readonlyRootFilesystem: false,
  };
  const tree = (migrate: object) => ({
    secrets: { db: { versions: [{ URL: { generate: 20 } }] } },
    ...services({
      web: service,
      api: { containerPort: 8080, discovery: "dnsA" },
      mesh: { containerPort: 8080, discovery: "serviceConnect" },
    }),
    jobs: { migrate: { from: "web", ...migrate } },
  });
  const job = (migrate: object) => loadedOf(tree(migrate)).config.jobs["migrate"];

  it("has its user, size, variables, secrets, folders and network, and not its permissions", () => {
    const { user, cpu, memoryMiB, environment, secrets, scratch, ...others } =
      job({}) ?? assert.fail();
    assert.deepEqual(
      { user, cpu, memoryMiB, environment, secrets, scratch },
      {
        user: "7000",
        cpu: 512,
        memoryMiB: 1024,
        environment: service.environment,
        secrets: service.secrets,
        scratch: ["/tmp"],
      },
    );
    const { awsServices, permissions, exec, readonlyRootFilesystem } = others;
    assert.deepEqual(
      { awsServices, permissions, exec, readonlyRootFilesystem },
      { awsServices: ["sqs"], permissions: [], exec: false, readonlyRootFilesystem: false },
    );
  });
  it("calls what the service calls, but for what waits for it or is found by Service Connect", () => {
    assert.deepEqual(job({})?.connectsTo, ["api"]);
    assert.deepEqual(job({ runs: { before: ["api"] } })?.connectsTo, []);
  });
  it("wins with its own values, a variable over a secret too", () => {
    const given = { cpu: 1024, memoryMiB: 2048, environment: { MODE: "migrate", URL: "plain" } };
    const { cpu, environment, secrets } = job(given) ?? assert.fail();
    assert.deepEqual(
      { cpu, environment, secrets },
      { cpu: 1024, environment: { MODE: "migrate", SHOP: "one", URL: "plain" }, secrets: {} },
    );
  });
  it("does not tell the service's mistakes again", () => {
    const broken = services({ web: { cpu: 300, environment: { PASSWORD: 5 } } });
    const told = reportOf({ ...broken, jobs: { migrate: { from: "web" } } });
    assert.ok(!told.includes("drydock:jobs"), told);
  });
  it("tells what is wrong with the two together", () => {
    assert.match(
      reportOf(tree({ cpu: 256, memoryMiB: 8192 })),
      /drydock:jobs\.migrate\.memoryMiB = 8192: Fargate has no task with 256 CPU units/,
    );
  });
});
