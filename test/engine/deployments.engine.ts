import * as assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { textAt } from "../../drydock/offline/cloud/values";
import { Engine, type Run, succeed } from "./support/engine";
import { set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";
import { stateResources } from "./support/state";

const service = "aws:ecs/service:Service";
const subject = `${service}::web`;

/**
 * What every run says and does after a deployment that failed. The stand-in provider leaves the state that the bridge
 * leaves: what was planned. Not shown: real AWS, and how long ECS takes to give up.
 */
describe("a deployment that fails", () => {
  let engine: Engine;
  let empty: string;
  let running: string;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    empty = engine.scratch.snapshot();
    await succeed(engine.up());
    running = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    for (const snapshot of [empty, running]) rmSync(snapshot, { recursive: true, force: true });
  });

  const change = (values: Record<string, unknown>): void => {
    set(web, values)(engine.scratch);
  };

  /** `drydock-test-web:2` in the cloud. */
  const runs = (): string =>
    engine
      .cloud()
      .filter(({ type }) => type === service)
      .map(({ inputs }) => textAt(inputs, "taskDefinition").split("/")[1])
      .join();

  const failing = async (kind: "rollBack" | "supersede", method: "create" | "update") => {
    await engine.sandbox.providers.control({ faults: [{ kind, method, subject }] });
    const run = await engine.up();
    await engine.sandbox.providers.control({});
    assert.equal(run.ok, false);
    return run;
  };

  const serviceSteps = ({ steps }: Run): string[] => steps.filter((step) => step.includes(service));
  const update = [`update ${service} web`];

  const rolledBack = async (): Promise<Run> => {
    await engine.restore(running);
    change({ environment: { GREETING: "broken" } });
    return failing("rollBack", "update");
  };

  /** As the deploy workflow does before every update. */
  const refreshServices = () =>
    engine.sandbox.pulumi("refresh", "--yes", "--skip-preview", "--target", `**${service}::*`);

  it("is explained in the update's own output, with the reason, the revisions, the events and what to do next", async () => {
    const { output } = await rolledBack();
    for (const text of [
      'Service "web" was not deployed.',
      "asked for  drydock-test-web:2",
      "runs       drydock-test-web:1, 1 of 1 task",
      "ECS says   waiting for ECS Service (web) create/update: Service deployment rolled back because the circuit breaker " +
        "threshold was exceeded.",
      "(service web) rolling back to the last completed deployment.",
      "next       `npx drydock why web --stack test`",
    ]) {
      assert.ok(output.includes(text), `${text}\n\n${output}`);
    }
    assert.equal(runs(), "drydock-test-web:1");
  });

  it("makes the second run correct the state, say that nothing was deployed, and the third deploy", async () => {
    await rolledBack();
    const second = await engine.up();
    assert.equal(second.ok, false);
    assert.deepEqual(serviceSteps(second), update);
    assert.match(second.output, /Nothing was deployed in this run: the update before it failed/);
    assert.match(second.output, /Run `pulumi up` again/);
    assert.doesNotMatch(second.output, /rolled the deployment back/);
    assert.equal(runs(), "drydock-test-web:1");
    assert.deepEqual(serviceSteps(await succeed(engine.up())), update);
    assert.equal(runs(), "drydock-test-web:2");
  });

  it("lets the next run deploy another definition at once", async () => {
    await rolledBack();
    change({ environment: { GREETING: "fixed" } });
    assert.deepEqual(serviceSteps(await succeed(engine.up())), update);
    assert.equal(runs(), "drydock-test-web:3");
  });

  it("lets the next run deploy the same definition after a refresh of the services, as the workflow does", async () => {
    await rolledBack();
    await refreshServices();
    assert.deepEqual(serviceSteps(await succeed(engine.up())), update);
    assert.equal(runs(), "drydock-test-web:2");
  });

  it("fails the second run too where only the network of the service was to change", async () => {
    await engine.restore(running);
    change({ placement: "public" });
    await failing("rollBack", "update");
    const second = await engine.up();
    assert.equal(second.ok, false);
    assert.match(second.output, /Service "web" runs with another networkConfiguration\./);
    await succeed(engine.up());
  });

  it("is not rolled back but stopped where another deployment takes its place", async () => {
    await engine.restore(running);
    change({ environment: { GREETING: "late" } });
    const { output } = await failing("supersede", "update");
    assert.match(output, /ECS says {3}waiting for .*: Service deployment failed: STOPPED/);
    assert.match(output, /was changed by another deployment/);
    assert.equal((await engine.up()).ok, false);
    await succeed(engine.up());
    assert.equal(runs(), "drydock-test-web:2");
  });

  it("leaves nothing to refresh where there is no service yet", async () => {
    await engine.restore(empty);
    await refreshServices();
  });

  describe("and is the first of its service", () => {
    const first = async (): Promise<Run> => {
      await engine.restore(empty);
      return failing("rollBack", "create");
    };

    it("keeps the service, and every run fails until a task runs", async () => {
      assert.match((await first()).output, /runs {7}drydock-test-web:1, 0 of 1 task/);
      assert.ok(stateResources(engine).some(({ type }) => type === service));
      for (let run = 2; run < 4; run += 1) {
        const again = await engine.up();
        assert.equal(again.ok, false, `run ${run}`);
        assert.match(again.output, /Service "web" has never become healthy/);
        assert.match(again.output, /aws ecs update-service --force-new-deployment --cluster arn:/);
      }
    });

    it("lets the next run deploy another definition", async () => {
      await first();
      change({ environment: { GREETING: "fixed" } });
      await succeed(engine.up());
      assert.equal(runs(), "drydock-test-web:2");
    });
  });
});
