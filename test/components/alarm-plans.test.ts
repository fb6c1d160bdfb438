import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { firstSteps } from "drydock-components/model/alarm-guide";
import { alarmArguments, type Watched } from "drydock-components/model/alarms";
import type { MetricSources } from "../../components/fargate-service/alarm-metrics";
import { alarmPlans, type AlarmPlan } from "../../components/fargate-service/alarm-plans";
import { evaluate, type Samples } from "./metric-math/evaluate";

const clusterName = "shop-test";
const group = (name: string) => ({
  loadBalancer: "app/shop/0123456789abcdef",
  targetGroup: `targetgroup/${name}/0123456789abcdef`,
});
const headless: MetricSources = { serviceName: "web", clusterName, targetGroups: [] };
const routed: MetricSources = { ...headless, targetGroups: [group("web")] };
const twice: MetricSources = { ...headless, targetGroups: [group("web"), group("web-alt")] };

type Plans = Readonly<Partial<Record<string, AlarmPlan>>>;

function plans(
  sources: MetricSources,
  given: (typeof alarmArguments)["_zod"]["input"] = {},
  service: Partial<Watched> = {},
): Plans {
  const route = sources.targetGroups.length === 0 ? undefined : {};
  const all = alarmPlans({ route, ...service, alarms: alarmArguments.parse(given) }, sources);
  return Object.fromEntries(all.map((plan) => [plan.name, plan]));
}

function planOf(made: Plans, name: string): AlarmPlan {
  return made[name] ?? assert.fail(`no alarm ${name} among ${Object.keys(made).join(", ")}`);
}

/** Whether one period counts towards the alarm, read both ways that missing samples can be. */
function breaches(plan: AlarmPlan, samples: Samples): boolean {
  const results = (["as 0", "no result"] as const).map((missing) => {
    const value = evaluate(plan.expression ?? plan.metrics[0]?.id ?? "", samples, missing);
    if (value === undefined) return plan.missingData === "breaching";
    return plan.comparison === "LessThanThreshold"
      ? value < plan.threshold
      : value > plan.threshold;
  });
  assert.equal(results[0], results[1], "the alarm hangs on how missing samples are read");
  return results[0] ?? false;
}

/** AWS's own examples, so that the alarms below are judged by what AWS documents. */
describe("the evaluator of metric math", () => {
  const conditions = [1, 1, 0, 0, undefined];
  const values = [30, undefined, 0, 0, 30];
  const others = [0, 0, 20, undefined, 20];
  const each = (expression: string) =>
    conditions.map((condition, index) =>
      evaluate(expression, { condition, value: values[index], other: others[index] }),
    );
  for (const [expression, results] of [
    ["IF(condition, value, other)", [30, 0, 20, undefined, undefined]],
    ["IF(condition, 5, other)", [5, 5, 20, undefined, undefined]],
    ["IF(condition, value, 5)", [30, 0, 5, 5, undefined]],
  ] as const) {
    it(`knows ${expression}`, () => {
      assert.deepEqual(each(expression), results);
    });
  }
  it("compares a sample with none as with 0", () => {
    const compare = (expression: string) =>
      [
        [30, 20],
        [20, undefined],
        [0, 20],
        [0, undefined],
      ].map(([one, two]) => evaluate(expression, { one, two }));
    assert.deepEqual(compare("one < two"), [0, 0, 1, 0]);
    assert.deepEqual(compare("one >= 30"), [1, 0, 0, 0]);
  });
  it("drops what is divided by 0", () => {
    assert.equal(evaluate("100 * one / two", { one: 1, two: 0 }), undefined);
  });
});

/** Shows when an alarm goes off by AWS's description of metric math; what CloudWatch really computes takes an account. */
describe("the alarms of a service", () => {
  it("are those that something measures", () => {
    assert.deepEqual(Object.keys(plans(headless)), ["healthyTasks", "cpu", "memory"]);
    assert.deepEqual(Object.keys(plans(routed)), ["healthyTasks", "errors", "cpu", "memory"]);
    assert.deepEqual(Object.keys(plans(routed, { latency: { p95Milliseconds: 800 } })), [
      "healthyTasks",
      "errors",
      "latency",
      "cpu",
      "memory",
    ]);
    assert.deepEqual(plans(headless, { latency: { p95Milliseconds: 800 } })["latency"], undefined);
  });

  it("are left out by name", () => {
    const off = { enabled: false };
    const given = { healthyTasks: off, errors: off, cpu: off, memory: off };
    assert.deepEqual(plans(routed, given), {});
  });

  describe("healthyTasks, behind a load balancer", () => {
    const plan = planOf(plans(routed), "healthyTasks");
    it("goes off without a healthy task for three minutes", () => {
      assert.equal(breaches(plan, { healthy1: 0 }), true);
      assert.equal(breaches(plan, { healthy1: 1 }), false);
      assert.deepEqual([plan.periodSeconds, plan.periods], [60, 3]);
    });
    it("takes no sample for no task", () => {
      assert.equal(breaches(plan, { healthy1: undefined }), true);
    });
    it("counts the tasks of both groups of a deployment", () => {
      const both = planOf(plans(twice, { healthyTasks: { minimum: 2 } }), "healthyTasks");
      assert.equal(breaches(both, { healthy1: 0, healthy2: 2 }), false);
      assert.equal(breaches(both, { healthy1: 1, healthy2: 1 }), false);
      assert.equal(breaches(both, { healthy1: undefined, healthy2: 2 }), false);
      assert.equal(breaches(both, { healthy1: 1, healthy2: undefined }), true);
      assert.equal(breaches(both, { healthy1: undefined, healthy2: undefined }), true);
    });
  });

  describe("healthyTasks, without a load balancer", () => {
    it("goes off where fewer tasks run than there always are", () => {
      const plan = planOf(plans(headless, {}, { desiredCount: 3 }), "healthyTasks");
      assert.equal(breaches(plan, { tasks: 2 }), true);
      assert.equal(breaches(plan, { tasks: undefined }), true);
      assert.equal(breaches(plan, { tasks: 3 }), false);
      assert.deepEqual([plan.periodSeconds, plan.periods], [60, 10]);
    });
    it("is left out where there may be none", () => {
      const scaling = { min: 2, max: 4, schedules: { night: { min: 0 } } };
      assert.equal(plans(headless, {}, { scaling })["healthyTasks"], undefined);
    });
  });

  describe("errors", () => {
    const plan = planOf(plans(routed), "errors");
    it("goes off above one percent", () => {
      assert.equal(breaches(plan, { requests1: 1000, errors1: 11 }), true);
      assert.equal(breaches(plan, { requests1: 1000, errors1: 10 }), false);
      assert.deepEqual([plan.periodSeconds, plan.periods], [300, 1]);
    });
    it("stays quiet below 100 requests, whatever fails", () => {
      assert.equal(breaches(plan, { requests1: 99, errors1: 99 }), false);
      assert.equal(breaches(plan, { requests1: 100, errors1: 2 }), true);
    });
    it("takes no sample of errors for none, and no request for quiet", () => {
      assert.equal(breaches(plan, { requests1: 1000, errors1: undefined }), false);
      assert.equal(breaches(plan, { requests1: undefined, errors1: undefined }), false);
    });
    it("counts the answers of both groups of a deployment", () => {
      const both = planOf(plans(twice), "errors");
      const quiet = { requests2: undefined, errors2: undefined };
      assert.equal(breaches(both, { requests1: 1000, errors1: 11, ...quiet }), true);
      assert.equal(breaches(both, { requests1: 1000, errors1: 10, ...quiet }), false);
      const half = { requests1: 50, errors1: 1, requests2: 50, errors2: 1 };
      assert.equal(breaches(both, half), true);
    });
  });

  describe("latency", () => {
    const plan = planOf(plans(routed, { latency: { p95Milliseconds: 800 } }), "latency");
    it("goes off above the limit, in milliseconds of AWS's seconds", () => {
      assert.equal(breaches(plan, { requests1: 100, seconds1: 0.801 }), true);
      assert.equal(breaches(plan, { requests1: 100, seconds1: 0.8 }), false);
    });
    it("stays quiet below 100 requests, and without any", () => {
      assert.equal(breaches(plan, { requests1: 99, seconds1: 30 }), false);
      assert.equal(breaches(plan, { requests1: undefined, seconds1: undefined }), false);
    });
    it("takes the slower of two groups", () => {
      const both = planOf(plans(twice, { latency: { p95Milliseconds: 800 } }), "latency");
      const requests = { requests1: 100, requests2: 100 };
      assert.equal(breaches(both, { ...requests, seconds1: 0.9, seconds2: 0.1 }), true);
      assert.equal(breaches(both, { ...requests, seconds1: 0.1, seconds2: 0.9 }), true);
      assert.equal(breaches(both, { ...requests, seconds1: 0.1, seconds2: undefined }), false);
    });
  });

  describe("cpu", () => {
    const scaling = { min: 1, max: 4, schedules: {} };
    const plan = planOf(plans(headless, {}, { scaling }), "cpu");
    it("goes off above 90 percent for 15 minutes, with the most tasks only", () => {
      assert.equal(breaches(plan, { tasks: 4, cpu: 91 }), true);
      assert.equal(breaches(plan, { tasks: 5, cpu: 91 }), true);
      assert.equal(breaches(plan, { tasks: 3, cpu: 100 }), false);
      assert.equal(breaches(plan, { tasks: 4, cpu: 90 }), false);
      assert.deepEqual([plan.periodSeconds, plan.periods], [60, 15]);
    });
    it("stays quiet without a task", () => {
      assert.equal(breaches(plan, { tasks: undefined, cpu: undefined }), false);
    });
    it("knows the fixed number of a service that does not scale, and the lowest maximum of one that does", () => {
      assert.equal(planOf(plans(headless), "cpu").expression, "IF(tasks >= 1, cpu, 0)");
      assert.equal(
        planOf(plans(headless, {}, { desiredCount: 3 }), "cpu").expression,
        "IF(tasks >= 3, cpu, 0)",
      );
      const nights = { ...scaling, schedules: { night: { max: 2 } } };
      assert.equal(
        planOf(plans(headless, {}, { scaling: nights }), "cpu").expression,
        "IF(tasks >= 2, cpu, 0)",
      );
    });
  });

  it("memory goes off above 90 percent of any task for 5 minutes", () => {
    const plan = planOf(plans(headless), "memory");
    assert.equal(breaches(plan, { memory: 91 }), true);
    assert.equal(breaches(plan, { memory: 90 }), false);
    assert.equal(breaches(plan, { memory: undefined }), false);
    assert.deepEqual([plan.periodSeconds, plan.periods], [60, 5]);
    assert.equal(plan.metrics[0]?.stat, "Maximum");
  });

  it("say the same as the handbook", () => {
    const page = readFileSync(path.join(__dirname, "../../docs/operations.md"), "utf8");
    for (const [alarm, step] of Object.entries(firstSteps)) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${alarm}\``));
      assert.ok(row?.includes(step.replaceAll("{service}", "<service>")), alarm);
    }
  });

  it("say what happened and what to do first", () => {
    const { healthyTasks, errors } = plans(routed);
    assert.equal(
      healthyTasks?.description,
      "web: no task is healthy, for 3 minutes. First: Run npx drydock why web: it names why tasks end or fail their health check, with the last log lines.",
    );
    assert.match(
      errors?.description ?? "",
      /^web: more than 1 % of the answers of 5 minutes have a status of 500 or more\. First: /,
    );
  });
});
