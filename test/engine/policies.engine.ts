import * as assert from "node:assert/strict";
import { Engine } from "./support/engine";
import { Scratch } from "./support/scratch";

/** The repository's own pack, run by the engine. What each rule says is tested with the pack. */
describe("policies on the engine", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
  });
  after(() => engine.close());

  it("a mandatory one stops the update before what it is about is made", async () => {
    // The program itself never breaks a rule: this adds a resource that does.
    const stopped = await Engine.open(new Scratch("Pulumi.test.yaml", "test"), {
      program: async () => {
        const aws = await import("@pulumi/aws");
        new aws.cloudwatch.LogGroup("allowed", { retentionInDays: 30 });
        new aws.vpc.SecurityGroupIngressRule("open", {
          securityGroupId: "sg-00000000000000000",
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrIpv4: "0.0.0.0/0",
        });
      },
    });
    try {
      const run = await stopped.up({ policies: true });
      assert.equal(run.ok, false);
      const mandatory = run.events.flatMap(({ policyEvent }) =>
        policyEvent?.enforcementLevel === "mandatory" ? [policyEvent.policyName] : [],
      );
      assert.ok(mandatory.length > 0, run.output);
      assert.deepEqual(
        stopped.cloud().filter(({ name }) => name === "open"),
        [],
      );
    } finally {
      await stopped.close();
    }
  });

  it("advisory ones say something and stop nothing", async () => {
    const run = await engine.up({ policies: true });
    assert.ok(run.ok, run.output);
    const advisory = run.events.flatMap(({ policyEvent }) =>
      policyEvent?.enforcementLevel === "warning" ? [policyEvent.policyName] : [],
    );
    assert.ok(advisory.length > 0);
    assert.ok(engine.cloud().length > 50);
  });
});
