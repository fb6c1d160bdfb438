import * as assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { moveRequests, registeredTasksType } from "../../drydock/offline/cloud/aws/requests";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { textAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { edit, section, set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const ingress = "drydock:ingress";
const alarmNames = ["web-errors"];

/**
 * Changes that need production on the first of two target groups, while it is on the other. They are refused before anything
 * changes, also without a preview, and what the refusal says leads to their end. Not shown: real AWS.
 */
describe("a change while production is on the alternate target group", () => {
  let engine: Engine;
  let alternate: string;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    await succeed(engine.up());
    set(web, { deployment: { strategy: "blueGreen", alarmNames } })(engine.scratch);
    await succeed(engine.up());
    assert.equal(production(), "web-alt");
    alternate = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    rmSync(alternate, { recursive: true, force: true });
  });
  beforeEach(() => engine.restore(alternate));

  const objects = (type: string) => engine.cloud().filter((one) => one.type === type);

  /** `web` or `web-alt`: the group that has the tasks. */
  const production = (): string | undefined => {
    const [tasks] = objects(registeredTasksType);
    const group = tasks && textAt(tasks.inputs, "targetGroup");
    return objects("aws:lb/targetGroup:TargetGroup").find(({ id }) => id === group)?.name;
  };

  /** `aws ecs update-service --force-new-deployment`, as the refusal says. */
  const deployOnceMore = async (): Promise<void> => {
    const store = new CloudStore(engine.sandbox.folder.cloudFile);
    const [service] = store.ofType("aws:ecs/service:Service");
    assert.ok(service !== undefined);
    moveRequests({ store, object: service });
    await engine.reopen();
  };

  const assertRefused = (run: Run): void => {
    assert.equal(run.ok, false);
    assert.match(run.output, /Service "web": production is on the alternate target group/);
    assert.match(
      run.output,
      /aws ecs update-service --force-new-deployment --cluster \S+ --service web/,
    );
  };

  const log = (): string => readFileSync(engine.sandbox.folder.cloudFile, "utf8");
  /** Where requests go. What else changes together with the strategy may have changed before. */
  const routing = (): unknown =>
    [
      "aws:lb/listenerRule:ListenerRule",
      "aws:lb/targetGroup:TargetGroup",
      "aws:ecs/service:Service",
    ]
      .flatMap(objects)
      .map(({ id, inputs }) => [id, inputs]);

  const changes: readonly {
    readonly name: string;
    readonly change: (scratch: Scratch) => void;
    /** What is as before after the refusal of an update without a preview. */
    readonly stays: () => unknown;
  }[] = [
    {
      name: "HTTPS",
      change: set([ingress], { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" }),
      stays: log,
    },
    { name: "an internal load balancer", change: set([ingress], { internal: true }), stays: log },
    {
      name: "rolling deployments, together with paths, a port and a variable",
      change: edit((config) => {
        Object.assign(section(config, ...web), {
          deployment: { strategy: "rolling" },
          containerPort: 9090,
          route: { paths: ["/shop/*"], healthCheckPath: "/healthz" },
          environment: { GREETING: "rolling" },
        });
      }),
      stays: routing,
    },
  ];
  for (const { name, change, stays } of changes) {
    it(`to ${name} is refused first, and passes when production has moved back`, async () => {
      const [before, former] = [log(), stays()];
      change(engine.scratch);
      assertRefused(await engine.preview());
      assert.ok(log() === before, "the preview changed something");
      // Without a preview.
      assertRefused(await engine.up());
      assert.ok(isDeepStrictEqual(stays(), former), "something changed before the refusal");

      await deployOnceMore();
      assert.equal(production(), "web");
      await succeed(engine.up());
      assert.deepEqual(changesOf(await succeed(engine.preview())), []);
    });
  }

  it("is not begun where ECS does not say which group production is on", async () => {
    const before = log();
    set([ingress], { internal: true })(engine.scratch);
    const message = "AccessDeniedException: not authorized to perform: ecs:DescribeServices";
    await engine.sandbox.providers.control({
      faults: [{ kind: "refuse", method: "invoke", subject: "aws:ecs/getService", message }],
    });
    const { ok, output } = await engine.up();
    assert.equal(ok, false);
    assert.ok(output.includes(message), output);
    assert.ok(log() === before, "something changed before the refusal");
  });

  it("to a further domain needs no other group, and passes", async () => {
    const zone = { hostedZoneId: "Z0123456789EXAMPLE" };
    await deployOnceMore();
    set([ingress], { domain: "shop.example.com", ...zone })(engine.scratch);
    await succeed(engine.up());
    assert.equal(production(), "web-alt");
    set([ingress], { moreDomains: [{ domain: "www.example.com", ...zone }] })(engine.scratch);
    await succeed(engine.up());
  });
});
