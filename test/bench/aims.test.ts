import assert from "node:assert/strict";
import { aimsOf, aimText } from "../../bench/aims";

const run = (seconds: number, cpuSeconds = seconds, peakMiB = 100) => ({
  seconds,
  cpuSeconds,
  peakMiB,
});

describe("the aims of the benchmark", () => {
  it("are met up to their figure, and missed beyond it", () => {
    const aim = { what: "npm test", atMost: 50, unit: "s" };
    assert.equal(aimText({ ...aim, measured: 50 }), "met     npm test: 50 s (aim: at most 50 s)");
    assert.equal(
      aimText({ ...aim, measured: 50.01 }),
      "missed  npm test: 50.01 s (aim: at most 50 s)",
    );
  });

  it("compare time, processor time and memory of what was measured, and nothing else", () => {
    const rows = new Map([
      ["preview of 10", run(1.2, 1.5)],
      ["CDK synth of 10", run(2.4, 2)],
      ["preview of 200", run(6.5, 7, 699)],
      ["CDK synth of 30", run(3)],
    ]);
    assert.deepEqual(aimsOf(rows).map(aimText), [
      "missed  preview of 200: 6.5 s (aim: at most 6 s)",
      "met     preview of 200, memory: 699 MiB (aim: at most 700 MiB)",
      "met     preview of 10 / CDK synth of 10: 0.5 (aim: at most 0.5)",
      "missed  preview of 10 / CDK synth of 10, CPU: 0.75 (aim: at most 0.5)",
    ]);
  });
});
