import assert from "node:assert/strict";
import { keyChanges, lifecycles } from "../keys/changes";
import { isAccepted } from "../keys/outcome";
import { lineOf } from "../keys/page";
import { cellsOf, pageRows } from "../keys/page-rows";
import { rowOf } from "../keys/row";

/** Compared here, spread over the schema; the whole page takes minutes and is written by `npm run generate:keys`. */
const compared = 4;

/** What the engine does is in test/engine/keys.engine.ts. */
describe("each row of the page of what a change of each key does", () => {
  it("changes its key to another value, between stack files without problems", () => {
    for (const { key, from, to, before, after } of keyChanges("disposable")) {
      assert.notDeepEqual(from, to, key);
      assert.ok(isAccepted(before) && isAccepted(after), key);
    }
  }).timeout(120_000);

  it("says what the preview says today, of keys all over the schema", async function () {
    this.timeout(120_000);
    const [disposable = [], other = []] = lifecycles.map(keyChanges);
    for (let index = 0; index < compared; index++) {
      const place = Math.floor(((index + 0.5) / compared) * disposable.length);
      const [first, second] = [disposable[place], other[place]];
      assert.ok(first !== undefined && second !== undefined);
      const line = lineOf(await rowOf(first, second));
      assert.deepEqual(pageRows()[place], cellsOf(line), "run npm run generate:keys");
    }
  });
});
