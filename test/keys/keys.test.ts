import assert from "node:assert/strict";
import { keyChanges, lifecycles } from "./changes";
import { leafKeys } from "./leaf-keys";
import { isAccepted } from "./outcome";
import { lineOf } from "./page";
import { cellsOf, pageRows } from "./page-rows";
import { rowOf } from "./row";

const day = 24 * 60 * 60 * 1000;

/** Compared on one day; the whole page takes minutes and is written by `npm run generate:keys`. */
const compared = 4;

/** What the engine does is in test/engine/keys.engine.ts. */
describe("the page of what a change of each key does", () => {
  it("has a row for every key of the schema that holds a value, and no other", () => {
    assert.deepEqual(
      pageRows().map(([key]) => key),
      leafKeys().map(({ key }) => `\`${key}\``),
    );
  });

  it("changes each of them to another value, between stack files without problems", () => {
    for (const { key, from, to, before, after } of keyChanges("disposable")) {
      assert.notDeepEqual(from, to, key);
      assert.ok(isAccepted(before) && isAccepted(after), key);
    }
  }).timeout(120_000);

  it("says what the preview says today, of other keys each day", async function () {
    this.timeout(120_000);
    const [disposable = [], other = []] = lifecycles.map(keyChanges);
    const start = Math.floor(Date.now() / day) * compared;
    for (let index = start; index < start + compared; index++) {
      const place = index % disposable.length;
      const [first, second] = [disposable[place], other[place]];
      assert.ok(first !== undefined && second !== undefined);
      const line = lineOf(await rowOf(first, second));
      assert.deepEqual(pageRows()[place], cellsOf(line), "run npm run generate:keys");
    }
  });
});
