// What scaling becomes, as plain data. Not proved here: how AWS scales by it.
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ScalingArgs } from "drydock-components";
import { serviceSettings } from "../../components/fargate-service/settings";
import { stepAlarms, type StepAlarm } from "../../components/fargate-service/scaling-steps";
import { targetPolicies } from "../../components/fargate-service/scaling-targets";
import { scalingArguments } from "../../components/model/scaling";
import { type Step, stepProblems } from "../../components/model/scaling-steps";
import { refusals, route, serviceArgs } from "./fargate-samples";

describe("fargate-service: stepAlarms", () => {
  const rows: [string, Step[], StepAlarm[]][] = [
    [
      "adding only",
      [{ from: 100, change: 2 }],
      [{ side: "high", threshold: 100, adjustments: [{ lower: 0, change: 2 }] }],
    ],
    [
      "removing only",
      [{ to: 10, change: -1 }],
      [{ side: "low", threshold: 10, adjustments: [{ upper: 0, change: -1 }] }],
    ],
    [
      "adding more the further it gets, in any order",
      [
        { from: 500, change: 5 },
        { from: 100, to: 500, change: 1 },
      ],
      [
        {
          side: "high",
          threshold: 100,
          adjustments: [
            { lower: 0, upper: 400, change: 1 },
            { lower: 400, change: 5 },
          ],
        },
      ],
    ],
    [
      "adding above and removing below",
      [
        { to: 10, change: -2 },
        { from: 10, to: 20, change: -1 },
        { from: 60, to: 80, change: 1 },
        { from: 80, change: 3 },
      ],
      [
        {
          side: "low",
          threshold: 20,
          adjustments: [
            { upper: -10, change: -2 },
            { lower: -10, upper: 0, change: -1 },
          ],
        },
        {
          side: "high",
          threshold: 60,
          adjustments: [
            { lower: 0, upper: 20, change: 1 },
            { lower: 20, change: 3 },
          ],
        },
      ],
    ],
    [
      "the other way round: what is scarce when it is low",
      [
        { to: 5, change: 2 },
        { from: 50, change: -1 },
      ],
      [
        { side: "low", threshold: 5, adjustments: [{ upper: 0, change: 2 }] },
        { side: "high", threshold: 50, adjustments: [{ lower: 0, change: -1 }] },
      ],
    ],
    [
      "a turn without a gap",
      [
        { to: 50, change: -1 },
        { from: 50, change: 1 },
      ],
      [
        { side: "low", threshold: 50, adjustments: [{ upper: 0, change: -1 }] },
        { side: "high", threshold: 50, adjustments: [{ lower: 0, change: 1 }] },
      ],
    ],
    [
      "a gap within a side",
      [
        { from: 10, to: 20, change: 1 },
        { from: 30, change: 2 },
      ],
      [
        {
          side: "high",
          threshold: 10,
          adjustments: [
            { lower: 0, upper: 10, change: 1 },
            { lower: 10, upper: 20, change: 0 },
            { lower: 20, change: 2 },
          ],
        },
      ],
    ],
    [
      "a range that changes nothing, like a gap",
      [
        { to: 10, change: -1 },
        { from: 10, to: 90, change: 0 },
        { from: 90, change: 1 },
      ],
      [
        { side: "low", threshold: 10, adjustments: [{ upper: 0, change: -1 }] },
        { side: "high", threshold: 90, adjustments: [{ lower: 0, change: 1 }] },
      ],
    ],
    [
      "adding at both ends",
      [
        { to: 10, change: 1 },
        { from: 90, change: 1 },
      ],
      [
        { side: "low", threshold: 10, adjustments: [{ upper: 0, change: 1 }] },
        { side: "high", threshold: 90, adjustments: [{ lower: 0, change: 1 }] },
      ],
    ],
    [
      "negative values of the metric",
      [{ from: -5, change: 1 }],
      [{ side: "high", threshold: -5, adjustments: [{ lower: 0, change: 1 }] }],
    ],
  ];
  for (const [what, steps, alarms] of rows) {
    it(`plans ${what}`, () => {
      assert.deepEqual([stepProblems(steps), stepAlarms(steps)], [[], alarms]);
    });
  }

  /** Increasing bounds with a change for each range between them; 0 is a gap. */
  const steps = fc
    .record({
      bounds: fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 8 }),
      changes: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 9, maxLength: 9 }),
    })
    .map(({ bounds, changes }) => {
      const sorted = [...bounds].sort((left, right) => left - right);
      const edges = [undefined, ...sorted, undefined];
      return edges
        .slice(1)
        .map((to, index) => ({ from: edges[index], to, change: changes[index] ?? 0 }))
        .filter(({ change }) => change !== 0);
    });

  it("does at every value between the bounds what the steps say, by AWS's own rules", () => {
    fc.assert(
      fc.property(steps, (given) => {
        fc.pre(stepProblems(given).length === 0);
        const alarms = stepAlarms(given);
        for (let value = -1001.5; value < 1002; value += 1) {
          const asked = given.find(
            ({ from = -Infinity, to = Infinity }) => from < value && value < to,
          );
          assert.equal(change(alarms, value), asked?.change ?? 0, `at ${value}`);
        }
      }),
    );
  });

  it("counts a bound to the range above on the high side, to the one below on the low side", () => {
    const alarms = stepAlarms([
      { to: 10, change: -2 },
      { from: 10, to: 20, change: -1 },
      { from: 60, to: 80, change: 1 },
      { from: 80, change: 3 },
    ]);
    assert.deepEqual(
      [10, 20, 60, 80].map((value) => change(alarms, value)),
      [-2, 0, 1, 3],
    );
  });

  it("only makes policies that AWS takes: touching each other, from the threshold on, open at the end", () => {
    fc.assert(
      fc.property(steps, (given) => {
        fc.pre(stepProblems(given).length === 0);
        const alarms = stepAlarms(given);
        assert.ok(alarms.length <= 2);
        for (const { side, adjustments } of alarms) {
          const outer = side === "high" ? adjustments.at(-1)?.upper : adjustments.at(0)?.lower;
          const inner = side === "high" ? adjustments.at(0)?.lower : adjustments.at(-1)?.upper;
          assert.equal(outer, undefined);
          assert.equal(inner, 0);
          adjustments.slice(1).forEach((each, index) => {
            assert.equal(each.lower, adjustments[index]?.upper);
          });
        }
      }),
    );
  });
});

/**
 * Returns the alarm that fires at a value, and the adjustment that follows.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StepAdjustment.html
 */
function change(alarms: readonly StepAlarm[], value: number): number {
  return alarms
    .filter(({ side, threshold }) => (side === "high" ? value >= threshold : value < threshold))
    .map(({ side, threshold, adjustments }) => {
      const distance = value - threshold;
      const found = adjustments.find(({ lower = -Infinity, upper = Infinity }) =>
        side === "high"
          ? lower <= distance && distance < upper
          : lower < distance && distance <= upper,
      );
      assert.ok(found !== undefined, `no adjustment holds at ${value}`);
      return found.change;
    })
    .reduce((sum, each) => sum + each, 0);
}

describe("fargate-service: targetPolicies", () => {
  const cooldowns = { scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 60 };
  const network = (metricName: string) => ({
    kind: "cloudWatch",
    namespace: "ECS/ContainerInsights",
    metricName,
    statistic: "Average",
    dimensions: {},
    ofService: true,
  });
  const rows: [string, Omit<ScalingArgs, "min" | "max">, unknown[]][] = [
    ["nothing but limits", {}, []],
    [
      "CPU",
      { cpuPercent: { target: 60 } },
      [
        {
          name: "cpu",
          metric: { kind: "predefined", metric: "ECSServiceAverageCPUUtilization" },
          target: 60,
          ...cooldowns,
        },
      ],
    ],
    [
      "memory, with cooldowns of its own",
      { memoryPercent: { target: 70, scaleInCooldownSeconds: 600, scaleOutCooldownSeconds: 0 } },
      [
        {
          name: "memory",
          metric: { kind: "predefined", metric: "ECSServiceAverageMemoryUtilization" },
          target: 70,
          scaleInCooldownSeconds: 600,
          scaleOutCooldownSeconds: 0,
        },
      ],
    ],
    [
      "requests",
      { requestsPerTarget: { target: 1000 } },
      [
        {
          name: "requests",
          metric: { kind: "predefined", metric: "ALBRequestCountPerTarget" },
          target: 1000,
          ...cooldowns,
        },
      ],
    ],
    [
      "network in both directions, several at once",
      {
        networkReceivedBytesPerSecond: { target: 1e6 },
        networkSentBytesPerSecond: { target: 2e6 },
      },
      [
        { name: "network-received", metric: network("NetworkRxBytes"), target: 1e6, ...cooldowns },
        { name: "network-sent", metric: network("NetworkTxBytes"), target: 2e6, ...cooldowns },
      ],
    ],
    [
      "a metric of one's own",
      {
        metrics: {
          backlog: {
            namespace: "Shop",
            metricName: "BacklogPerTask",
            dimensions: { Queue: "orders" },
            statistic: "Maximum",
            target: 5,
          },
        },
      },
      [
        {
          name: "metric-backlog",
          metric: {
            kind: "cloudWatch",
            namespace: "Shop",
            metricName: "BacklogPerTask",
            statistic: "Maximum",
            dimensions: { Queue: "orders" },
            ofService: false,
          },
          target: 5,
          ...cooldowns,
        },
      ],
    ],
  ];
  for (const [what, scaling, expected] of rows) {
    it(`plans ${what}`, () => {
      const settings = scalingArguments.parse({ min: 1, max: 4, ...scaling });
      assert.deepEqual(targetPolicies(settings), expected);
    });
  }
});

describe("fargate-service: scaling arguments", () => {
  const depth = { namespace: "Shop", metricName: "Depth" };
  const night = { at: "cron(0 1 * * ? *)" };
  const cpuPercent = { target: 60 };
  const problems = (scaling: Partial<ScalingArgs>) =>
    refusals(() =>
      serviceSettings("web", { ...serviceArgs, route, scaling: { min: 1, max: 4, ...scaling } }),
    );
  const rows: [string, string[], string[]][] = [
    ["limits and a target", problems({ cpuPercent }), []],
    ["limits without a reason to scale", problems({}), ["scaling"]],
    ["equal limits", problems({ min: 4, cpuPercent }), []],
    ["crossed limits", problems({ min: 5, cpuPercent }), ["scaling.min"]],
    ["more tasks than a service may have", problems({ max: 5001, cpuPercent }), ["scaling.max"]],
    ["full use of the CPU", problems({ cpuPercent: { target: 100 } }), []],
    [
      "more than full use",
      problems({ cpuPercent: { target: 101 } }),
      ["scaling.cpuPercent.target"],
    ],
    [
      "a target of nothing",
      problems({ networkSentBytesPerSecond: { target: 0 } }),
      ["scaling.networkSentBytesPerSecond.target"],
    ],
    ["requests with a route", problems({ requestsPerTarget: { target: 1 } }), []],
    [
      "steps that cannot be",
      problems({ steps: { depth: { ...depth, steps: [] } } }),
      ["scaling.steps.depth.steps"],
    ],
    [
      "samples of a time that CloudWatch does not have",
      problems({
        steps: { depth: { ...depth, periodSeconds: 45, steps: [{ from: 1, change: 1 }] } },
      }),
      ["scaling.steps.depth.periodSeconds"],
    ],
    ["twenty ranges", problems({ steps: { depth: { ...depth, steps: ladder(20) } } }), []],
    [
      "twenty-one ranges",
      problems({ steps: { depth: { ...depth, steps: ladder(21) } } }),
      ["scaling.steps.depth.steps"],
    ],
    ["a schedule", problems({ schedules: { night: { ...night, min: 0 } } }), []],
    [
      "a schedule that changes nothing",
      problems({ schedules: { night } }),
      ["scaling.schedules.night"],
    ],
    [
      "a schedule with crossed limits",
      problems({ schedules: { night: { ...night, min: 3, max: 2 } } }),
      ["scaling.schedules.night.min"],
    ],
  ];
  for (const [what, found, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(
        found.map((line) => line.slice(0, line.indexOf(": "))),
        expected,
        found.join("\n"),
      );
    });
  }
});

/** Ranges that touch each other, the last one open. */
function ladder(count: number): Step[] {
  return Array.from({ length: count }, (_, index) => ({
    from: index,
    ...(index === count - 1 ? {} : { to: index + 1 }),
    change: 1,
  }));
}
