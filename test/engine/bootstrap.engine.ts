import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { pulumiProgram } from "../../drydock/offline/engine/sandbox";
import { Engine, succeed } from "./support/engine";
import { root, Scratch } from "./support/scratch";

/** The life of an account that is made ready. Not shown: real AWS, GitHub, the move of its own state into the bucket. */
describe("the life of bootstrap/", () => {
  const folder = join(root, "bootstrap");
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("bootstrap/Pulumi.bootstrap.yaml", "bootstrap"), {
      root: folder,
      program: pulumiProgram(folder),
    });
  });
  after(() => engine.close());

  const held = () => engine.cloud().map(({ type, id }) => `${type} ${id}`);

  it("is made, under its policies", async () => {
    const { steps } = await succeed(engine.up({ policies: true }));
    assert.deepEqual(
      steps.filter((step) => !step.startsWith("create ")),
      [],
    );
    const roles = engine.cloud().filter(({ type }) => type === "aws:iam/role:Role");
    assert.deepEqual(roles.map(({ id }) => id).sort(), [
      "drydock-production-deploy",
      "drydock-production-read",
      "drydock-test-deploy",
      "drydock-test-read",
    ]);
  });

  it("needs nothing more when it is looked at again", async () => {
    assert.deepEqual((await succeed(engine.preview())).steps, []);
  });

  it("takes new permissions of a role in place", async () => {
    const path = "bootstrap/permissions/test.json";
    const file: unknown = JSON.parse(readFileSync(join(engine.scratch.folder, path), "utf8"));
    assert.ok(isMap(file) && Array.isArray(file["deploy"]));
    const statement = { Effect: "Allow", Action: ["sqs:TagQueue"], Resource: ["*"] };
    const last = { Version: "2012-10-17", Statement: [statement] };
    const deploy: readonly unknown[] = file["deploy"];
    const changed = { ...file, deploy: [...deploy.slice(0, -1), last] };
    engine.scratch.write(path, JSON.stringify(changed));
    const { steps } = await succeed(engine.up());
    assert.deepEqual([...steps].sort(), [
      "update aws:iam/policy:Policy test-deploy-5",
      // Its services are those of the permissions.
      "update aws:iam/policy:Policy test-deploy-boundary",
    ]);
  });

  it("takes the rights of one environment away, and keeps the states", async () => {
    engine.scratch.configure((config) => ({
      ...config,
      "bootstrap:environments": { production: {} },
    }));
    const { steps } = await succeed(engine.up());
    assert.ok(steps.length > 0);
    for (const step of steps) {
      assert.match(step, /^delete (aws:iam\/|drydock:bootstrap:(Deploy|Read)Role )\S* ?test/);
    }
  });

  it("refuses to go away, with the states of everything", async () => {
    const before = held();
    const run = await engine.previewDestroy();
    assert.equal(run.ok, false);
    assert.match(run.output, /protect/);
    assert.deepEqual(held(), before);
  });
});
