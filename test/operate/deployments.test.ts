import assert from "node:assert/strict";
import { deployed, waiting } from "./deployed";
import { stage } from "./stage";

describe("drydock deployments", () => {
  const on = stage();
  const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000 - 1000);

  it("lists every page, newest first, with what was asked for and why it failed", async () => {
    on.emulator.answers = deployed([
      { ...waiting, startedAt: minutesAgo(4) },
      {
        revision: 12,
        status: "ROLLBACK_SUCCESSFUL",
        statusReason: "The circuit breaker was triggered.",
        rollback: { reason: "The circuit breaker was triggered." },
        alarms: { triggeredAlarmNames: ["web-errors"] },
        startedAt: minutesAgo(90),
        finishedAt: minutesAgo(80),
      },
      { revision: 11, startedAt: minutesAgo(3000), finishedAt: minutesAgo(2999) },
    ]);
    assert.deepEqual(await on.run(["deployments", "web"]), {
      code: 0,
      out: `started    took    revision          status               reason
4 min ago          shop-live-web:13  waits for approval   POST_SCALE_UP
1 h ago    10 min  shop-live-web:12  ROLLBACK_SUCCESSFUL  The circuit breaker was triggered.; alarm
                                                          web-errors
2 d ago    1 min   shop-live-web:11  SUCCESSFUL

npx drydock approve web --stack live   (--reject rolls it back)
`,
      err: "",
    });
  });

  it("lists as many as asked for, in JSON too", async () => {
    on.emulator.answers = deployed([{ revision: 3 }, { revision: 2 }, { revision: 1 }]);
    const { out } = await on.run(["deployments", "web", "--limit", "1", "--json"]);
    assert.deepEqual(JSON.parse(out), [
      {
        status: "SUCCESSFUL",
        taskDefinition: "shop-live-web:3",
        reasons: [],
        triggeredAlarms: [],
        waits: false,
      },
    ]);
  });

  it("says that there is none", async () => {
    on.emulator.answers = deployed();
    const { out } = await on.run(["deployments", "web"]);
    assert.equal(out, "web has no deployment of the last 90 days.\n");
  });
});
