import assert from "node:assert/strict";
import { mandatoryLevels } from "../../../drydock/offline/engine/workspace/levels";
import { isProtected } from "../../../drydock/offline/engine/workspace/state";

describe("the sandbox's levels", () => {
  it("turn advisory policies off, and leave the others as they are", () => {
    const strict = { enforcementLevel: "mandatory", requireKey: true };
    assert.deepEqual(
      mandatoryLevels({
        one: "advisory",
        two: { enforcementLevel: "advisory", tags: ["a"] },
        three: "mandatory",
        four: strict,
        five: "disabled",
      }),
      {
        "exemptions-used": "disabled",
        "deferred-checks": "disabled",
        one: "disabled",
        two: "disabled",
        three: "mandatory",
        four: strict,
        five: "disabled",
      },
    );
  });
});

describe("the sandbox's state", () => {
  const state = (...resources: readonly object[]) => JSON.stringify({ deployment: { resources } });

  it("is protected where one of its resources is", () => {
    assert.equal(isProtected(state({ urn: "a" }, { urn: "b", protect: true })), true);
    assert.equal(isProtected(state({ urn: "a", protect: false })), false);
    assert.equal(isProtected(JSON.stringify({ version: 3, deployment: {} })), false);
  });
});
