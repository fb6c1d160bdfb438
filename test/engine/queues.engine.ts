import * as assert from "node:assert/strict";
import { textAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { services, set } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const queues = "drydock:queues";

/** The queue and the workers of examples/worker-fleet from their creation to their end. */
describe("the queue of examples/worker-fleet", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("examples/worker-fleet/Pulumi.example.yaml", "example"));
  });
  after(() => engine.close());

  const deployed = ["~ ecs.Service worker", "+- ecs.TaskDefinition worker"];
  const one = (type: string, name: string) =>
    engine.cloud().find((object) => object.type.endsWith(`:${type}`) && object.name === name);
  const change = async (path: readonly string[], values: Record<string, unknown>): Promise<Run> => {
    set(path, values)(engine.scratch);
    return succeed(engine.up());
  };

  it("exists before the tasks that use it, and is used by them alone", async () => {
    const run = await succeed(engine.up());
    const queue = run.steps.indexOf("create aws:sqs/queue:Queue orders");
    assert.ok(queue >= 0 && queue < run.steps.indexOf("create aws:ecs/service:Service worker"));
    const url = one("Queue", "orders")?.id ?? "";
    for (const service of ["shop", "worker"]) {
      const text = textAt(one("TaskDefinition", service)?.inputs ?? {}, "containerDefinitions");
      assert.ok(text.includes(`{"name":"ORDERS_QUEUE_URL","value":"${url}"}`), text);
    }
    assert.deepEqual((await succeed(engine.up())).steps, []);
  });

  it("changes in place with its settings", async () => {
    const settings = { visibilitySeconds: 180, maxReceives: 3, retentionDays: 7 };
    assert.deepEqual(changesOf(await change([queues, "orders"], settings)), ["~ sqs.Queue orders"]);
    assert.deepEqual(changesOf(await change([queues, "orders"], { oldestMinutes: 10 })), [
      "~ cloudwatch.MetricAlarm orders-oldest",
    ]);
  });

  it("becomes a FIFO queue beside the old one, which goes when the tasks use the new one", async () => {
    const run = await change([queues, "orders"], { fifo: true });
    const at = (step: string) => run.steps.indexOf(step);
    assert.ok(at("create-replacement aws:sqs/queue:Queue orders") >= 0, run.steps.join("\n"));
    assert.ok(
      at("update aws:ecs/service:Service worker") <
        at("delete-replaced aws:sqs/queue:Queue orders"),
    );
    assert.match(textAt(one("Queue", "orders-dead")?.inputs ?? {}, "name"), /-dead\.fifo$/);
    const scaling = JSON.stringify(one("Policy", "worker-backlog-orders")?.inputs);
    assert.match(scaling, /"value":"drydock-example-orders\.fifo"/);
    await change([queues, "orders"], { fifo: false });
  });

  it("scales its workers on another pace without deploying them", async () => {
    const consumes = { orders: { secondsPerMessage: 4, maxLatencySeconds: 60 } };
    assert.deepEqual(changesOf(await change([services, "worker"], { consumes })), [
      "~ appautoscaling.Policy worker-backlog-orders",
    ]);
  });

  it("gives a task that protects itself the right to", async () => {
    const orders = { secondsPerMessage: 4, maxLatencySeconds: 60, protectsTasks: true };
    assert.deepEqual(changesOf(await change([services, "worker"], { consumes: { orders } })), [
      "~ iam.RolePolicy worker-task",
    ]);
    const policy = one("RolePolicy", "worker-task")?.inputs ?? {};
    assert.match(textAt(policy, "policy"), /ecs:UpdateTaskProtection/);
  });

  it("has a job that sends to it, too", async () => {
    const job = { from: "shop", command: ["replay"] };
    set(["drydock:jobs"], { replay: job })(engine.scratch);
    await succeed(engine.up());
    assert.match(
      textAt(one("TaskDefinition", "replay")?.inputs ?? {}, "containerDefinitions"),
      /ORDERS_QUEUE_URL/,
    );
    assert.match(textAt(one("RolePolicy", "replay-task")?.inputs ?? {}, "policy"), /SendMessage/);
  });

  it("is no longer consumed, and then gone", async () => {
    const changes = changesOf(
      await change([services, "worker"], { consumes: undefined, scaling: undefined }),
    );
    assert.deepEqual(
      deployed.filter((step) => !changes.includes(step)),
      [],
    );
    await succeed(engine.destroy());
    assert.deepEqual(engine.cloud(), []);
  });
});
