import * as assert from "node:assert/strict";
import { Engine, type Run } from "./support/engine";
import { Scratch } from "./support/scratch";

/** The repository's own pack, run by the engine. What each rule says is tested with the pack. */
describe("policies on the engine", () => {
  it("a mandatory one stops the preview, and so `pulumi up`, before anything is made", async () => {
    // The program itself never breaks a rule: this adds a resource that does.
    const engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"), {
      program: async () => {
        const aws = await import("@pulumi/aws");
        new aws.ecr.Repository("open", { imageTagMutability: "MUTABLE" });
      },
    });
    try {
      const preview = await engine.preview({ policies: true });
      assert.equal(preview.ok, false);
      assert.ok(policies(preview, true).includes("ecr-scanned-and-immutable"), preview.output);
      // Even an update that skips its preview makes nothing that breaks the rule.
      const update = await engine.up({ policies: true });
      assert.equal(update.ok, false);
      assert.deepEqual(engine.cloud(), []);
    } finally {
      await engine.close();
    }
  });

  it("advisory ones say something and stop nothing", async () => {
    const engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    try {
      const run = await engine.up({ policies: true });
      assert.deepEqual(policies(run, true), []);
      assert.ok(policies(run, false).length > 0);
      assert.ok(run.ok, run.output);
      assert.ok(engine.cloud().length > 50);
    } finally {
      await engine.close();
    }
  });
});

const policies = ({ events }: Run, mandatory: boolean): string[] =>
  events.flatMap(({ policyEvent }) =>
    policyEvent !== undefined && (policyEvent.enforcementLevel === "mandatory") === mandatory
      ? [policyEvent.policyName]
      : [],
  );
