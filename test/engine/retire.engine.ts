import * as assert from "node:assert/strict";
import { disagreements } from "./support/agreement";
import { changesOf, Engine, succeed } from "./support/engine";
import { edit, section, services, set, web } from "./support/everyday-changes";
import { type Config, Scratch } from "./support/scratch";

const ingress = "drydock:ingress";

/** Retiring named things of a protected environment: a change that unprotects them, a change that removes them. */
describe("drydock:retire in a protected environment", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.production.yaml", "production"));
    await succeed(engine.up());
  });
  after(() => engine.close());

  const retire = (things: Config | undefined): void => {
    set([], { "drydock:retire": things })(engine.scratch);
  };
  /** The service under another name, without anything that holds data. */
  const removeAll = (): void => {
    edit((config) => {
      const site = { ...section(config, ...web), volumes: {}, secrets: {}, envFiles: [] };
      Object.assign(config, {
        "drydock:fileSystems": undefined,
        "drydock:secrets": undefined,
        [services]: { site },
      });
      section(config, ingress)["accessLogs"] = false;
    })(engine.scratch);
  };
  const inCloud = (type: string): string[] =>
    engine
      .cloud()
      .filter((one) => one.type.startsWith(`aws:${type}`))
      .map(({ id }) => id);
  const isRefused = async (change: () => void): Promise<void> => {
    const snapshot = engine.scratch.snapshot();
    change();
    const run = await engine.preview();
    await engine.restore(snapshot);
    assert.match(run.output, /protect/);
  };

  it("refuses to remove what is protected, before anything changes", async () => {
    await isRefused(removeAll);
    assert.deepEqual(disagreements(engine), []);
  });

  it("unprotects what is named and nothing else, in order with the policies", async () => {
    retire({
      fileSystems: { shared: "keep" },
      secrets: { "ecs-demo": "delete" },
      images: { web: "keep" },
      envFiles: "delete",
      accessLogs: { ingress: "keep" },
    });
    const run = await succeed(engine.up({ policies: true }));
    assert.deepEqual(changesOf(run), [
      "~ ecr.Repository web",
      "~ efs.FileSystem shared",
      "~ s3.Bucket env-files",
      "~ s3.Bucket ingress-logs",
      "~ secretsmanager.Secret ecs-demo",
    ]);
  });

  it("protects again where the lines are taken out", async () => {
    const snapshot = engine.scratch.snapshot();
    retire(undefined);
    await succeed(engine.up());
    await isRefused(removeAll);
    await engine.restore(snapshot);
  });

  it("removes them: what is kept stays whole in AWS, what is deleted goes", async () => {
    const kept = [
      ...inCloud("efs/fileSystem:"),
      ...inCloud("efs/fileSystemPolicy:"),
      ...inCloud("ecr/repository:"),
      ...inCloud("s3/bucket:").filter((id) => id.startsWith("ingress-logs")),
    ];
    removeAll();
    retire(undefined);
    await succeed(engine.up());
    const left = disagreements(engine);
    for (const id of kept) {
      assert.ok(
        left.some((one) => one.startsWith("in the cloud only") && one.endsWith(` ${id}`)),
        id,
      );
    }
    assert.deepEqual(
      left.filter((one) => /mountTarget|accessPoint|securityGroup|secret|env-files/i.test(one)),
      [],
    );
    assert.deepEqual(inCloud("secretsmanager/secret:"), []);
    assert.deepEqual(inCloud("efs/mountTarget:"), []);
    assert.deepEqual(changesOf(await succeed(engine.up())), []);
  });

  it("replaces a load balancer without making the environment disposable", async () => {
    retire({ loadBalancers: { ingress: "delete" } });
    await succeed(engine.up());
    set([ingress], { internal: true })(engine.scratch);
    const run = await succeed(engine.up());
    assert.ok(changesOf(run).includes("+- lb.LoadBalancer ingress"));
    retire(undefined);
    await succeed(engine.up());
    await isRefused(() => {
      set([ingress], { internal: false })(engine.scratch);
    });
  });
});
