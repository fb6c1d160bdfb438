import * as assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { recover } from "../../drydock/offline/engine/recover";
import { disagreements } from "./support/agreement";
import { changesOf, Engine, succeed } from "./support/engine";
import { Scratch } from "./support/scratch";
import { pendingUrns, stateResources } from "./support/state";

describe("two updates at once, and one that is killed", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"), { checkpoints: true });
  });
  afterEach(() => engine.close());

  it("the lock refuses the second and says who holds it", async () => {
    await engine.sandbox.providers.control({
      delays: [{ method: "create", subject: "ec2/vpc:Vpc", milliseconds: 6000 }],
    });
    const first = engine.up();
    await engine.untilLocked();
    for (const second of [await engine.up(), await engine.refresh()]) {
      assert.equal(second.ok, false);
      assert.match(second.output, /the stack is currently locked by 1 lock/);
      assert.match(second.output, /created by \S+@\S+ \(pid \d+\) at /);
    }
    await succeed(first);
  });

  for (const { name, delayed } of [
    { name: "while the network is made", delayed: "ec2/subnet:Subnet" },
    { name: "while secrets are made", delayed: "secretsmanager/secret:Secret" },
    { name: "while the service is made", delayed: "ecs/service:Service" },
  ]) {
    it(`killed ${name}: cancel, refresh and up fix it`, async () => {
      await engine.sandbox.providers.control({
        delays: [{ method: "create", subject: delayed, milliseconds: 3000 }],
      });
      const killed = engine.up();
      await engine.untilPending(delayed);
      await sleep(300);
      engine.kill();
      const run = await killed;
      assert.equal(run.ok, false);
      // The call was under way: AWS finishes it, and nobody hears the answer.
      await sleep(3500);
      assert.ok(pendingUrns(engine).length > 0);

      const blocked = await engine.up();
      assert.match(blocked.output, /locked by 1 lock/);
      await recover(engine.sandbox);
      await engine.sandbox.providers.control({});
      await succeed(engine.up());
      assert.deepEqual(disagreements(engine), []);
      assert.deepEqual(pendingUrns(engine), []);
      assert.deepEqual(changesOf(await succeed(engine.preview())), []);
      assert.ok(stateResources(engine).length > 90);
    });
  }

  it("killed, with what exists deleted by hand as docs/operations.md says: cancel, refresh and up fix it", async () => {
    const delayed = "secretsmanager/secret:Secret";
    await engine.sandbox.providers.control({
      delays: [{ method: "create", subject: delayed, milliseconds: 3000 }],
    });
    const killed = engine.up();
    await engine.untilPending(delayed);
    await sleep(300);
    engine.kill();
    assert.equal((await killed).ok, false);
    await sleep(3500);
    const pending = pendingUrns(engine);
    const cloud = new CloudStore(engine.sandbox.folder.cloudFile);
    for (const object of cloud.all()) if (pending.includes(object.urn)) cloud.remove(object);
    await engine.reopen();
    await engine.sandbox.pulumi("cancel", "--yes");
    await engine.sandbox.pulumi("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
    await succeed(engine.up());
    assert.deepEqual(disagreements(engine), []);
    assert.deepEqual(changesOf(await succeed(engine.preview())), []);
  });
});
