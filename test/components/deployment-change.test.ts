// What a change of the strategy needs, as plain data. On the engine: test/engine/strategies.engine.ts.
import * as assert from "node:assert/strict";
import { deploymentConfiguration } from "../../components/fargate-service/deployment-configuration";
import {
  getsRequests,
  keptByProvider,
  leftRule,
  narrowedRule,
  replacesGroups,
} from "../../components/model/deployment-change";
import { deployment } from "../../components/model/deployment";
import { deploymentPlan, peakTasks } from "../../components/model/deployment-plan";

type Written = Parameters<typeof deployment.parse>[0];

describe("deployment plan", () => {
  const rows: [string, Written, [number, number, number]][] = [
    ["rolling", {}, [0, 20, 8]],
    ["an own time-out", { timeoutMinutes: 40 }, [0, 40, 8]],
    ["fewer tasks at a time", { maximumPercent: 150 }, [0, 20, 6]],
    ["rolling with approval", { approval: { timeoutMinutes: 30 } }, [30, 50, 8]],
    ["blue/green", { strategy: "blueGreen", bakeMinutes: 15 }, [15, 35, 8]],
    ["canary", { strategy: "canary", stepMinutes: 7 }, [17, 37, 8]],
    ["linear, no wait after the last step", { strategy: "linear", percent: 30 }, [25, 45, 8]],
  ];
  for (const [what, written, expected] of rows) {
    it(`counts minutes and tasks of ${what}`, () => {
      const settings = deployment.parse(written);
      const { plannedMinutes, timeoutMinutes } = deploymentPlan(settings);
      const tasks = peakTasks({ deployment: settings, desiredCount: 4 });
      assert.deepEqual([plannedMinutes, timeoutMinutes, tasks], expected);
    });
  }
});

describe("deployment configuration", () => {
  const rows: [string, Written, unknown][] = [
    ["nothing that nobody asked for", {}, undefined],
    ["the way back to rolling", { strategy: "rolling" }, { strategy: "ROLLING" }],
    [
      "linear",
      { strategy: "linear", percent: 20, stepMinutes: 3, bakeMinutes: 0 },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "0",
        linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: "3" },
      },
    ],
    [
      "an approval before the first new task",
      { approval: { onTimeout: "continue" } },
      {
        strategy: "ROLLING",
        lifecycleHooks: [
          {
            targetType: "PAUSE",
            lifecycleStages: ["PRE_SCALE_UP"],
            timeoutConfiguration: { timeoutInMinutes: "60", action: "CONTINUE" },
          },
        ],
      },
    ],
  ];
  for (const [what, written, expected] of rows) {
    it(`plans ${what}`, () => {
      assert.deepEqual(deploymentConfiguration(deployment.parse(written)), expected);
    });
  }
});

describe("a change of how a service is deployed", () => {
  const shifting = (productionListenerRule: string) => ({
    loadBalancers: [
      {
        targetGroupArn: "web",
        advancedConfiguration: { alternateTargetGroupArn: "alt", productionListenerRule },
      },
    ],
  });
  const single = { loadBalancers: [{ targetGroupArn: "web" }] };
  const movable = { rule: "rule", alternate: "alt" };

  it("leaves the rule where it goes back to rolling, or gets another one", () => {
    const oldInputs = shifting("rule");
    assert.deepEqual(leftRule({ oldInputs, newInputs: single }), movable);
    assert.deepEqual(leftRule({ oldInputs, newInputs: shifting("other") }), movable);
    assert.equal(leftRule({ oldInputs, newInputs: shifting("rule") }), undefined);
    assert.equal(leftRule({ oldInputs, newInputs: { loadBalancers: [] } }), undefined);
    assert.equal(leftRule({ oldInputs: single, newInputs: single }), undefined);
  });

  it("narrows a rule from two groups to one", () => {
    const forwarding = (...arns: string[]) => ({
      actions: [{ forward: { targetGroups: arns.map((arn) => ({ arn })) } }],
    });
    const newInputs = { actions: [{ targetGroupArn: "web" }] };
    assert.deepEqual(
      narrowedRule("rule", { oldInputs: forwarding("web", "alt"), newInputs }),
      movable,
    );
    const signedIn = { actions: [{ type: "authenticate-oidc" }, ...newInputs.actions] };
    assert.deepEqual(
      narrowedRule("rule", { oldInputs: forwarding("web", "alt"), newInputs: signedIn }),
      movable,
    );
    assert.equal(narrowedRule("rule", { oldInputs: newInputs, newInputs }), undefined);
    const both = forwarding("web", "alt");
    assert.equal(narrowedRule("rule", { oldInputs: both, newInputs: both }), undefined);
    // Of a group that is replaced too, a preview does not know the ARN.
    const unknown = { actions: [{ type: "forward" }] };
    assert.deepEqual(narrowedRule("rule", { oldInputs: both, newInputs: unknown }), movable);
  });

  it("knows groups that are replaced behind a rule that stays", () => {
    const service = (rule: string | undefined, targetGroupArn?: string) => ({
      loadBalancers: [
        {
          targetGroupArn,
          ...(rule && { advancedConfiguration: { productionListenerRule: rule } }),
        },
      ],
    });
    const oldInputs = service("rule", "web");
    assert.ok(replacesGroups({ oldInputs, newInputs: service("rule", "new") }));
    assert.ok(replacesGroups({ oldInputs, newInputs: service("rule") }), "in a preview");
    assert.ok(!replacesGroups({ oldInputs, newInputs: oldInputs }));
    assert.ok(!replacesGroups({ oldInputs, newInputs: service("other", "new") }));
    const rolling = service(undefined, "web");
    assert.ok(!replacesGroups({ oldInputs: rolling, newInputs: service(undefined, "new") }));
  });

  it("knows a group that gets requests", () => {
    const shares = (web: number, alt: number) => [
      { arn: "web", weight: web },
      { arn: "alt", weight: alt },
    ];
    assert.ok(!getsRequests(shares(100, 0), "alt"));
    assert.ok(getsRequests(shares(0, 100), "alt"));
    assert.ok(getsRequests(shares(90, 10), "alt"));
    assert.ok(!getsRequests([{ arn: "web", weight: 1 }], "alt"));
  });

  it("may not drop what the provider would keep", () => {
    const with_ = (strategy: string, hooks?: unknown[]) => ({
      deploymentConfiguration: { strategy, ...(hooks && { lifecycleHooks: hooks }) },
    });
    const kept = (oldInputs: object, newInputs: object) =>
      keptByProvider("web", { oldInputs: { ...oldInputs }, newInputs: { ...newInputs } });
    assert.match(kept(with_("CANARY"), {}) ?? "", /deployment: \{ strategy: rolling \}/);
    assert.match(kept(with_("ROLLING", [{}]), {}) ?? "", /onTimeout: continue/);
    assert.equal(kept(with_("CANARY", [{}]), with_("CANARY", [{}])), undefined);
    assert.equal(kept(with_("CANARY"), with_("ROLLING")), undefined);
    assert.equal(kept(with_("ROLLING"), {}), undefined);
    assert.equal(kept({}, {}), undefined);
  });
});
