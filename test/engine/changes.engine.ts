import * as assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { changesOf, Engine } from "./support/engine";
import { Scratch } from "./support/scratch";
import { everydayChanges } from "./support/everyday-changes";

describe("everyday changes of the test environment", () => {
  let engine: Engine;
  let made: string;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    const run = await engine.up();
    assert.ok(run.ok, run.output);
    made = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    rmSync(made, { recursive: true, force: true });
  });

  for (const change of everydayChanges) {
    it(change.name, async () => {
      await engine.restore(made);
      if (change.before !== undefined) {
        change.before(engine.scratch);
        const run = await engine.up();
        assert.ok(run.ok, run.output);
      }
      change.apply(engine.scratch);
      const run = await engine.up();
      console.log(change.name, run.ok, run.seconds, JSON.stringify(changesOf(run), null, 1));
      if (!run.ok) console.log(run.errors.join("\n"));
    });
  }
});
