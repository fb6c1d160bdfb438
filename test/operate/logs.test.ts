// Not proved here: what a pattern of CloudWatch matches.
import assert from "node:assert/strict";
import type { FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, type Script } from "./emulator";
import { stage, stackFile, withJobs } from "./stage";

const task = "0123456789abcdef0123456789abcdef";
const start = Date.parse("2020-11-28T14:00:00Z");

const event = (seconds: number, message: string, stream = "web/web"): FilteredLogEvent => ({
  eventId: `${stream} ${seconds} ${message}`,
  timestamp: start + seconds * 1000,
  logStreamName: `${stream}/${task}`,
  message: `${message}\n`,
});

/** Log groups with their events, in pages of one. */
function groups(events: Readonly<Record<string, readonly FilteredLogEvent[]>>): Script {
  return {
    FilterLogEvents: ({ logGroupName, nextToken }) => {
      const all = events[String(logGroupName)];
      if (all === undefined) {
        return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
      }
      const page = Number(nextToken ?? 0);
      const more = page + 1 < all.length ? { nextToken: String(page + 1) } : {};
      return { events: all.slice(page, page + 1), ...more };
    },
  };
}

describe("drydock logs", () => {
  const on = stage();
  before(() => {
    on.add("jobs", withJobs);
    on.add(
      "sidecars",
      `${stackFile}      sidecars: { proxy: { image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/proxy:1" } } }\n`,
    );
  });

  it("prints the lines of every service in the order of time, from every page", async () => {
    on.emulator.answers = groups({
      "/shop/live/web": [event(1, "started"), event(3, "ready", "proxy/proxy")],
      "/shop/live/worker": [event(2, "waiting", "worker/worker")],
    });
    assert.deepEqual(await on.run(["logs", "--since", "2020-11-28T14:00Z"]), {
      code: 0,
      out: `14:00:01.000 web 01234567 started
14:00:02.000 worker 01234567 waiting
14:00:03.000 web/proxy 01234567 ready
`,
      err: "",
    });
    assert.deepEqual(on.asked("FilterLogEvents")[0], {
      logGroupName: "/shop/live/web",
      startTime: start,
    });
  });

  it("asks for one container and a text, which means itself", async () => {
    on.emulator.answers = groups({ "/shop/sidecars/worker": [event(1, "x")] });
    const args = ["worker", "--container", "proxy", "--stack", "sidecars"];
    await on.run(["logs", ...args, "--since", "2020-11-28T14:00Z", "--filter", "a [b]"]);
    await on.run(["logs", ...args, "--since", "2020-11-28T14:00Z", "--filter", "?ERROR ?WARN"]);
    const request = {
      logGroupName: "/shop/sidecars/worker",
      startTime: start,
      logStreamNamePrefix: "proxy/",
    };
    assert.deepEqual(on.asked("FilterLogEvents"), [
      { ...request, filterPattern: '"a [b]"' },
      { ...request, filterPattern: "?ERROR ?WARN" },
    ]);
  });

  it("prints each line once while it follows, also one that comes late, until it is interrupted", async () => {
    const events = [event(60, "first")];
    on.emulator.answers = groups({ "/shop/live/web": events });
    let rounds = 0;
    const { code, out } = await on.run(
      ["logs", "web", "--follow", "--since", "2020-11-28T14:00Z"],
      {
        pause: () => {
          rounds += 1;
          if (rounds === 1) events.push(event(61, "second"), event(50, "late"));
          return Promise.resolve(rounds < 3 ? "over" : "interrupted");
        },
      },
    );
    assert.equal(code, 0);
    assert.equal(out.replace(/^\S+ web 01234567 /gm, ""), "first\nlate\nsecond\n");
    const from = start + 60_000 - 15_000;
    assert.deepEqual(
      on.asked("FilterLogEvents").map((request) => JSON.stringify(request).includes(String(from))),
      [false, true, true, true, false, false, false],
    );
  });

  it("prints JSON, a line each", async () => {
    on.emulator.answers = groups({ "/shop/live/web": [event(1, "started")] });
    const { out } = await on.run(["logs", "web", "--json"]);
    assert.deepEqual(JSON.parse(out), {
      at: "2020-11-28T14:00:01.000Z",
      service: "web",
      container: "web",
      task,
      message: "started",
    });
  });

  it("says that there is no line", async () => {
    on.emulator.answers = groups({ "/shop/live/web": [] });
    const { code, out, err } = await on.run(["logs", "web", "--since", "2020-11-28T14:00Z"]);
    assert.deepEqual([code, out, err], [0, "", "No line since 2020-11-28T14:00:00.000Z.\n"]);
  });

  it("prints the lines of jobs, beside those of services or alone", async () => {
    on.emulator.answers = groups({
      "/shop/jobs/web": [event(2, "started")],
      "/shop/jobs/migrate": [event(1, "migrated", "migrate/migrate")],
    });
    const all = ["logs", "--stack", "jobs", "--since", "2020-11-28T14:00Z"];
    const migrated = "14:00:01.000 migrate 01234567 migrated\n";
    assert.equal((await on.run(all)).out, `${migrated}14:00:02.000 web 01234567 started\n`);
    const one = await on.run([...all, "migrate", "--container", "migrate"]);
    assert.deepEqual(one, { code: 0, out: migrated, err: "" });
  });

  const refusals: readonly (readonly [args: string, message: RegExp])[] = [
    ["web", /^The cluster shop-live has no service web: it was never created\./],
    [
      "worker --container prxy --stack sidecars",
      /^The service worker in Pulumi\.sidecars\.yaml has no container prxy\. Did you mean proxy\? It has worker, proxy\./,
    ],
    [
      "worker --container x --stack sidecars",
      /^The service worker in Pulumi\.sidecars\.yaml has no container x\. It has worker, proxy\./,
    ],
    [
      "web --stack jobs --container migrate",
      /^The service web in Pulumi\.jobs\.yaml has no container migrate\. It has web\./,
    ],
    ["migrate --stack jobs --container web", /^The job migrate has one container, migrate\./],
    [
      "migrat --stack jobs",
      /^Pulumi\.jobs\.yaml has no service or job migrat\. Did you mean migrate\? It has the services web, worker and the job migrate\./,
    ],
    ["migrate --stack jobs", /^The cluster shop-jobs has no job migrate: it was never created\./],
    ["web --since 9999-01-01T00:00Z", /This is in the future\. Give a time that has passed\./],
    ["--container proxy", /^Name the service of the container proxy, too\./],
  ];
  for (const [args, message] of refusals) {
    it(`refuses: logs ${args}`, async () => {
      on.emulator.answers = groups({});
      const { code, err } = await on.run(["logs", ...args.split(" ")]);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});
