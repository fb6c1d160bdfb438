import * as assert from "node:assert/strict";
import { type Engine, type Run, succeed } from "./support/engine";
import { environments, openEnvironment } from "./support/environments";
import { previewDifferences } from "./support/preview-agreement";

/** Make, look again, take away, make again: what only the engine decides. Not shown: real AWS, real time. */
for (const environment of environments()) {
  describe(`the life of ${environment.name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEnvironment(environment);
    });
    after(() => engine.close());

    it("is made", async () => {
      const { steps } = await succeed(engine.up());
      assert.deepEqual(
        steps.filter((step) => !step.startsWith("create ")),
        [],
      );
    });

    it("was given what the preview shows: resources, parents, inputs, dependencies", async () => {
      assert.deepEqual(await previewDifferences(engine), []);
    });

    it("needs nothing more when it is looked at again", async () => {
      assert.deepEqual((await succeed(engine.preview())).steps, []);
    });

    it("is found as it was left", async () => {
      assert.deepEqual((await succeed(engine.refresh())).steps, []);
    });

    if (!environment.disposable) {
      it("refuses to go away", async () => {
        const held = engine.cloud().map(({ id }) => id);
        const run = await engine.previewDestroy();
        assert.equal(run.ok, false);
        assert.match(run.output, /protect/);
        assert.deepEqual(
          engine.cloud().map(({ id }) => id),
          held,
        );
      });

      it("goes away after it was declared disposable", async () => {
        engine.scratch.configure((config) => ({ ...config, "drydock:lifecycle": "disposable" }));
        const { steps } = await succeed(engine.up());
        assert.deepEqual(replacements(steps), []);
      });
    }

    it("goes away completely", async () => {
      await succeed(engine.destroy());
      assert.deepEqual(
        engine.cloud().map(({ type, id }) => `${type} ${id}`),
        [],
      );
    });

    it("is made again", async () => {
      await succeed(engine.up());
    });
  });
}

const replacements = (steps: Run["steps"]): string[] =>
  steps.filter((step) => /^(create-replacement|delete-replaced|delete) /.test(step));
