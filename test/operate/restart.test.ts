import assert from "node:assert/strict";
import { deployed } from "./deployed";
import { stage, stackFile } from "./stage";

describe("drydock restart", () => {
  const on = stage();
  before(() => {
    on.add("toy", stackFile.replace("config:\n", "config:\n  drydock:lifecycle: disposable\n"));
  });

  it("starts a deployment of the same revision, without a question where nothing is protected", async () => {
    on.emulator.answers = deployed([{ revision: 12 }]);
    const { code, out, err } = await on.run(["restart", "web", "--stack", "toy"]);
    assert.equal(code, 0, err);
    assert.match(err, /^web: replaces 2 tasks of shop-live-web:12 by new ones/);
    assert.equal(out, "Started. Follow it:\n  npx drydock status web --stack toy --watch\n");
    assert.deepEqual(on.asked("UpdateService"), [
      { cluster: "shop-toy", service: "web", forceNewDeployment: true },
    ]);
  });

  it("does not take the place of a deployment under way", async () => {
    on.emulator.answers = deployed([{ revision: 13, status: "IN_PROGRESS" }]);
    const { code, err } = await on.run(["restart", "web", "--yes"]);
    assert.equal(code, 2);
    assert.match(err, /^A deployment of web is under way\. Wait for its end/);
    assert.deepEqual(on.asked("UpdateService"), []);
  });
});
