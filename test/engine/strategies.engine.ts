import * as assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { isBag } from "../../drydock/offline/capture/values";
import { registeredTasksType } from "../../drydock/offline/cloud/aws/requests";
import { parseJson, textAt, textsAt, valuesAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const rule = "aws:lb/listenerRule:ListenerRule";
const alarmNames = ["web-errors"];

/** What sums over both target groups. */
const watching = [
  "~ cloudwatch.Dashboard dashboard",
  "~ cloudwatch.MetricAlarm web-alarm-errors",
  "~ cloudwatch.MetricAlarm web-alarm-healthyTasks",
];

/**
 * Changes of the strategy and under one. After every single change in the cloud, production leads to a target group that has
 * tasks. The stand-in cloud moves requests as ECS does: to the other group at each deployment. Not shown: real AWS, and steps,
 * bake time and decisions, which take it minutes.
 */
describe("deployment strategies", () => {
  let engine: Engine;
  let rolling: string;
  let shifting: string;
  /** Lines of the cloud's log that were looked at. */
  let seen = 0;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    await succeed(engine.up());
    rolling = engine.scratch.snapshot();
    deploying({ strategy: "blueGreen", alarmNames });
    await succeed(engine.up());
    shifting = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    for (const snapshot of [rolling, shifting]) rmSync(snapshot, { recursive: true, force: true });
  });

  const log = (): string[] =>
    readFileSync(engine.sandbox.folder.cloudFile, "utf8").split("\n").slice(0, -1);
  const restore = async (snapshot: string): Promise<void> => {
    await engine.restore(snapshot);
    seen = log().length;
  };

  const deploying = (deployment: Record<string, unknown>): void => {
    set(web, { deployment })(engine.scratch);
  };
  const version = (GREETING: string): void => {
    set(web, { environment: { GREETING } })(engine.scratch);
  };

  /** Replays the cloud's log: at no line does a share of the requests lead to a group without tasks. */
  const assertServed = (): void => {
    const groups = new Map<string, string>();
    let shares: [string, unknown][] = [];
    for (const [index, line] of log().entries()) {
      const change = parseJson(line);
      const put = isBag(change) && isBag(change["put"]) ? change["put"] : undefined;
      if (put === undefined || !isBag(put["inputs"])) continue;
      const { inputs } = put;
      if (put["type"] === registeredTasksType) {
        groups.clear();
        for (const key of ["targetGroup", "before"]) groups.set(textAt(inputs, key), key);
      } else if (put["type"] === rule && put["name"] === "web") {
        shares = [
          ...textsAt(inputs, "actions.*.targetGroupArn").map((arn): [string, unknown] => [arn, 1]),
          ...valuesAt(inputs, "actions.*.forward.targetGroups.*").flatMap(
            (group): [string, unknown][] =>
              isBag(group) ? [[textAt(group, "arn"), group["weight"]]] : [],
          ),
        ];
      } else continue;
      if (index < seen) continue;
      const lost = shares.filter(([arn, weight]) => weight !== 0 && !groups.has(arn));
      assert.deepEqual(lost, [], `requests lead to a group without tasks at line ${index}`);
    }
    seen = log().length;
  };

  /** `web` or `web-alt`: the group that gets every request. */
  const production = (): string => {
    const groups = engine.cloud().filter(({ type }) => type === "aws:lb/targetGroup:TargetGroup");
    const names = engine
      .cloud()
      .filter(({ type, name }) => type === rule && name === "web")
      .flatMap(({ inputs }) => [
        ...valuesAt(inputs, "actions.*.targetGroupArn"),
        ...valuesAt(inputs, "actions.*.forward.targetGroups.*").flatMap((group) =>
          isBag(group) && group["weight"] !== 0 ? [group["arn"] ?? null] : [],
        ),
      ])
      .map((arn) => groups.find(({ id }) => id === arn)?.name);
    return names.join();
  };

  const applied = async (run: Promise<Run>, steps: readonly string[]): Promise<void> => {
    assert.deepEqual(changesOf(await succeed(run)), steps);
    assertServed();
  };
  const rollout = ["~ ecs.Service web", "+- ecs.TaskDefinition web"];
  const role = (sign: string) => [
    `${sign} iam.Role web-deployment`,
    `${sign} iam.RolePolicy web-deployment`,
  ];

  it("go from rolling to blue/green, canary and linear in one update each", async () => {
    await restore(rolling);
    deploying({ strategy: "blueGreen", alarmNames });
    await applied(engine.up(), [
      ...watching,
      "~ ecs.Service web",
      ...role("+"),
      "~ lb.ListenerRule web",
      "+ lb.TargetGroup web-alt",
    ]);
    assert.equal(production(), "web-alt");

    deploying({ strategy: "canary", alarmNames });
    await applied(engine.up(), ["~ ecs.Service web"]);
    assert.equal(production(), "web");

    deploying({ strategy: "linear", alarmNames, approval: {} });
    await applied(engine.up(), ["~ ecs.Service web"]);
    assert.equal(production(), "web-alt");
    await applied(engine.up(), []);
  });

  it("let test requests reach the new tasks before all others do", async () => {
    await restore(shifting);
    const test = { allowedCidrs: ["203.0.113.10/32"] };
    deploying({ strategy: "blueGreen", alarmNames, test });
    await applied(engine.up(), [
      "~ ecs.Service web",
      "~ iam.RolePolicy web-deployment",
      "+ lb.ListenerRule web-test",
    ]);

    const before = log().length;
    version("tested");
    await applied(engine.up(), rollout);
    const moved = log()
      .slice(before)
      .map(parseJson)
      .flatMap((change) => (isBag(change) && isBag(change["put"]) ? [change["put"]] : []))
      .filter(({ type }) => type === rule);
    assert.deepEqual(
      moved.map(({ name }) => name),
      ["web-test", "web"],
    );
    const [tested, all] = moved.map(({ inputs }) => isBag(inputs) && inputs["actions"]);
    assert.deepEqual(tested, all);
    await applied(engine.up(), []);

    deploying({ strategy: "blueGreen", alarmNames });
    await applied(engine.up(), [
      "~ ecs.Service web",
      "~ iam.RolePolicy web-deployment",
      "- lb.ListenerRule web-test",
    ]);
  });

  it("leave the requests where ECS moved them, after changes of paths and port and after a refresh", async () => {
    await restore(shifting);
    set([...web, "route"], { paths: ["/shop/*"] })(engine.scratch);
    await applied(engine.up(), ["~ lb.ListenerRule web"]);
    assert.equal(production(), "web-alt");

    set(web, { containerPort: 9090 })(engine.scratch);
    await applied(engine.up(), [
      ...rollout,
      "+- vpc.SecurityGroupEgressRule web-load-balancer-out",
      "+- vpc.SecurityGroupIngressRule web-load-balancer-in",
    ]);
    assert.equal(production(), "web");

    version("again");
    await applied(engine.up(), rollout);
    assert.equal(production(), "web-alt");
    await succeed(engine.refresh());
    await applied(engine.up(), []);
    set([...web, "route"], { paths: ["/*"] })(engine.scratch);
    await applied(engine.up(), ["~ lb.ListenerRule web"]);
    assert.equal(production(), "web-alt");
  });

  it("go back to rolling, once production is on the group that stays", async () => {
    await restore(shifting);
    const before = log();
    deploying({ strategy: "rolling" });
    // The second one goes without a preview.
    for (const refused of [await engine.preview(), await engine.up()]) {
      assert.equal(refused.ok, false);
      assert.match(refused.output, /production is on the alternate target group/);
      assert.match(refused.output, /aws ecs update-service --force-new-deployment --cluster arn:/);
    }
    assert.deepEqual(log(), before, "something changed before the refusal");
    assert.equal(production(), "web-alt");

    deploying({ strategy: "blueGreen", alarmNames });
    version("once more");
    await applied(engine.up(), rollout);
    assert.equal(production(), "web");
    deploying({ strategy: "rolling" });
    await applied(engine.up(), [
      ...watching,
      "~ ecs.Service web",
      ...role("-"),
      "~ lb.ListenerRule web",
      "- lb.TargetGroup web-alt",
    ]);
    assert.equal(production(), "web");
    version("rolling again");
    await applied(engine.up(), rollout);
    assert.equal(production(), "web");
  });

  it("are refused where the provider would keep what is no longer written", async () => {
    await restore(shifting);
    deploying({});
    const unnamed = await engine.preview();
    assert.match(
      unnamed.output,
      /Write drydock:services\.web\.deployment: \{ strategy: rolling \}/,
    );
    deploying({ strategy: "blueGreen", alarmNames, approval: {} });
    await applied(engine.up(), ["~ ecs.Service web"]);
    deploying({ strategy: "blueGreen", alarmNames });
    const unasked = await engine.preview();
    assert.match(unasked.output, /the AWS provider cannot remove the last approval/);
    assert.ok(!unnamed.ok && !unasked.ok);
  });

  it("leave production where it was when a deployment is not approved", async () => {
    await restore(shifting);
    deploying({ strategy: "blueGreen", alarmNames, approval: {} });
    await engine.sandbox.providers.control({
      faults: [{ kind: "rollBack", method: "update", subject: "aws:ecs/service:Service::web" }],
    });
    const run = await engine.up();
    await engine.sandbox.providers.control({});
    assert.equal(run.ok, false);
    assert.match(
      run.output,
      /rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook\(s\) failed/,
    );
    assertServed();
    assert.equal(production(), "web-alt");
  });
});
