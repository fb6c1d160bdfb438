import * as assert from "node:assert/strict";
import { Engine, type Run } from "./support/engine";
import { Scratch } from "./support/scratch";

const failed = (run: Run): string => `${run.errors.join("\n")}\n${run.output}`;

describe("an environment that may be destroyed (test)", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
  });
  after(() => engine.close());

  it("is made", async () => {
    const run = await engine.up();
    assert.ok(run.ok, failed(run));
    assert.ok(
      run.steps.every((step) => step.startsWith("create ")),
      run.steps.join("\n"),
    );
  });

  it("needs nothing more when it is looked at again", async () => {
    const run = await engine.preview();
    assert.ok(run.ok, failed(run));
    assert.deepEqual(run.steps, []);
  });

  it("is found as it was left", async () => {
    const run = await engine.refresh();
    assert.ok(run.ok, failed(run));
    assert.deepEqual(run.steps, []);
  });

  it("goes away completely", async () => {
    const run = await engine.destroy();
    assert.ok(run.ok, failed(run));
    assert.deepEqual(
      engine.cloud().map(({ type }) => type),
      [],
    );
  });

  it("is made again", async () => {
    const run = await engine.up();
    assert.ok(run.ok, failed(run));
  });
});
