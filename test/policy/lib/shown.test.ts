import assert from "node:assert/strict";
import { shown } from "../../../policy/lib/shown";

describe("A value in a message", () => {
  it("is shown when it has the shape of something harmless", () => {
    assert.equal(shown("s3:GetObject", "action"), "s3:GetObject");
    assert.equal(shown("*", "action"), "*");
    assert.equal(shown("DB_HOST", "name"), "DB_HOST");
  });

  it("is not shown when it has not", () => {
    for (const value of ["hunter2!", "a b", "", "s3:Get Object", "x".repeat(200)]) {
      assert.equal(shown(value, "action"), "(value not shown)");
    }
    assert.equal(shown("pa$$word", "name"), "(value not shown)");
  });
});
