import assert from "node:assert/strict";
import { leafKeys } from "./leaf-keys";
import { pageRows } from "./page-rows";

/** What the rows say is compared in test/mutants/keys.mutants.ts. */
describe("the page of what a change of each key does", () => {
  it("has a row for every key of the schema that holds a value, and no other", () => {
    assert.deepEqual(
      pageRows().map(([key]) => key),
      leafKeys().map(({ key }) => `\`${key}\``),
    );
  });
});
