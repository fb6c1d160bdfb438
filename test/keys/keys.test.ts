import assert from "node:assert/strict";
import { keyChanges, lifecycles } from "./changes";
import { leafKeys } from "./leaf-keys";
import { outcomeOf } from "./outcome";
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

  it("changes each of them to another value", () => {
    for (const lifecycle of lifecycles) {
      for (const { key, from, to } of keyChanges(lifecycle)) assert.notDeepEqual(from, to, key);
    }
  });

  it("says what the preview says today, of other keys each day", async function () {
    this.timeout(120_000);
    const [first = [], ...others] = lifecycles.map(keyChanges);
    const start = Math.floor(Date.now() / day) * compared;
    for (let index = start; index < start + compared; index++) {
      const place = index % first.length;
      const changes = [first, ...others].flatMap((list) => list[place] ?? []);
      const rows = [];
      for (const change of changes) {
        rows.push(rowOf(change, await outcomeOf(change.before, change.after)));
      }
      const [row] = rows;
      assert.ok(row !== undefined);
      assert.deepEqual(pageRows()[place], cellsOf(lineOf(row, rows)), "run npm run generate:keys");
    }
  });
});
