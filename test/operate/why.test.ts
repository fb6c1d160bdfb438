// Not proved here: that AWS words its reasons as the recorded failures do.
import * as assert from "node:assert/strict";
import { z } from "zod";
import { drydock, type Outcome } from "../commands/support";
import schema from "../../drydock/stack.schema.json";
import { diagnoses } from "../../drydock/operate/why/diagnoses";
import { whyCalls } from "../../drydock/permissions/why";
import { answersOf } from "./failures";
import { allFailures } from "./further-failures";
import { stage, stackFile } from "./stage";

/** What `--json` prints of one service. */
const explained = z.tuple([
  z.object({
    cause: z.object({ name: z.string(), place: z.object({ line: z.number() }), line: z.string() }),
  }),
]);

describe("drydock why", () => {
  const on = stage();
  const why = (...args: string[]): Promise<Outcome> => on.run(["why", ...args]);

  /** The place of a key in the stack file above, as a report names it. */
  function lineOf(key: string): number {
    const own = key === "service" ? "web" : (key.split(".").at(-1) ?? "");
    return stackFile.split("\n").findIndex((line) => line.trim().startsWith(`${own}:`)) + 1;
  }

  for (const failure of allFailures) {
    const told = failure.stopped ?? failure.event ?? failure.deployment?.status ?? "";
    const shown = failure.log?.[0] ?? failure.container?.reason ?? told;
    it(`finds ${failure.cause}: ${shown.slice(0, 60)}`, async () => {
      on.emulator.answers = answersOf(failure);
      const { code, out, err } = await why("web", "--json");
      assert.equal(code, 1, err);
      const [{ cause }] = explained.parse(JSON.parse(out));
      assert.equal(cause.name, failure.cause, out);
      assert.equal(cause.place.line, lineOf(failure.key), cause.line);
      assert.ok(stackFile.includes(cause.line));
    });
  }

  it("has a recorded failure for every cause of the table", () => {
    const recorded = new Set(allFailures.map(({ cause }) => cause));
    assert.deepEqual(
      diagnoses.map(({ name }) => name).filter((name) => !recorded.has(name)),
      [],
    );
  });

  it("names only keys that a stack file has", () => {
    const known = JSON.stringify(schema);
    const keys = diagnoses.flatMap(({ keys }) => keys).filter((key) => key !== "service");
    const names = keys.map((key) => key.split(".").at(-1) ?? "");
    assert.deepEqual(
      names.filter((name) => !known.includes(`"${name}":`)),
      [],
    );
  });

  it("shows the deployment, the stopped task with its log, events, cause, fix and the line", async () => {
    on.emulator.answers = answersOf({
      cause: "",
      key: "",
      stopped: "Essential container in task exited",
      stopCode: "EssentialContainerExited",
      container: { exitCode: 1 },
      log: ["starting", "Error: connect ECONNREFUSED 10.20.3.4:5432"],
    });
    const { code, out } = await why("web");
    assert.equal(code, 1);
    assert.equal(
      out,
      `web was not deployed: it was to run shop-live-web:2 and runs shop-live-web:1, 2 of 2 tasks.
  deployment  ROLLBACK_SUCCESSFUL, 3 failed tasks of 3
              Service deployment rolled back because the circuit breaker threshold was exceeded.
  task        00000000000000000000000000000001 of shop-live-web:2, stopped 14:02:00
              EssentialContainerExited: Essential container in task exited
    web: exit code 1
      | starting
      | Error: connect ECONNREFUSED 10.20.3.4:5432
  events      13:00:00 (service web) failed container health checks.
  cause       The program does not reach a host that it needs at its start.
  fix         A service of this stack file is reached by \`connectsTo\`, AWS by \`awsServices\` or
              \`endpoints\`, the internet by NAT. Check the host in \`environment\`.
              Pulumi.live.yaml:16  environment:
`,
    );
    assert.deepEqual(on.emulator.requests.at(-1), [
      "GetLogEvents",
      {
        logGroupName: "/shop/live/web",
        logStreamName: "web/web/00000000000000000000000000000001",
        limit: 20,
      },
    ]);
  });

  it("shows no value of the stack file, and no line of a program that looks like a secret", async () => {
    const canary = ["canary", "7f3aQ9"].join("-");
    on.add(
      "live",
      stackFile.replace("{ GREETING: hello }", `{ GREETING: "${canary}", ALSO: "${canary}" }`),
    );
    on.emulator.answers = answersOf({
      cause: "",
      key: "",
      stopped: "Essential container in task exited",
      container: { exitCode: 1, reason: `exec: "serve --password=${canary}": not found` },
      log: [
        `postgres://shop:${canary}@db.internal/shop`,
        "Error: connect ECONNREFUSED 10.20.3.4:5432",
      ],
    });
    for (const form of [[], ["--json"], ["--markdown"]]) {
      const { out, err } = await why("web", ...form);
      assert.match(out, /ECONNREFUSED/);
      assert.ok(!(out + err).includes(canary), out);
    }
    on.add("live", stackFile);
  });

  it("writes Markdown whose block no log line ends", async () => {
    on.emulator.answers = answersOf({
      cause: "",
      key: "",
      stopped: "Essential container in task exited",
      container: { exitCode: 1 },
      log: ["```"],
    });
    const { out } = await why("web", "--markdown");
    assert.match(
      out,
      /^### ❌ web was not deployed: .*\n\n\*\*The program of web ended with code 1/,
    );
    assert.match(out, /`Pulumi\.live\.yaml:16` {2}`environment:`/);
    assert.deepEqual(
      out.split("\n").filter((line) => line.startsWith("```")),
      ["```text", "```"],
    );
  });

  it("is content with a service that runs what was asked for, and with one that is being deployed", async () => {
    const answers = answersOf({ cause: "", key: "", deployment: { status: "SUCCESSFUL" } });
    on.emulator.answers = { ...answers, DescribeServiceRevisions: {} };
    assert.deepEqual(await why("web"), {
      code: 0,
      out: "web is in order: it runs shop-live-web:1, 2 of 2 tasks.\n",
      err: "",
    });
    on.emulator.answers = answersOf({ cause: "", key: "", deployment: { status: "IN_PROGRESS" } });
    const { code, out } = await why("web");
    assert.equal(code, 0);
    assert.match(
      out,
      /^web is being deployed: shop-live-web:2, 2 of 2 tasks of shop-live-web:1 so far\.\n/,
    );
  });

  it("looks at every service without a name, and leaves out what was never created", async () => {
    const { DescribeServices } = answersOf({ cause: "", key: "" });
    const steady = { ...answersOf({ cause: "", key: "", deployment: { status: "SUCCESSFUL" } }) };
    on.emulator.answers = {
      ...steady,
      DescribeServices: ({ services }) => ({
        services: z
          .array(z.string())
          .parse(services)
          .map((serviceName) => ({ ...DescribeServices.services[0], serviceName })),
      }),
      DescribeServiceRevisions: {},
    };
    assert.match((await why()).out, /^web is in order.*\n\nworker is in order.*\n$/);
    on.emulator.answers = { ...steady, DescribeServices: { services: [] } };
    assert.deepEqual(await why("web"), {
      code: 2,
      out: "",
      err: "The cluster shop-live has no service web: it was never created. The output of `pulumi up --stack live` says why.\n",
    });
  });

  it("says that tasks are forgotten where none is left, and no cause that it does not know", async () => {
    on.emulator.answers = answersOf({ cause: "", key: "" });
    assert.match((await why("web")).out, /\nNo stopped task is left to look at: ECS forgets them/);
    on.emulator.answers = answersOf({ cause: "", key: "", stopped: "Something new" });
    assert.match((await why("web")).out, /\nThe cause is none that Drydock knows/);
  });

  it("asks AWS only for what the deploy role is allowed for it", async () => {
    const asked = on.emulator.requests.length;
    for (const failure of allFailures) {
      on.emulator.answers = answersOf(failure);
      await why("web");
    }
    const operations = on.emulator.requests.slice(asked).map(([operation]) => operation);
    assert.deepEqual(
      [...new Set(operations)].sort(),
      whyCalls.map((action) => action.split(":")[1]).sort(),
    );
  });

  it("asks the cluster that exists, where the stack file names one", async () => {
    const existing =
      '  drydock:existing: { cluster: { arn: "arn:aws:ecs:us-east-2:111122223333:cluster/shared" } }\n';
    on.add("shared", stackFile.replace(/ {2}drydock:network.*\n/, existing));
    on.emulator.answers = answersOf({ cause: "", key: "", deployment: { status: "SUCCESSFUL" } });
    const asked = on.emulator.requests.length;
    await drydock(["why", "web", "--stack", "shared"], on.folder);
    assert.deepEqual(on.emulator.requests[asked], [
      "DescribeServices",
      { cluster: "shared", services: ["web"] },
    ]);
  });

  it("names the services there are", async () => {
    const { code, err } = await why("wbe");
    assert.equal(code, 2);
    assert.equal(
      err,
      "Pulumi.live.yaml has no service wbe. Did you mean web? It has web, worker.\n",
    );
  });
});
