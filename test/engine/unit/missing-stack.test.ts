import assert from "node:assert/strict";
import { UsageError } from "../../../drydock/errors";
import { refuseMissing } from "../../../drydock/offline/engine/missing-stack";

describe("a stack that the sandbox does not find", () => {
  const refusal = (stacks: readonly string[]): unknown => {
    try {
      refuseMissing("/nowhere/Pulumi.prod.yaml", { root: "/nowhere", stack: "prod", stacks });
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it("is the user's mistake, and the message names those there are", () => {
    assert.deepEqual(
      refusal(["production", "test"]),
      new UsageError(
        "The stack prod has no file Pulumi.prod.yaml: the repository has production, test. Name another file with --config.",
      ),
    );
  });

  it("says so where there is no repository", () => {
    assert.deepEqual(
      refusal([]),
      new UsageError(
        "/nowhere has no stack file Pulumi.<stack>.yaml: run this in the repository's root, or name one with --config.",
      ),
    );
  });

  it("is not missing where the file is there", () => {
    refuseMissing(__filename, { root: "/nowhere", stack: "prod", stacks: [] });
  });
});
