import assert from "node:assert/strict";
import { rules } from "../../../policy/rules";
import { evaluate } from "../mutation/evaluate";
import { goodStack } from "../mutation/good-stack";

describe("A stack that does everything right", () => {
  it("is reported by no rule at any level, and defers nothing", async () => {
    const { findings, deferrals } = await evaluate(
      rules.filter((rule) => rule.convention !== true),
      goodStack(),
    );
    assert.deepEqual(
      findings.map(({ rule, at, message }) => `${rule} ${at} ${message.split("\n")[0] ?? ""}`),
      [],
    );
    assert.deepEqual(deferrals, []);
  });
});
