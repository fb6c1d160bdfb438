import * as assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { moveRequests, registeredTasksType } from "../../drydock/offline/cloud/aws/requests";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { textAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { edit, remove, section, set, web } from "./support/everyday-changes";
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
    set([], { "drydock:loadBalancers": { inside: { internal: true } } })(engine.scratch);
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

  /** The first deployment of a route has its first group. */
  const comesBack = async (source: string): Promise<void> => {
    engine.scratch.writeStack(source);
    await succeed(engine.up());
    assert.equal(production(), "web");
    assert.deepEqual(changesOf(await succeed(engine.preview())), []);
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
      name: "another load balancer",
      change: set([...web, "route"], { loadBalancer: "inside" }),
      stays: log,
    },
    {
      name: "another load balancer that is yet to be created",
      change: edit((config) => {
        section(config, "drydock:loadBalancers")["second"] = { internal: true };
        section(config, ...web, "route")["loadBalancer"] = "second";
      }),
      stays: routing,
    },
    {
      name: "another load balancer and rolling deployments",
      change: edit((config) => {
        section(config, ...web, "route")["loadBalancer"] = "inside";
        section(config, ...web)["deployment"] = { strategy: "rolling" };
      }),
      stays: log,
    },
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

  it("to other target groups is refused first, and passes under rolling deployments", async () => {
    const before = log();
    set(web, { names: { targetGroup: "requests" } })(engine.scratch);
    for (const refused of [await engine.preview(), await engine.up()]) {
      assert.equal(refused.ok, false);
      assert.match(refused.output, /Service "web": this change replaces its target groups/);
      assert.match(
        refused.output,
        /Write drydock:services\.web\.deployment: \{ strategy: rolling \} with this change/,
      );
    }
    assert.ok(log() === before, "something changed before the refusal");

    set(web, { deployment: { strategy: "rolling" } })(engine.scratch);
    assertRefused(await engine.up());
    assert.ok(log() === before, "something changed before the refusal");
    await deployOnceMore();
    await succeed(engine.up());
    set(web, { deployment: { strategy: "blueGreen", alarmNames } })(engine.scratch);
    await succeed(engine.up());
    assert.equal(production(), "web-alt");
    assert.deepEqual(changesOf(await succeed(engine.preview())), []);
  });

  it("of a load balancer in place needs no other group, and passes", async () => {
    set([ingress], { idleTimeoutSeconds: 90 })(engine.scratch);
    assert.deepEqual(changesOf(await succeed(engine.up())), ["~ lb.LoadBalancer ingress"]);
    assert.equal(production(), "web-alt");
  });

  it("away from every load balancer needs no group, and passes there and back", async () => {
    const source = engine.scratch.stackText();
    set(web, { deployment: { strategy: "rolling" } })(engine.scratch);
    remove(web, "route")(engine.scratch);
    await succeed(engine.up());
    assert.deepEqual([production(), objects("aws:lb/targetGroup:TargetGroup")], [undefined, []]);
    await comesBack(source);
  });

  it("that removes the service passes, and so does the service when it comes back", async () => {
    const source = engine.scratch.stackText();
    remove(["drydock:services"], "web")(engine.scratch);
    await succeed(engine.up());
    assert.deepEqual(objects("aws:ecs/service:Service"), []);
    await comesBack(source);
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
