import * as assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import picocolors from "picocolors";
import { frame, sinceLastSave, watchedLines } from "../../drydock/offline/preview/render/watched";

const plain = picocolors.createColors(false);

describe("a preview that stays on the screen", () => {
  it("covers the former screen in one text, without clearing it first", () => {
    const text = frame(["one", "two"], { rows: 10, columns: 80 });
    assert.equal(text, "\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J");
  });

  it("says how many lines the terminal has no room for; a long line takes several rows", () => {
    const lines = ["x".repeat(25), "two", "three", "four"];
    const rows = (number: number) =>
      frame(lines, { rows: number, columns: 10 }).split("\n").map(stripVTControlCharacters);
    assert.deepEqual(rows(8), [...lines, ""]);
    assert.deepEqual(rows(7), [...lines.slice(0, 3), "... 1 more", ""]);
    assert.deepEqual(rows(4), ["... 4 more", ""]);
  });

  it("names what came and went with the last save", () => {
    assert.deepEqual(sinceLastSave(undefined, ["a"], plain), []);
    assert.deepEqual(sinceLastSave(["a"], ["a"], plain), ["Nothing changed with the last save."]);
    assert.deepEqual(sinceLastSave(["a", "  b"], ["a", "  c"], plain), [
      "With the last save:",
      "  gone: b",
      "  new:  c",
    ]);
  });

  it("shows an error in place of the environment", () => {
    assert.deepEqual(watchedLines({ stack: "a", refused: "one\ntwo\n" }, plain), ["one", "two"]);
    assert.deepEqual(watchedLines({ stack: "a", failed: "broken" }, plain), ["a: broken"]);
  });
});
