// How tasks follow a queue. Not proved here: AWS's own algorithm, of which only the description is public, and that the metrics
// arrive as its documentation says.
import * as assert from "node:assert/strict";
import { backlogExpression, messagesPerTask } from "drydock-components/model/queues";
import {
  exampleArrivals,
  exampleFleet,
  type Fleet,
  type Minute,
  simulate,
} from "../../scripts/backlog/simulation";
import { evaluate, type Samples } from "./metric-math/evaluate";

const every = (minutes: number, arrived: number): number[] =>
  Array.from({ length: minutes }, () => arrived);
/** Seconds until the last message that is there is worked on. */
const latency = ({ backlog, running }: Minute): number =>
  backlog === 0 ? 0 : (backlog / running) * exampleFleet.secondsPerMessage;
/** Where the number of tasks turns from growing to shrinking, or back. */
const turns = (minutes: readonly Minute[]): number => {
  const steps = minutes
    .slice(1)
    .map(({ desired }, index) => Math.sign(desired - (minutes[index]?.desired ?? 0)))
    .filter((step) => step !== 0);
  return steps.filter((step, index) => index > 0 && step !== steps[index - 1]).length;
};

describe("the backlog for each task", () => {
  const pace = { secondsPerMessage: 2, maxLatencySeconds: 120 };
  const value = (visible?: number, taken?: number, tasks?: number) =>
    arriving({ visible, taken, tasks });
  const arriving = (samples: Samples) => {
    const none = { visible: undefined, taken: undefined, sent: undefined, tasks: undefined };
    return evaluate(backlogExpression(pace), { ...none, ...samples }, "no result");
  };
  it("is the messages by the running tasks, those at work among them", () => {
    assert.equal(value(100, 20, 4), 30);
  });
  it("counts those that arrive in the time a message may wait", () => {
    assert.equal(arriving({ visible: 0, taken: 0, sent: 150, tasks: 5 }), 60);
  });
  it("is more than the target at the first message while no task runs, and nothing at none", () => {
    assert.equal(value(1, 0, 0), 61);
    assert.equal(value(0, 0, 0), 0);
  });
  it("is there where a metric is not", () => {
    assert.equal(value(5, undefined), 65);
    assert.equal(value(undefined, undefined, 2), 0);
  });
  it("has the time a message may wait by that of one message for its target, never under one", () => {
    assert.equal(messagesPerTask({ secondsPerMessage: 2, maxLatencySeconds: 120 }), 60);
    assert.equal(messagesPerTask({ secondsPerMessage: 600, maxLatencySeconds: 60 }), 1);
  });
});

describe("a fleet of workers", () => {
  const fleet = (other: Partial<Fleet> = {}): Fleet => ({ ...exampleFleet, ...other });

  for (const [title, arrivals] of [
    ["one message", [1, ...every(120, 0)]],
    ["a burst", [...every(10, 900), ...every(180, 0)]],
    ["two bursts", [...every(5, 600), ...every(60, 0), ...every(5, 600), ...every(180, 0)]],
    ["a steady stream", [...every(240, 130), ...every(180, 0)]],
    ["eight hours of an example", exampleArrivals()],
  ] as const) {
    it(`starts from no task, drains the queue and reaches none after ${title}`, () => {
      const minutes = simulate(fleet(), arrivals);
      assert.ok(minutes.some(({ running }) => running > 0));
      assert.ok(minutes.every(({ desired }) => desired <= exampleFleet.max));
      const last = minutes.at(-1);
      assert.deepEqual([last?.backlog, last?.desired, last?.running], [0, 0, 0]);
    });
  }

  it("keeps the last task while it works on a message", () => {
    const slow = fleet({ secondsPerMessage: 1800, maxLatencySeconds: 3600 });
    const minutes = simulate(slow, [1, ...every(90, 0)]);
    assert.ok(
      minutes.every(({ backlog, running }, index) => index < 6 || backlog === 0 || running > 0),
    );
    assert.equal(minutes.at(-1)?.running, 0);
  });

  it("holds the messages of a steady stream to their time, and does not oscillate", () => {
    for (const arrived of [20, 130, 700]) {
      for (const startMinutes of [1, 2, 4]) {
        const minutes = simulate(fleet({ startMinutes }), every(600, arrived));
        const settled = minutes.slice(60);
        const waited = settled.map(latency);
        assert.ok(Math.max(...waited) <= exampleFleet.maxLatencySeconds, `${arrived} a minute`);
        assert.ok(turns(minutes) <= 2, `${turns(minutes)} turns at ${arrived} a minute`);
      }
    }
  });

  it("follows a day that swells and ebbs with few turns", () => {
    const day = Array.from({ length: 1440 }, (_, minute) =>
      Math.round(300 + 250 * Math.sin((2 * Math.PI * minute) / 720)),
    );
    const minutes = simulate(fleet(), day);
    assert.ok(turns(minutes) <= 16, String(turns(minutes)));
    const latest = Math.max(...minutes.slice(60).map(latency));
    assert.ok(latest <= 3 * exampleFleet.maxLatencySeconds, String(latest));
  });

  it("stays at its limits, which are more than the queue wants or less", () => {
    const few = simulate(fleet({ max: 2 }), every(60, 1000));
    assert.equal(few.at(-1)?.running, 2);
    const one = simulate(fleet({ min: 1 }), every(60, 0));
    assert.ok(one.every(({ running }) => running === 1));
  });
});
