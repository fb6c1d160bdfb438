import * as assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { changesOf, Engine, sortedChanges, succeed } from "./support/engine";
import { everydayChanges } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

/** Resources that hold data or carry everything else: an everyday change never replaces them. */
const stateful =
  /^(\+-|-\+) (efs\.FileSystem|secretsmanager\.Secret|s3\.Bucket|ecr\.Repository|kms\.Key|lb\.LoadBalancer|ecs\.Cluster|ecs\.Service|ec2\.Vpc|ec2\.Subnet) /;

/** Exact steps on the stand-in cloud. Not shown: how long AWS takes, and what it does between the steps. */
describe("everyday changes of the test environment", () => {
  let engine: Engine;
  let made: string;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    await succeed(engine.up());
    made = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    rmSync(made, { recursive: true, force: true });
  });

  for (const { name, before: prepare, apply, steps } of everydayChanges) {
    it(name, async () => {
      await engine.restore(made);
      if (prepare !== undefined) {
        prepare(engine.scratch);
        await succeed(engine.up());
      }
      apply(engine.scratch);
      const previewed = changesOf(await succeed(engine.preview()));
      const done = changesOf(await succeed(engine.up()));
      if (steps === undefined) {
        assert.ok(done.length > 40);
        assert.deepEqual(
          done.filter((step) => !step.startsWith("~ ")),
          [],
        );
      } else {
        assert.deepEqual(done, sortedChanges(steps));
      }
      assert.deepEqual(previewed, done, "the preview showed something else");
      assert.deepEqual(
        done.filter((step) => stateful.test(step)),
        [],
      );
      assert.deepEqual(
        changesOf(await succeed(engine.preview())),
        [],
        "a second run has work left",
      );
    });
  }

  const updateWith = async (change: string) => {
    await engine.restore(made);
    const found = everydayChanges.find(({ name }) => name === change);
    assert.ok(found !== undefined, change);
    found.apply(engine.scratch);
    return succeed(engine.up());
  };

  it("a renamed service runs before the old one goes", async () => {
    const { steps } = await updateWith("renamed service");
    assert.ok(
      steps.indexOf("create aws:ecs/service:Service site") <
        steps.indexOf("delete aws:ecs/service:Service web"),
    );
  });

  it("a former port stays open until the service has left it", async () => {
    const { steps } = await updateWith("port");
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-load-balancer-in";
    const places = [
      `create-replacement ${rule}`,
      "update aws:ecs/service:Service web",
      `delete-replaced ${rule}`,
    ].map((step) => steps.indexOf(step));
    assert.ok(!places.includes(-1), steps.join("\n"));
    assert.deepEqual(
      places,
      places.toSorted((left, right) => left - right),
    );
  });

  it("the way out through NAT exists before the endpoints go", async () => {
    const { steps } = await updateWith("NAT on");
    const routes = steps.lastIndexOf("create aws:ec2/route:Route network-private-2");
    const first = steps.findIndex((step) => step.startsWith("delete aws:ec2/vpcEndpoint"));
    assert.ok(routes >= 0 && routes < first, steps.join("\n"));
  });
});
