// Not proved here: that ECS goes on. Its answers are recorded.
import assert from "node:assert/strict";
import { deployed, deploymentArn, waiting } from "./deployed";
import { stage } from "./stage";

describe("drydock approve", () => {
  const on = stage();
  const asked = { serviceDeploymentArn: deploymentArn(0), hookId: "hook-1" };

  it("says what it does, asks, and lets the deployment go on", async () => {
    on.emulator.answers = deployed([waiting]);
    const questions: string[] = [];
    const outcome = await on.run(["approve", "web"], {
      confirm: (question) => {
        questions.push(question);
        return Promise.resolve(true);
      },
    });
    assert.deepEqual(outcome, {
      code: 0,
      out: "Done. Follow it:\n  npx drydock status web --stack live --watch\n",
      err: "web: continues the deployment of shop-live-web:13, which waits at POST_SCALE_UP.\n",
    });
    assert.deepEqual(questions, ["live is protected. Go on?"]);
    assert.deepEqual(on.asked("ContinueServiceDeployment"), [{ ...asked, action: "CONTINUE" }]);
  });

  it("rejects, by its other name too", async () => {
    on.emulator.answers = deployed([waiting]);
    const { out } = await on.run(["continue", "web", "--reject", "--yes", "--json"]);
    assert.deepEqual(JSON.parse(out), {
      service: "web",
      taskDefinition: "shop-live-web:13",
      action: "ROLLBACK",
    });
    assert.deepEqual(on.asked("ContinueServiceDeployment"), [{ ...asked, action: "ROLLBACK" }]);
  });

  it("changes nothing where the user says no", async () => {
    on.emulator.answers = deployed([waiting]);
    const { code, err } = await on.run(["approve", "web"], {
      confirm: () => Promise.resolve(false),
    });
    assert.equal(code, 1);
    assert.match(err, /\nNothing was changed\.\n$/);
    assert.deepEqual(on.asked("ContinueServiceDeployment"), []);
  });

  it("changes nothing where nobody can be asked", async () => {
    on.emulator.answers = deployed([waiting]);
    const { code, err } = await on.run(["approve", "web"]);
    assert.equal(code, 2);
    assert.match(
      err,
      /Nothing was changed: live is protected, and nobody can be asked here\. Give/,
    );
    assert.deepEqual(on.asked("ContinueServiceDeployment"), []);
  });
});
