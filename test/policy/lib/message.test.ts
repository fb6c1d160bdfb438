import * as assert from "node:assert/strict";
import { messageOf, messageParts } from "../../../policy/lib/message";
import { rules } from "../../../policy/rules";

describe("a policy message", () => {
  it("is taken apart as it was put together, for every rule", () => {
    for (const rule of rules) {
      const message = messageOf(rule, "web", { problem: "is open", property: "cidrBlocks" });
      assert.deepEqual(messageParts(message), {
        resource: "web",
        problem: "is open (cidrBlocks).",
        fix: rule.fix,
      });
    }
  });

  it("of somebody else is all problem", () => {
    assert.deepEqual(messageParts("Something is wrong: look."), {
      problem: "Something is wrong: look.",
    });
  });
});
