import assert from "node:assert/strict";
import { rules } from "../../../policy/rules";
import { evaluate } from "../mutation/evaluate";
import { piped, running, scheduled, shifting } from "../mutation/good-additions";
import { goodStack } from "../mutation/good-stack";
import type { Change } from "../mutation/graph";

const additions: Readonly<Record<string, Change>> = {
  nothing: (graph) => graph,
  "a canary deployment": shifting,
  "a task by the clock": scheduled,
  "a state machine that runs the task": running,
  "a pipe that starts the task": piped(),
};

describe("A stack that does everything right", () => {
  for (const [name, change] of Object.entries(additions)) {
    it(`is reported by no rule at any level, and defers nothing, with ${name} beside it`, async () => {
      const { findings, deferrals } = await evaluate(
        rules.filter((rule) => rule.convention !== true),
        change(goodStack()),
      );
      assert.deepEqual(
        findings.map(({ rule, at, message }) => `${rule} ${at} ${message.split("\n")[0] ?? ""}`),
        [],
      );
      assert.deepEqual(deferrals, []);
    });
  }
});
