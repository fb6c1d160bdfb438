// Every screen in a narrow and in a wide terminal, with names as long as people give them. Not shown: the look of a terminal.
import assert from "node:assert/strict";
import { createColors } from "picocolors";
import { fitted } from "../../drydock/operate/fit";
import { statusLines } from "../../drydock/operate/status/render";
import type { EnvironmentStatus } from "../../drydock/operate/status/state";
import { table } from "../../drydock/operate/table";
import { deployed, definitionArn, scaledWeb, waiting } from "./deployed";
import type { Script } from "./emulator";
import { answersOf, failures, type RecordedFailure } from "./failures";
import { stage } from "./stage";

const service = "reconciliation-of-incoming-card-payments";
const alarm = `shop-live-${service}-healthyTasks`;
const alarmArn = `arn:aws:cloudwatch:us-east-2:111122223333:alarm:${alarm}`;
const now = new Date("2026-11-29T12:00:00Z");
const since = new Date("2026-11-27T10:00:00Z");

const status: EnvironmentStatus = {
  stack: "live",
  cluster: "the-cluster-of-all-payment-services-of-the-shop-in-production",
  region: "us-east-2",
  services: [
    {
      service,
      runs: `shop-live-${service}:1234`,
      desiredCount: 12,
      runningCount: 10,
      pendingCount: 2,
      deployment: { status: "ROLLBACK_SUCCESSFUL", startedAt: since, waits: false },
      scaling: { min: 2, max: 120, suspended: true, last: { at: since, description: "" } },
      tasks: [
        {
          id: "0123456789abcdef0123456789abcdef",
          status: "DEPROVISIONING",
          health: "UNHEALTHY",
          revision: `shop-live-${service}:1234`,
          zone: "us-east-2a",
          since,
        },
      ],
    },
  ],
  jobs: [],
  alarms: [{ name: alarm, state: "ALARM", since, reason: `The alarm ${alarmArn} went off.` }],
};

/** The text of a column, from its lines. */
function columnOf(lines: readonly string[], head: string, next: string): string {
  const first = lines.findIndex((line) => line.startsWith(head) || line.includes(` ${head} `));
  const titles = lines[first] ?? "";
  const [start, end] = [head, next].map((one) => titles.indexOf(one));
  const rest = lines.slice(first + 1);
  const length = rest.findIndex((line) => line === "");
  return rest
    .slice(0, length < 0 ? undefined : length)
    .map((line) => line.slice(start, end).trim())
    .join("");
}

const asItIs = /^\s*(?:npx |pulumi |aws |\|)/;
const tooWide = (text: string, columns: number): string[] =>
  text.split("\n").filter((line) => line.length > columns && !asItIs.test(line));
const bare = (text: string): string => text.replace(/\s+/g, "");

/** What `why` says of each failure where the width is not known, for both terminals. */
const whole = new Map<RecordedFailure, string>();

for (const columns of [80, 120]) {
  describe(`in a terminal of ${columns} columns`, () => {
    const on = stage();

    it("status shows whole names", () => {
      const lines = statusLines(status, { now, width: columns, colors: createColors(false) });
      assert.deepEqual(tooWide(lines.join("\n"), columns), []);
      const [services, tasks, alarms] = ["service ", "task ", "alarm "].map((head) =>
        lines.slice(lines.findIndex((line) => line.startsWith(head))),
      );
      assert.ok(services !== undefined && tasks !== undefined && alarms !== undefined);
      assert.equal(columnOf(services, "service", "state"), service);
      assert.equal(columnOf(services, "revision", "deployment"), "1234");
      assert.equal(columnOf(tasks, "service", "status"), service);
      assert.equal(columnOf(tasks, "status", "health"), "DEPROVISIONING");
      assert.equal(columnOf(alarms.slice(0, -1), "alarm", "state"), alarm);
      assert.ok(lines.join(" ").includes(status.cluster));
    });

    it("deployments shows whole reasons", async () => {
      const statusReason = `Service deployment rolled back because of the alarm ${alarmArn}.`;
      on.emulator.answers = deployed([
        { revision: 12, status: "ROLLBACK_SUCCESSFUL", statusReason },
        { revision: 11 },
      ]);
      const { out } = await on.run(["deployments", "web"], { columns });
      assert.deepEqual(tooWide(out, columns), []);
      const lines = out.split("\n");
      const start = lines[0]?.indexOf("reason") ?? 0;
      assert.ok(bare(lines.map((line) => line.slice(start)).join("")).includes(bare(statusReason)));
    });

    it("why says all that it says elsewhere", async () => {
      for (const failure of failures) {
        on.emulator.answers = answersOf(failure);
        const elsewhere = whole.get(failure) ?? (await on.run(["why", "web"])).out;
        whole.set(failure, elsewhere);
        const { out } = await on.run(["why", "web"], { columns });
        assert.deepEqual(tooWide(out, columns), []);
        assert.equal(bare(out), bare(elsewhere));
      }
    });

    const changes: readonly { readonly args: readonly string[]; readonly answers: Script }[] = [
      { args: ["approve", "web", "--yes"], answers: deployed([waiting]) },
      { args: ["restart", "web", "--yes"], answers: deployed([{ revision: 12 }]) },
      {
        args: ["rollback", "web", "--yes"],
        answers: {
          ...deployed([{ revision: 12 }, { revision: 11 }]),
          DescribeTaskDefinition: ({ taskDefinition }) => ({
            taskDefinition: {
              taskDefinitionArn: String(taskDefinition),
              family: "shop-live-web",
              status: "ACTIVE",
              containerDefinitions: [
                { name: "web", image: `registry.example.com/${service}:${String(taskDefinition)}` },
              ],
            },
          }),
        },
      },
      {
        args: ["scale", "web", "--min", "3", "--yes"],
        answers: {
          ...deployed([{ revision: 12 }]),
          DescribeScalableTargets: { ScalableTargets: [scaledWeb] },
          RegisterScalableTarget: {},
        },
      },
    ];
    for (const { args, answers } of changes) {
      it(`${args[0] ?? ""} says all that it says elsewhere`, async () => {
        on.emulator.answers = answers;
        const whole = await on.run(args);
        assert.equal(whole.code, 0, whole.err);
        const { out, err } = await on.run(args, { columns });
        assert.deepEqual(tooWide(`${out}${err}`, columns), []);
        assert.equal(bare(out), bare(whole.out));
        assert.match(out, /^ {2}npx drydock status web --stack live --watch$/m);
      });
    }
  });
}

describe("a text that is fitted", () => {
  it("keeps commands and a program's lines in one piece, and everything where the width is not known", async () => {
    const command = "  npx drydock status web --stack live --watch";
    const line = "      | GET /a/rather/long/path 200";
    assert.equal(await fitted(`${command}\n${line}`, 20), `${command}\n${line}`);
    assert.equal(await fitted("one two three four", 10), "one two\nthree four");
    assert.equal(await fitted("one two three four", undefined), "one two three four");
  });

  it("goes on in the next line of a cell where a word is longer than it, after a mark where it has one", () => {
    assert.equal(
      table(["name", "what"], [["incoming-card-payments", definitionArn(1)]], 40),
      `name                 what
incoming-card-       arn:aws:ecs:us-
payments             east-2:111122223333
                     :task-definition/
                     shop-live-web:1`,
    );
  });
});
